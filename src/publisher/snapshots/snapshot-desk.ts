import {
  type BatchOptions,
  type BufferPool,
  ColumnBatch,
  type EncodedBatch,
} from '../batches/index.js'
import type { EventRun, RingReader } from '../ring/index.js'
import { recordFields } from '../sites/index.js'
import { SNAPSHOT_END_ID, type SnapshotPart } from './snapshot-parts.js'
import type { SnapshotRequest } from './snapshot-taker.js'

/** A subscription that waits for a snapshot, or is getting one. */
export interface SnapshotOrder {
  readonly parts: readonly SnapshotPart[]
  readonly options: BatchOptions
  /** Sends whatever was collected for the subscription so far: it comes before the snapshot. */
  sendEarlier(): void
  /** Takes over one reference. */
  push(batch: EncodedBatch): void
}

/** The snapshot under way. */
interface Current {
  readonly id: number
  readonly orders: Set<SnapshotOrder>
  readonly batch: ColumnBatch
}

/** By tracepoint: where its records have the snapshot's id. */
const idOffsets = recordFields.map(
  fields => fields.find(({ name }) => name === 'snapshotId')?.offset ?? 0,
)

/**
 * The worker's side of snapshots: asks the traced thread for one at a time, and hands its
 * records to the subscriptions that asked for it and to nobody else. Who asks while one is under
 * way gets the next; those that wait for the same parts share it.
 */
export class SnapshotDesk {
  /** What the source can tell. */
  available: readonly SnapshotPart[]
  readonly #reader: RingReader
  readonly #pool: BufferPool
  readonly #ask: (request: SnapshotRequest) => void
  readonly #waiting = new Set<SnapshotOrder>()
  #current: Current | null = null
  #nextId = 1

  constructor(
    available: readonly SnapshotPart[],
    reader: RingReader,
    pool: BufferPool,
    ask: (request: SnapshotRequest) => void,
  ) {
    this.available = available
    this.#reader = reader
    this.#pool = pool
    this.#ask = ask
  }

  order(order: SnapshotOrder): void {
    this.#waiting.add(order)
    this.#askNext()
  }

  cancel(order: SnapshotOrder): void {
    this.#waiting.delete(order)
    this.#current?.orders.delete(order)
  }

  /** Records of one snapshot, from the ring. There are no events between those of a snapshot. */
  take(run: EventRun): void {
    const current = this.#current
    const idAt = (run.at[0] ?? 0) + (idOffsets[run.id] ?? 0)
    if (current === null || this.#reader.int32[idAt] !== current.id) return
    if (current.orders.size > 0) this.#collect(current, run)
    if (run.id !== SNAPSHOT_END_ID) return
    this.flush()
    current.batch.close()
    this.#current = null
    this.#askNext()
  }

  /** Sends what has been collected. To be called whenever the ring has been read. */
  flush(): void {
    const current = this.#current
    if (current === null || current.batch.eventCount === 0) return
    const batch = current.batch.finish()
    for (const order of current.orders) order.push(batch.retain())
    batch.release()
  }

  #askNext(): void {
    const [first] = this.#waiting
    if (this.#current !== null || first === undefined) return
    const orders = new Set([...this.#waiting].filter(order => sameParts(order, first)))
    for (const order of orders) this.#waiting.delete(order)
    const id = this.#nextId++
    this.#current = { id, orders, batch: new ColumnBatch(this.#pool, smallest(orders)) }
    this.#ask({ id, parts: first.parts })
  }

  #collect({ orders, batch }: Current, run: EventRun): void {
    for (let next = 0; next < run.count; ) {
      if (batch.eventCount === 0) for (const order of orders) order.sendEarlier()
      next += batch.append(this.#reader, run, next)
      if (next < run.count || batch.isFull) this.flush()
    }
  }
}

function sameParts(a: SnapshotOrder, b: SnapshotOrder): boolean {
  return a.parts.join() === b.parts.join()
}

/** Options that suit each of several subscriptions. */
function smallest(orders: ReadonlySet<SnapshotOrder>): BatchOptions {
  const options = [...orders].map(order => order.options)
  return {
    payloadBytes: 0,
    maxBatchEvents: Math.min(...options.map(it => it.maxBatchEvents)),
    maxBatchBytes: Math.min(...options.map(it => it.maxBatchBytes)),
  }
}
