import { limits } from '../limits.js'
import type { CoinsSelected, FeeCalculated, GroupingChosen } from '../log/facts.js'
import { BoundedMap } from '../merge/bounded-map.js'
import type { Stage } from '../stage.js'

/** A transaction that a wallet made, normal until a later line tells that it was the second attempt. */
interface Creation {
  readonly timeUs: number
  readonly wallet: string
  readonly feeSat: number
  /** Set: it was the attempt that avoids partial spends, and it was used or not. */
  apsUsed: boolean | undefined
}

/**
 * What a wallet's log tells of coin selection; the lines need no category. A failed attempt
 * leaves no line, and neither do the target, the coins' worth and the place of the change.
 *
 * The line that compares fees with and without grouping comes last, and tells that the second
 * of the two creations before it was the one that avoids partial spends.
 */
export class SelectionTracker {
  readonly #stage: Stage
  /** By thread and wallet: the last creations, the newest last, at most two. */
  readonly #creations = new BoundedMap<string, Creation[]>(limits.maxWalletThreads)

  constructor(stage: Stage) {
    this.#stage = stage
  }

  onSelected(fact: CoinsSelected): void {
    const { wallet, algorithm, wasteSat, timeUs } = fact
    this.#stage.add({
      timeUs,
      hand: () =>
        this.#stage.emit({
          tracepoint: 'coin_selection:selected_coins',
          timestampUs: timeUs,
          quality: 'partial',
          missing: ['targetSat', 'selectedSat'],
          wallet,
          algorithm,
          targetSat: 0,
          wasteSat,
          selectedSat: 0,
        }),
    })
  }

  onFee(fact: FeeCalculated): void {
    const { wallet, feeSat, timeUs, thread } = fact
    const key = keyOf(thread, wallet)
    const creation: Creation = { timeUs, wallet, feeSat, apsUsed: undefined }
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
