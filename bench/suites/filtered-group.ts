import { type Filter, isNoFilter, NO_FILTER, parseExpression } from '../../src/expressions/index.js'
import { BufferPool, ColumnBatch, type EncodedBatch } from '../../src/publisher/batches/index.js'
import { type RingReader, RunCollector } from '../../src/publisher/ring/index.js'
import {
  type BatchBuilder,
  Sieve,
  SubscriptionGroup,
} from '../../src/publisher/subscriptions/index.js'

const NET_MESSAGES = [0, 1]

/** A filter by its condition, and by what else it says. */
export function filterOf(where: string, more: Partial<Filter> = {}): Filter {
  return { ...NO_FILTER, where: parseExpression(where), ...more }
}

/** A group of the worker's, without subscribers: what it encodes is counted and thrown away. */
export class FilteredGroup {
  /** Bytes of the batches so far. */
  bytes = 0
  readonly #group: SubscriptionGroup
  readonly #reader: RingReader
  readonly #runs: RunCollector

  constructor(reader: RingReader, filter: Filter) {
    this.#reader = reader
    const options = { payloadBytes: 0xffffffff, maxBatchEvents: 4096, maxBatchBytes: 4 * 2 ** 20 }
    const batch = new ColumnBatch(new BufferPool(), options)
    const sieve = isNoFilter(filter) ? null : new Sieve(filter, NET_MESSAGES, reader)
    const builder = counting(batch, encoded => {
      this.bytes += encoded.byteLength
    })
    this.#group = new SubscriptionGroup(NET_MESSAGES, 0xffffffff, 1000, builder, sieve)
    this.#runs = new RunCollector(run => this.#group.appendRun(reader, run))
  }

  /** Takes what is in the ring. Returns how many events it was. */
  turn(): number {
    const count = this.#reader.drain({
      event: (id, at, sequence) => this.#runs.event(id, at, sequence),
      flush: () => this.#runs.flush(),
      loss() {},
    })
    this.#group.close()
    return count
  }
}

function counting(batch: ColumnBatch, count: (encoded: EncodedBatch) => void): BatchBuilder {
  return {
    get eventCount() {
      return batch.eventCount
    },
    get isFull() {
      return batch.isFull
    },
    append: (reader, run, from) => batch.append(reader, run, from),
    finish: () => {
      const encoded = batch.finish()
      count(encoded)
      return encoded
    },
    close: () => batch.close(),
  }
}
