import { TRACEPOINTS } from '../../tracepoints/index.js'
import { type EventRun, type RingHandler, type RingReader, RunCollector } from '../ring/index.js'
import { isSnapshotId, type SnapshotDesk } from '../snapshots/index.js'
import type { Loss, LossCause } from './loss.js'
import type { Wants } from './wants.js'

/**
 * Hands events to those that want them, in runs, and losses to those that would have; counts
 * both.
 */
export class EventDispatch implements RingHandler {
  readonly #reader: RingReader
  readonly #wants: Wants
  readonly #snapshots: SnapshotDesk | null
  readonly #onLoss: (loss: Loss) => void
  /** By tracepoint id. */
  readonly #fired: number[] = TRACEPOINTS.map(() => 0)
  readonly #lost: number[] = TRACEPOINTS.map(() => 0)
  readonly #runs = new RunCollector(run => this.take(run))

  /** `onLoss` is told of each loss behind those that wanted the events. */
  constructor(
    reader: RingReader,
    wants: Wants,
    snapshots: SnapshotDesk | null,
    onLoss: (loss: Loss) => void,
  ) {
    this.#reader = reader
    this.#wants = wants
    this.#snapshots = snapshots
    this.#onLoss = onLoss
  }

  /** Events since the start, those lost before the worker included. */
  fired(id: number): number {
    return this.#fired[id] ?? 0
  }

  /** Of these, events that were lost before the worker. */
  lost(id: number): number {
    return this.#lost[id] ?? 0
  }

  /** One event of the ring; see RingHandler. It waits for those that follow it. */
  event(id: number, at: number, sequence: number): void {
    this.#runs.event(id, at, sequence)
  }

  /** See RingHandler. */
  flush(): void {
    this.#runs.flush()
  }

  take(run: EventRun): void {
    const { id, count } = run
    this.#fired[id] = this.fired(id) + count
    if (isSnapshotId(id)) this.#snapshots?.take(run)
    for (const served of this.#wants.of(id)) served.take(this.#reader, run)
  }

  /** Events that did not get into the ring; see RingHandler. */
  loss(
    tracepointId: number,
    cause: LossCause,
    count: number,
    firstSequence: number,
    lastSequence: number,
  ): void {
    this.#fired[tracepointId] = this.fired(tracepointId) + count
    this.#lost[tracepointId] = this.lost(tracepointId) + count
    const loss: Loss = { tracepointId, cause, count, firstSequence, lastSequence }
    for (const { consumer } of this.#wants.of(tracepointId)) consumer.lose(loss)
    this.#onLoss(loss)
  }
}
