import { hexToHash } from '../../../bitcoin/index.js'
import type { PackageJudged, TransactionRejected } from '../log/facts.js'
import type { Stage } from '../stage.js'

/**
 * Transactions of peers that were refused, from `-debug=mempoolrej`. Core fires no event for those
 * that it judged as a package, but logs them alike, behind a line of `-debug=txpackages`.
 */
export class Rejections {
  readonly #stage: Stage
  /** By thread: the transactions of the package that it has just judged. */
  readonly #packages = new Map<string, ReadonlySet<string>>()

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
    const { txid, reason, timeUs } = fact
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
