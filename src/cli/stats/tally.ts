import type { Batch } from '../../client/index.js'
import { LatencyHistogram } from './latency-histogram.js'

/** What a stretch of time brought. */
export interface TallyReport {
  readonly seconds: number
  readonly events: number
  readonly eventsPerSecond: number
  /** Of the messages received, as they came over the socket. */
  readonly bytes: number
  readonly lost: number
  /** From the event in the node to its arrival here. */
  readonly latencyUs: {
    readonly mean: number
    readonly p50: number
    readonly p99: number
    readonly max: number
  }
  readonly tracepoints: Readonly<Record<string, { readonly events: number; readonly lost: number }>>
}

/** Counts what batches bring, without making an object an event. */
export class Tally {
  readonly #latency = new LatencyHistogram()
  readonly #tracepoints = new Map<string, { events: number; lost: number }>()
  #bytes = 0
  #since: number

  /** Times are monotonic microseconds. */
  constructor(nowUs: number) {
    this.#since = nowUs
  }

  add(batch: Batch, nowUs: number): void {
    this.#bytes += batch.byteLength
    for (const tracepoint of batch.tracepoints) {
      const columns = batch.columns(tracepoint)
      if (columns === null) continue
      this.#of(tracepoint).events += columns.count
      for (const timestampUs of columns.timestampUs) this.#latency.add(nowUs - timestampUs)
    }
    for (const loss of batch.losses) this.#of(loss.tracepoint).lost += loss.count
  }

  report(nowUs: number): TallyReport {
    const seconds = (nowUs - this.#since) / 1e6
    const all = [...this.#tracepoints.values()]
    const events = all.reduce((sum, it) => sum + it.events, 0)
    return {
      seconds: round(seconds, 3),
      events,
      eventsPerSecond: seconds > 0 ? Math.round(events / seconds) : 0,
      bytes: this.#bytes,
      lost: all.reduce((sum, it) => sum + it.lost, 0),
      latencyUs: {
        mean: round(this.#latency.meanUs, 1),
        p50: this.#latency.percentileUs(0.5),
        p99: this.#latency.percentileUs(0.99),
        max: round(this.#latency.maxUs, 0),
      },
      tracepoints: Object.fromEntries(this.#tracepoints),
    }
  }

  clear(nowUs: number): void {
    this.#latency.clear()
    this.#tracepoints.clear()
    this.#bytes = 0
    this.#since = nowUs
  }

  #of(tracepoint: string): { events: number; lost: number } {
    let entry = this.#tracepoints.get(tracepoint)
    if (entry === undefined) {
      entry = { events: 0, lost: 0 }
      this.#tracepoints.set(tracepoint, entry)
    }
    return entry
  }
}

/** This process's reading of the clock that the node's timestamps are of, in microseconds. */
export function monotonicNowUs(): number {
  return Number(process.hrtime.bigint()) / 1000
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
