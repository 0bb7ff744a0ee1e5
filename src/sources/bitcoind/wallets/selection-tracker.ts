import type { OutputsTable } from '../blocks/outputs-table.js'
import { BridgeLimits } from '../limits.js'
import type {
  CoinsSelected,
  FeeCalculated,
  GroupingChosen,
  TransactionCommitted,
} from '../log/facts.js'
import { BoundedMap } from '../merge/bounded-map.js'
import type { Stage } from '../stage.js'

/** A choice of coins. */
interface Selection {
  /** The transaction that spends them and its fee, once the wallet has decided for it. */
  committed: { readonly txid: string; readonly feeSat: number } | undefined
}

/** A transaction that a wallet made, normal until a later line tells that it was the second attempt. */
interface Creation {
  readonly timeUs: number
  readonly wallet: string
  readonly feeSat: number
  /** The choice that it came of; undefined where its line was missed. */
  readonly selection: Selection | undefined
  /** Set: it was the attempt that avoids partial spends, and it was used or not. */
  apsUsed: boolean | undefined
}

/**
 * What a wallet's log tells of coin selection; the lines need no category. A failed attempt
 * leaves no line, and neither do the target and the place of the change. What the coins are worth
 * is what the transaction pays, outputs and fee, if the wallet decides for it.
 *
 * The line that compares fees with and without grouping comes last, and tells that the second
 * of the two creations before it was the one that avoids partial spends.
 */
export class SelectionTracker {
  readonly #stage: Stage
  /** By thread and wallet: the last creations, the newest last, at most two. */
  readonly #creations = new BoundedMap<string, Creation[]>(BridgeLimits.maxWalletThreads)

  /** By thread and wallet: the last choice. */
  readonly #selections = new BoundedMap<string, Selection>(BridgeLimits.maxWalletThreads)
  readonly #outputs: OutputsTable

  constructor(stage: Stage, outputs: OutputsTable) {
    this.#stage = stage
    this.#outputs = outputs
  }

  onSelected(fact: CoinsSelected): void {
    const { wallet, algorithm, wasteSat, timeUs, thread } = fact
    const selection: Selection = { committed: undefined }
    this.#selections.set(keyOf(thread, wallet), selection)
    this.#stage.add({
      timeUs,
      hand: () => {
        const { committed } = selection
        const worthSat = committed === undefined ? undefined : this.#outputs.worthOf(committed.txid)
        const missing = worthSat === undefined ? ['targetSat', 'selectedSat'] : ['targetSat']
        this.#stage.emit({
          tracepoint: 'coin_selection:selected_coins',
          timestampUs: timeUs,
          quality: 'partial',
          missing,
          wallet,
          algorithm,
          targetSat: 0,
          wasteSat,
          selectedSat: worthSat === undefined ? 0 : worthSat + (committed?.feeSat ?? 0),
        })
      },
    })
  }

  onFee(fact: FeeCalculated): void {
    const { wallet, feeSat, timeUs, thread } = fact
    const key = keyOf(thread, wallet)
    const selection = this.#selections.get(key)
    this.#selections.delete(key)
    const creation: Creation = { timeUs, wallet, feeSat, selection, apsUsed: undefined }
    const before = this.#creations.get(key)?.at(-1)
    this.#creations.set(key, before === undefined ? [creation] : [before, creation])
    this.#stage.add({ timeUs, hand: () => this.#emitCreation(creation) })
  }

  onGrouping(fact: GroupingChosen): void {
    const key = keyOf(fact.thread, fact.wallet)
    const [first, second] = this.#creations.get(key) ?? []
    this.#creations.delete(key)
    if (first === undefined || second === undefined) return
    second.apsUsed = fact.grouped
    this.#creations.set(key, [fact.grouped ? second : first])
    // It was attempted right after the first creation.
    const timeUs = first.timeUs
    const { wallet } = first
    this.#stage.add({
      timeUs,
      hand: () =>
        this.#stage.emit({
          tracepoint: 'coin_selection:attempting_aps_create_tx',
          timestampUs: timeUs,
          quality: 'derived',
          missing: [],
          wallet,
        }),
    })
  }

  /** The thread's last creation, or that of two which was decided for, has become a transaction. */
  onCommitted(fact: TransactionCommitted): void {
    const key = keyOf(fact.thread, fact.wallet)
    const creation = this.#creations.get(key)?.at(-1)
    this.#creations.delete(key)
    if (creation?.selection === undefined) return
    creation.selection.committed = { txid: fact.txid, feeSat: creation.feeSat }
  }

  #emitCreation(creation: Creation): void {
    const { wallet, feeSat, timeUs, apsUsed } = creation
    const common = {
      timestampUs: timeUs,
      quality: 'partial',
      missing: ['changePosition'],
      wallet,
      success: true,
      feeSat,
      changePosition: 0,
    } as const
    if (apsUsed === undefined) {
      this.#stage.emit({ tracepoint: 'coin_selection:normal_create_tx_internal', ...common })
    } else {
      this.#stage.emit({ tracepoint: 'coin_selection:aps_create_tx_internal', ...common, apsUsed })
    }
  }
}

function keyOf(thread: string, wallet: string): string {
  return `${thread} ${wallet}`
}
