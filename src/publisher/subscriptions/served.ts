import type { EventRun, RingReader } from '../ring/index.js'
import type { EventConsumer } from './event-consumer.js'
import type { Handed } from './work.js'

/** A consumer and what it was handed. */
export class Served implements Handed {
  readonly consumer: EventConsumer
  /** Whether it serves one client, and does not measure itself. */
  readonly isSole: boolean
  handed = 0

  constructor(consumer: EventConsumer, isSole: boolean) {
    this.consumer = consumer
    this.isSole = isSole
  }

  take(reader: RingReader, run: EventRun): void {
    this.handed += run.count
    appendTo(this.consumer, reader, run)
  }

  charge(ms: number): void {
    this.consumer.charge?.(ms)
  }
}

function appendTo(consumer: EventConsumer, reader: RingReader, run: EventRun): void {
  if (consumer.appendRun !== undefined) {
    consumer.appendRun(reader, run)
    return
  }
  const { id, count, firstSequence } = run
  for (let i = 0; i < count; i++) {
    const at = run.at[i] as number
    const sequence = firstSequence + (run.offset[i] as number)
    consumer.append(reader, at, id, sequence, reader.float64[(at >> 1) + 1] as number)
  }
}
