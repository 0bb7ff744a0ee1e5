import { setTimeout as sleep } from 'node:timers/promises'
import type { BareReaderMark, BareReaderSettings } from './bare-reader-process.js'
import type {
  BareWriterAnswer,
  BareWriterOrder,
  BareWriterSettings,
} from './bare-writer-process.js'
import { Child } from './child.js'

/**
 * Two processes that pass as many bytes as a publisher and a subscriber do, and do nothing else:
 * what this machine can do at best, beside which a figure can be read.
 */
export interface BarePair extends AsyncDisposable {
  stretch(order: BareWriterOrder): Promise<BareStretch>
}

export interface BareStretch {
  /** Nanoseconds of processor time an event that the bytes stand for. */
  readonly writerNs: number
  readonly readerNs: number
  /** Milliseconds from when an event would have come about to its arrival. */
  readonly p50: number
  readonly p99: number
  /** The writer's, percent of a core. */
  readonly share: number
}

/** How long what is under way may take to arrive. */
const SETTLE_MS = 50

export async function startBarePair(
  settings: BareWriterSettings & BareReaderSettings,
): Promise<BarePair> {
  const writer = await Child.start<BareWriterOrder, BareWriterAnswer>(
    'bare-writer-process',
    settings,
  )
  const reader = await Child.start<object, BareReaderMark>('bare-reader-process', settings)
  return {
    async stretch(order) {
      await reader.ask({})
      const { events, seconds, cpuNs } = await writer.ask(order)
      await sleep(SETTLE_MS)
      const mark = await reader.ask({})
      return {
        writerNs: cpuNs / events,
        readerNs: mark.cpuNs / events,
        p50: mark.p50Us / 1000,
        p99: mark.p99Us / 1000,
        share: (100 * cpuNs) / (seconds * 1e9),
      }
    },
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]()
      await writer[Symbol.asyncDispose]()
    },
  }
}
