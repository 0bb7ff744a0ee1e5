import type { TracepointName } from '../../tracepoints/index.js'
import { type BatchFacts, factsOf } from '../format/index.js'
import type { Recording } from './recording.js'

export interface TracepointSummary {
  readonly name: TracepointName | string
  readonly events: number
  /** Bytes that its events take before compression; texts, which they share, are not counted. */
  readonly bytes: number
  readonly lost: number
}

/** What is in a recording. */
export interface RecordingSummary {
  readonly fileBytes: number
  /** Whether it was ended in order; otherwise it may still be being written. */
  readonly ended: boolean
  /** Bytes at the end of the file that are no whole entry. */
  readonly trailingBytes: number
  /** Bytes before that which cannot be read. Not looked for where the recording was ended. */
  readonly damagedBytes: number
  /**
   * Bytes that a recording which was ended has more than it had then, inserted somewhere; negative:
   * they are missing.
   */
  readonly shiftedBytes: number
  readonly batches: number
  readonly events: number
  readonly lost: number
  readonly gaps: number
  /** The time of the first and of the last event, in monotonic microseconds; null: no events. */
  readonly firstTimestampUs: number | null
  readonly lastTimestampUs: number | null
  /** By tracepoint: those with events or losses, the one with most bytes first. */
  readonly tracepoints: readonly TracepointSummary[]
}

/** Sums a recording up: by its indexes where it was ended, otherwise by reading all of it. */
export async function summarize(recording: Recording): Promise<RecordingSummary> {
  const sums = new Sums()
  const fileBytes = await recording.size()
  let wholeBytes = fileBytes
  if (recording.end !== null) {
    for await (const { batches, lost, gaps } of recording.indexes()) {
      for (const batch of batches) sums.addBatch(batch)
      for (const [name, count] of lost) sums.addLoss(name, count)
      sums.gaps += gaps
    }
  } else {
    wholeBytes = await sums.addAll(recording)
  }
  return {
    fileBytes,
    ended: recording.end !== null,
    trailingBytes: Math.max(0, fileBytes - wholeBytes),
    shiftedBytes: recording.shiftedBytes,
    ...sums.totals(),
  }
}

class Sums {
  damagedBytes = 0
  batches = 0
  gaps = 0
  readonly #tracepoints = new Map<string, { events: number; bytes: number; lost: number }>()
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY

  /** Returns where the last whole entry ends. */
  async addAll(recording: Recording): Promise<number> {
    const entries = recording.entries()
    for (;;) {
      const next = await entries.next()
      if (next.done === true) return next.value
      if ('damage' in next.value) {
        this.damagedBytes += Math.max(0, next.value.end - next.value.offset)
        continue
      }
      const { entry } = next.value
      if (entry.kind === 'batch') this.addBatch(factsOf(entry.batch))
      else if (entry.kind === 'gap') this.gaps++
      else if (entry.kind === 'losses') {
        for (const { tracepoint, count } of entry.losses) this.addLoss(tracepoint, count)
      }
    }
  }

  addBatch({ firstTimestampUs, lastTimestampUs, tracepoints }: BatchFacts): void {
    this.batches++
    this.#first = Math.min(this.#first, firstTimestampUs)
    this.#last = Math.max(this.#last, lastTimestampUs)
    for (const { name, count, bytes } of tracepoints) {
      const sum = this.#of(name)
      sum.events += count
      sum.bytes += bytes
    }
  }

  addLoss(name: string, count: number): void {
    this.#of(name).lost += count
  }

  totals(): Omit<RecordingSummary, 'fileBytes' | 'ended' | 'trailingBytes' | 'shiftedBytes'> {
    const tracepoints = [...this.#tracepoints].map(([name, sum]) => ({ name, ...sum }))
    return {
      damagedBytes: this.damagedBytes,
      batches: this.batches,
      events: tracepoints.reduce((sum, it) => sum + it.events, 0),
      lost: tracepoints.reduce((sum, it) => sum + it.lost, 0),
      gaps: this.gaps,
      firstTimestampUs: this.batches === 0 ? null : this.#first,
      lastTimestampUs: this.batches === 0 ? null : this.#last,
      tracepoints: tracepoints.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)),
    }
  }

  #of(name: string): { events: number; bytes: number; lost: number } {
    let sum = this.#tracepoints.get(name)
    if (sum === undefined) {
      sum = { events: 0, bytes: 0, lost: 0 }
      this.#tracepoints.set(name, sum)
    }
    return sum
  }
}
