import type { Loss } from '../../client/index.js'
import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import type { IndexedBatch, IndexPart } from '../format/index.js'

/** Bytes of a file that cannot be read, with whole entries behind them. */
export interface DamagedStretch {
  readonly damage: NodetapError
  readonly offset: number
  /** Where reading goes on. */
  readonly end: number
  /** What is missing for it: from where to where that was when the file was written. */
  readonly missing: { readonly from: number; readonly to: number }
}

/** `error` where it tells of damage; anything else is thrown. */
export function asDamage(error: unknown): NodetapError {
  if (isNodetapError(error, ErrorCodes.MalformedRecording)) return error
  throw error
}

/** What a reader passed over, until all else is read and it has to be said. */
export class PassedOver {
  #first: NodetapError | null = null
  #places = 0
  #bytes = 0
  /** Since the index before: a walk bounds how many. */
  #stretches: DamagedStretch[] = []

  add(stretch: DamagedStretch): void {
    const { damage, offset, end } = stretch
    this.#first ??= damage
    this.#places++
    this.#bytes += Math.max(0, end - offset)
    this.#stretches.push(stretch)
  }

  get hasStretches(): boolean {
    return this.#stretches.length > 0
  }

  /** Whether a batch that an index tells of was passed over since the index before. */
  covers({ offset }: IndexedBatch): boolean {
    return this.#stretches.some(({ missing }) => missing.from <= offset && offset < missing.to)
  }

  /** The events that were passed over, as the index behind them tells. */
  lossesBefore({ batches }: IndexPart): Loss[] {
    if (!this.hasStretches) return []
    const losses = lossesOf(batches.filter(batch => this.covers(batch)))
    this.settle()
    return losses
  }

  /** Forgets the stretches before an index, which has told of them. */
  settle(): void {
    this.#stretches = []
  }

  /**
   * The first damage, with how much it was in all; null where there was none. `stop` is what ended
   * the reading, if something did.
   */
  failure(stop: NodetapError | null = null): NodetapError | null {
    if (this.#first === null) return stop
    const where = this.#places === 1 ? '' : ` in ${this.#places} places`
    const rest = stop === null ? 'all else has been read' : 'then it could not be read on'
    const last = stop === null || stop.message === this.#first.message ? '' : `\n${stop.message}`
    return new NodetapError(
      ErrorCodes.MalformedRecording,
      `${this.#first.message}\n${this.#bytes} bytes${where} were passed over; ${rest}.${last}`,
      { cause: this.#first },
    )
  }

  throwFailure(): void {
    const failure = this.failure()
    if (failure !== null) throw failure
  }
}

/** The events of batches that cannot be read, by tracepoint. */
export function lossesOf(batches: readonly IndexedBatch[]): Loss[] {
  const losses = new Map<string, Loss>()
  for (const { tracepoints, firstSequence, lastSequence } of batches) {
    for (const { name, count } of tracepoints) {
      const before = losses.get(name)
      losses.set(name, {
        tracepoint: name,
        count: (before?.count ?? 0) + count,
        cause: 'unknown',
        firstSequence: before?.firstSequence ?? firstSequence,
        lastSequence,
      })
    }
  }
  return [...losses.values()]
}
