import { hexToHash } from '../../../bitcoin/index.js'
import { BridgeLimits } from '../limits.js'
import type {
  PackageJudged,
  TransactionRejected,
  WalletRefused,
  WalletSubmitted,
} from '../log/facts.js'
import { BoundedMap } from '../merge/bounded-map.js'
import type { Stage } from '../stage.js'

/**
 * Transactions that were refused: those of peers, from `-debug=mempoolrej`, and those that the
 * node's own wallets have made, from the wallets' lines. Core fires no event for those that it
 * judged as a package, but logs them alike, behind a line of `-debug=txpackages`.
 */
export class Rejections {
  readonly #stage: Stage
  /** By thread: the transactions of the package that it has just judged. */
  readonly #packages = new Map<string, ReadonlySet<string>>()
  /** By thread and wallet: the transaction that it has just handed to the node. */
  readonly #submitted = new BoundedMap<string, string>(BridgeLimits.maxWalletThreads)

  constructor(stage: Stage) {
    this.#stage = stage
  }

  onPackage(fact: PackageJudged): void {
    this.#packages.set(fact.thread, new Set(fact.txids))
  }

  /** The thread has turned to something else. */
  onOtherWork(thread: string): void {
    this.#packages.delete(thread)
  }

  onRejected(fact: TransactionRejected): void {
    if (this.#packages.get(fact.thread)?.has(fact.txid) === true) return
    this.#reject(fact.txid, fact.reason, fact.timeUs)
  }

  onSubmitted({ thread, wallet, txid }: WalletSubmitted): void {
    this.#submitted.set(`${thread} ${wallet}`, txid)
  }

  onWalletRefused({ thread, wallet, reason, timeUs }: WalletRefused): void {
    const key = `${thread} ${wallet}`
    const txid = this.#submitted.get(key)
    this.#submitted.delete(key)
    if (txid !== undefined) this.#reject(txid, reason, timeUs)
  }

  restart(): void {
    this.#packages.clear()
    this.#submitted.clear()
  }

  #reject(txid: string, reason: string, timeUs: number): void {
    this.#stage.add({
      timeUs,
      hand: () =>
        this.#stage.emit({
          tracepoint: 'mempool:rejected',
          timestampUs: timeUs,
          quality: 'exact',
          missing: [],
          txid: hexToHash(txid),
          reason,
        }),
    })
  }
}
