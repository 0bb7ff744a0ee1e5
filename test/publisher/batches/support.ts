import fc from 'fast-check'
import { MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { Batch } from '../../../src/client/batch/index.js'
import {
  type BatchOptions,
  BufferPool,
  ColumnBatch,
  type EncodedBatch,
} from '../../../src/publisher/batches/index.js'
import { EventRun, RunCollector } from '../../../src/publisher/ring/index.js'
import type { createSites } from '../../../src/publisher/sites/index.js'
import { tracepoints } from '../../../src/schema/index.js'
import {
  TRACEPOINTS,
  type TraceEvent,
  type Tracepoint,
  type TracepointField,
} from '../../../src/tracepoints/index.js'
import type { bothEnds } from '../ring/harness.js'

export const UNLIMITED: BatchOptions = {
  payloadBytes: 0xffffffff,
  maxBatchEvents: 1e6,
  maxBatchBytes: 64 * 1024 * 1024,
}

/** An event to be fired: its tracepoint and its fields in the schema's order. */
export interface Firing {
  readonly tracepoint: Tracepoint
  readonly values: readonly unknown[]
}

const MAX = Number.MAX_SAFE_INTEGER

function valueOfField({ kind, enumNames }: TracepointField): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'int32':
      return fc.oneof(fc.integer(), fc.constantFrom(-0x80000000, -1, 0x7fffffff))
    case 'uint32':
      return fc.oneof(fc.nat(), fc.constantFrom(0, 0x7fffffff, 0x80000000, 0xffffffff))
    case 'int64':
      return fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, -MAX, MAX, 2 ** 32, -(2 ** 32)))
    case 'uint64':
      return fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 1, MAX, 2 ** 32, 2 ** 32 - 1))
    case 'bool':
      return fc.boolean()
    case 'text':
      return fc.oneof(
        fc.constantFrom('', 'inbound', 'ping', '1.2.3.4:8333'),
        fc.string({ unit: 'binary', maxLength: 40 }),
      )
    case 'hash':
      return fc.uint8Array({ minLength: 32, maxLength: 32 })
    case 'payload':
      return fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc.integer({ min: 60, max: 70 }).map(length => new Uint8Array(length).fill(length)),
        // A slice that begins anywhere, as what a socket read.
        fc.uint8Array({ minLength: 10, maxLength: 300 }).map(bytes => bytes.subarray(7)),
      )
    case 'enum':
      return fc.constantFrom(...(enumNames ?? []))
  }
}

/** An event of any tracepoint, with extreme values among the usual. */
export const firings: fc.Arbitrary<Firing> = fc
  .constantFrom(...TRACEPOINTS)
  .chain(tracepoint =>
    fc.tuple(...tracepoint.fields.map(valueOfField)).map(values => ({ tracepoint, values })),
  )

export function fire(sites: ReturnType<typeof createSites>, { tracepoint, values }: Firing): void {
  // The values are made after the tracepoint's own fields.
  const site = sites[tracepoint.name] as unknown as { fire(...values: unknown[]): void }
  site.fire(...values)
}

/** The event that a firing becomes; times are left out. */
export function expectedEvent(firing: Firing, sequence: number): Record<string, unknown> {
  const { tracepoint, values } = firing
  const fields = tracepoint.fields.map(({ name, kind }, i) => {
    const value = values[i]
    // A lone surrogate cannot be sent.
    return [name, kind === 'text' ? Buffer.from(String(value)).toString() : plain(value)]
  })
  return { tracepoint: tracepoint.name, sequence, ...Object.fromEntries(fields) }
}

/** An event of a batch in the form of {@link expectedEvent}. */
export function withoutTime(event: TraceEvent): Record<string, unknown> {
  const { timestampUs: _, ...rest } = event
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, plain(value)]))
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}

/** The frame of a batch as a file would hold it: one word in front that points to it. */
export function frameOf(encoded: EncodedBatch): Uint8Array {
  const message = new MessageBuilder()
  for (const segment of encoded.segments) message.attach(segment)
  message.setFarAt(0, 1)
  return message.toFrame()
}

export function readBatch(frame: Uint8Array): Batch {
  return new Batch(new MessageReader(frame).root(tracepoints.Batch))
}

/** A run of one event. */
export function oneEvent(id: number, at: number, sequence: number): EventRun {
  const run = new EventRun()
  run.id = id
  run.count = 1
  run.firstSequence = sequence
  run.at[0] = at
  return run
}

/** Drains a ring into batches; each is handed to `take` as a frame, then released. */
export function collect(
  { reader }: ReturnType<typeof bothEnds>,
  take: (frame: Uint8Array, encoded: EncodedBatch) => void,
  options: BatchOptions = UNLIMITED,
  batch: ColumnBatch = new ColumnBatch(new BufferPool(), options),
): void {
  const finish = (): void => {
    if (batch.eventCount === 0) return
    const encoded = batch.finish()
    take(frameOf(encoded), encoded)
    encoded.release()
  }
  const runs = new RunCollector(run => {
    for (let next = 0; next < run.count; ) {
      const wasEmpty = batch.eventCount === 0
      const taken = batch.append(reader, run, next)
      if (wasEmpty && taken === 0) throw new Error('an empty batch is full')
      next += taken
      if (next < run.count) finish()
    }
  })
  reader.drain({
    event: (id, at, sequence) => runs.event(id, at, sequence),
    flush: () => runs.flush(),
    loss() {
      throw new Error('nothing is dropped')
    },
  })
  finish()
}
