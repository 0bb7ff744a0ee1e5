import { MessageBuilder } from '../../src/capnp/index.js'
import { BufferPool, ColumnBatch, RowBatch } from '../../src/publisher/batches/index.js'
import { type RingHandler, type RingReader, RunCollector } from '../../src/publisher/ring/index.js'
import { benchRing } from './bench-ring.js'
import { nodeLoad, PEERS, payload } from './node-load.js'

/** A collector of events: what builds a batch. */
export type Collector = ColumnBatch | RowBatch

export function columnBatch(events: number): ColumnBatch {
  return new ColumnBatch(new BufferPool(), optionsFor(events))
}

export function rowBatch(events: number): RowBatch {
  return new RowBatch(new BufferPool(), optionsFor(events))
}

function optionsFor(maxBatchEvents: number): {
  payloadBytes: number
  maxBatchEvents: number
  maxBatchBytes: number
} {
  return { payloadBytes: 0xffffffff, maxBatchEvents, maxBatchBytes: 64 * 1024 * 1024 }
}

/** A frame with a batch of net messages in columns, as a client gets it. */
export function columnsFrame(events: number, payloadBytes: number, seed: number): Uint8Array {
  const batch = columnBatch(events)
  collect(batch, events, payloadBytes, seed)
  const message = new MessageBuilder()
  for (const segment of batch.finish().segments) message.attach(segment)
  message.setFarAt(0, 1)
  return message.toFrame()
}

/** A batch of net messages in rows, as upstream's clients get it: the segments of one. */
export function rowSegments(rows: number, payloadBytes: number, seed: number): Uint8Array[] {
  const batch = rowBatch(rows)
  collect(batch, rows, payloadBytes, seed)
  const { segments } = batch.finish()
  return segments.map(segment => segment.slice())
}

/**
 * Gathers the events of a ring as the worker does, and appends them to a batch, if there is one,
 * that has room for them. One class, for the worker has one handler, too.
 */
export class CollectingHandler implements RingHandler {
  readonly #runs: RunCollector

  constructor(reader: RingReader, batch: Collector | null) {
    this.#runs = new RunCollector(run => {
      if (batch !== null && batch.append(reader, run) < run.count) {
        throw new Error('the batch is full')
      }
    })
  }

  event(id: number, at: number, sequence: number): void {
    this.#runs.event(id, at, sequence)
  }

  flush(): void {
    this.#runs.flush()
  }

  loss(): void {}
}

function collect(batch: Collector, events: number, payloadBytes: number, seed: number): void {
  const { addresses, messageTypes } = nodeLoad(seed)
  const { sites, reader } = benchRing()
  const content = payload(payloadBytes)
  for (let i = 0; i < events; i++) {
    const peer = i % PEERS
    sites['net:inbound_message'].fire(
      peer,
      addresses[peer]!,
      'inbound',
      messageTypes[i & 7]!,
      content.length,
      content,
    )
  }
  reader.drain(new CollectingHandler(reader, batch))
}
