import type { Batch, TraceEvent } from '../../client/index.js'
import { Kinds, LossTally, oldestTimestampUs, Recent } from '../live/index.js'
import { Counter } from './counter.js'
import { FeeRates } from './fee-rates.js'
import { MempoolLimits } from './limits.js'
import { paysLowerFee, paysLowerRate, type Replacement } from './replacement.js'

export type MempoolEvent = TraceEvent<
  'mempool:added' | 'mempool:removed' | 'mempool:replaced' | 'mempool:rejected'
>

/** Transactions in a mempool, and their sizes and fees added up. */
export interface MempoolContent {
  transactions: number
  vsize: number
  feeSat: number
}

/** How replacements compare with what they replaced. */
export interface ReplacementFigures {
  readonly count: number
  /** With less fee than what they replaced paid together; with a lower fee rate. */
  readonly lowerFee: number
  readonly lowerFeeRate: number
}

/** Counts what enters and leaves a mempool, from the events of `mempool:*`. */
export class MempoolModel {
  readonly losses = new LossTally()
  readonly added = new Counter()
  readonly removed = new Counter()
  readonly removedBy = new Kinds(() => new Counter())
  /** Transactions that were replaced. */
  readonly replaced = new Counter()
  readonly rejected = new Counter()
  readonly rejectedBy = new Kinds(() => new Counter())
  readonly feeRates = new FeeRates()
  /** The last events; hashes are copies. */
  readonly log = new Recent<MempoolEvent>(MempoolLimits.maxLogEntries)
  readonly lastReplacements = new Recent<Replacement>(MempoolLimits.maxLogEntries)
  /**
   * What the mempool holds now, by a snapshot and the events behind it; null: not known. Events
   * that were lost are missing from it.
   */
  content: MempoolContent | null = null
  /** What the snapshot told besides. */
  snapshot: Pick<TraceEvent<'snapshot:mempool'>, 'memoryBytes' | 'minFeeRate'> | null = null
  /** Of all added. */
  addedFeeSat = 0
  addedVsize = 0
  #startedUs: number | null
  #replacements = { count: 0, lowerFee: 0, lowerFeeRate: 0 }

  /** `startedUs` is when the stream began; null: with its first event. */
  constructor(startedUs: number | null) {
    this.#startedUs = startedUs
  }

  add(batch: Batch, onEvent: (event: MempoolEvent) => void = () => {}): void {
    this.losses.add(batch)
    // What happened meanwhile is not known; another snapshot tells what it came to.
    if (batch.gap !== null) this.content = null
    this.#startedUs ??= oldestTimestampUs(batch)
    const cursor = batch.cursor()
    while (cursor.next()) {
      const event = cursor.event()
      switch (event.tracepoint) {
        case 'snapshot:mempool': {
          const { transactions, vsize, feeSat, memoryBytes, minFeeRate } = event
          this.content = { transactions, vsize, feeSat }
          this.snapshot = { memoryBytes, minFeeRate }
          break
        }
        case 'mempool:added':
        case 'mempool:removed':
        case 'mempool:replaced':
        case 'mempool:rejected':
          this.#count(event)
          this.log.add(withOwnHashes(event))
          onEvent(event)
      }
    }
  }

  /** For how long there has been something to count, in seconds. */
  seconds(nowUs: number): number {
    return this.#startedUs === null ? 0 : Math.max(0, (nowUs - this.#startedUs) / 1e6)
  }

  get replacements(): ReplacementFigures {
    const { count, lowerFee, lowerFeeRate } = this.#replacements
    // The last one may still grow, so it is judged each time.
    const { last } = this.lastReplacements
    return {
      count: count + (last === null ? 0 : 1),
      lowerFee: lowerFee + (last !== null && paysLowerFee(last) ? 1 : 0),
      lowerFeeRate: lowerFeeRate + (last !== null && paysLowerRate(last) ? 1 : 0),
    }
  }

  #count(event: MempoolEvent): void {
    const { timestampUs } = event
    switch (event.tracepoint) {
      case 'mempool:added':
        this.added.add(timestampUs)
        this.#changeContent(event, 1)
        this.addedFeeSat += event.feeSat
        this.addedVsize += event.vsize
        this.feeRates.add(timestampUs, event.feeSat, event.vsize)
        break
      case 'mempool:removed':
        this.removed.add(timestampUs)
        this.#changeContent(event, -1)
        this.removedBy.of(reasonKind(event.reason)).add(timestampUs)
        break
      case 'mempool:rejected':
        this.rejected.add(timestampUs)
        this.rejectedBy.of(reasonKind(event.reason)).add(timestampUs)
        break
      case 'mempool:replaced':
        this.replaced.add(timestampUs)
        this.#replace(event)
    }
  }

  #changeContent({ vsize, feeSat }: { vsize: number; feeSat: number }, sign: 1 | -1): void {
    if (this.content === null) return
    this.content.transactions += sign
    this.content.vsize += sign * vsize
    this.content.feeSat += sign * feeSat
  }

  /** All events of one replacement come in a row. */
  #replace(event: TraceEvent<'mempool:replaced'>): void {
    const { last } = this.lastReplacements
    if (last !== null && Buffer.compare(last.id, event.replacementId) === 0) {
      last.replaced++
      last.replacedVsize += event.replacedVsize
      last.replacedFeeSat += event.replacedFeeSat
      return
    }
    this.#replacements = this.replacements
    this.lastReplacements.add({
      id: event.replacementId.slice(),
      isTxid: event.replacementIsTxid,
      timestampUs: event.timestampUs,
      vsize: event.replacementVsize,
      feeSat: event.replacementFeeSat,
      replaced: 1,
      replacedVsize: event.replacedVsize,
      replacedFeeSat: event.replacedFeeSat,
    })
  }
}

/** The part of a reason that others share: behind it are amounts, txids, inputs. */
function reasonKind(reason: string): string {
  const kind = reason.slice(0, MempoolLimits.maxReasonLength).split(/[,:]/)[0]?.trim() ?? ''
  return kind === '' ? '(no reason)' : kind
}

/** An event that does not keep the frame in memory that it came in. */
function withOwnHashes(event: MempoolEvent): MempoolEvent {
  if (event.tracepoint !== 'mempool:replaced') return { ...event, txid: event.txid.slice() }
  return {
    ...event,
    replacedTxid: event.replacedTxid.slice(),
    replacementId: event.replacementId.slice(),
  }
}
