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
  /** How often the connection was lost and made again: what was fired meanwhile is not counted. */
  readonly reconnections: number
  /** From the event in the node to its arrival here; null of a recording. */
  readonly latencyUs: {
    readonly mean: number
    readonly p50: number
    readonly p99: number
    readonly max: number
  } | null
  readonly tracepoints: Readonly<Record<string, { readonly events: number; readonly lost: number }>>
}

/** Counts what batches bring, without making an object an event. */
export class Tally {
  readonly #latency: LatencyHistogram | null
  readonly #tracepoints = new Map<string, { events: number; lost: number }>()
  #bytes = 0
  #reconnections = 0
  #since: number

  /** Times are monotonic microseconds: of this machine, or of the events of a recording. */
  constructor(nowUs: number, kind: 'node' | 'file' = 'node') {
    this.#since = nowUs
    this.#latency = kind === 'node' ? new LatencyHistogram() : null
  }

  /** Since when it counts. */
  get since(): number {
    return this.#since
  }

  add(batch: Batch, nowUs: number): void {
    this.#bytes += batch.byteLength
    for (const tracepoint of batch.tracepoints) {
      const columns = batch.columns(tracepoint)
      if (columns === null) continue
      this.#of(tracepoint).events += columns.count
      const latency = this.#latency
      if (latency === null) continue
      for (const timestampUs of columns.timestampUs) latency.add(nowUs - timestampUs)
    }
    if (batch.gap !== null) this.#reconnections++
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
      reconnections: this.#reconnections,
      latencyUs: this.#latency === null ? null : latencyOf(this.#latency),
      tracepoints: Object.fromEntries(this.#tracepoints),
    }
  }

  clear(nowUs: number): void {
    this.#latency?.clear()
    this.#tracepoints.clear()
    this.#bytes = 0
    this.#reconnections = 0
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

function latencyOf(latency: LatencyHistogram): NonNullable<TallyReport['latencyUs']> {
  return {
    mean: round(latency.meanUs, 1),
    p50: round(latency.percentileUs(0.5), 0),
    p99: round(latency.percentileUs(0.99), 0),
    max: round(latency.maxUs, 0),
  }
}

/** This process's reading of the clock that the node's timestamps are of, in microseconds. */
export function monotonicNowUs(): number {
  return Number(process.hrtime.bigint()) / 1000
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
