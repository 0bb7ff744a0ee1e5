import {
  type AggregateMode,
  type AggregatePlan,
  Aggregator,
  type Report,
} from '../../aggregates/index.js'
import { type Expression, NO_FILTER, type TextSet } from '../../expressions/index.js'
import type { RecordSource } from '../batches/index.js'
import { EventFilter } from '../filters/index.js'
import { EventRun, RingLimits, type RingReader } from '../ring/index.js'
import type { Loss, SoleConsumer, SubscriberFigures } from '../subscriptions/index.js'
import { recordEventFields } from './record-event-fields.js'
import type { ReportOutlet } from './report-outlet.js'

/** What an aggregation is made of. */
export interface AggregationParts {
  readonly plan: AggregatePlan
  /** Which events count. */
  readonly where: Expression
  /** Microseconds between two reports; 0: only when asked. */
  readonly intervalUs: number
  readonly mode: AggregateMode
  readonly source: RecordSource
  readonly outlet: ReportOutlet
  /** Monotonic microseconds. */
  readonly nowUs: () => number
}

/**
 * Figures of events for one client, sent as reports. One report is on its way at a time: while
 * the client has not answered it, the next is put off, and with it the end of the stretch that it
 * is about. So a slow client gets fewer reports, and nothing is lost or waits in memory.
 */
export class Aggregation implements SoleConsumer {
  readonly tracepointIds: readonly number[]
  readonly payloadBytes: number
  readonly maxWaitUs: number
  readonly #parts: AggregationParts
  readonly #filter: EventFilter
  /** What the filter has left of a run. */
  readonly #wanted = new EventRun(new Int32Array(RingLimits.maxRunEvents))
  /** Whether there is no condition. */
  readonly #countsAll: boolean
  readonly #aggregator: Aggregator
  #number = 0
  #fromUs: number
  #dueUs: number
  #lost = 0
  /** Since the beginning: events handed to it, those in reports that are over, and losses. */
  #seenEvents = 0
  #reportedEvents = 0
  #lostEvents = 0
  #workMs = 0
  #isAnswered = true
  /** A last report is wanted once the one on its way is answered. */
  #isClosing = false
  #isStopped = false
  #onDrained: (() => void) | null = null
  /** The client failed to take a report. */
  onFailed: () => void = () => {}

  constructor(parts: AggregationParts) {
    this.#parts = parts
    this.#countsAll = parts.where.kind === 'always'
    const ids = parts.plan.tracepoints.map(({ id }) => id)
    this.#filter = new EventFilter({ ...NO_FILTER, where: parts.where }, ids, parts.source)
    this.tracepointIds = this.#filter.tracepointIds
    this.payloadBytes = this.#filter.payloadBytes
    this.maxWaitUs = parts.intervalUs === 0 ? Number.POSITIVE_INFINITY : parts.intervalUs
    this.#aggregator = new Aggregator(parts.plan, recordEventFields(parts.source))
    this.#fromUs = parts.nowUs()
    this.#dueUs = this.#fromUs + parts.intervalUs
  }

  append(_reader: RingReader, at: number, id: number, sequence: number): void {
    this.#seenEvents++
    if (this.#filter.wants(id, at, sequence)) this.#aggregator.add(id, at)
  }

  appendRun(_reader: RingReader, run: EventRun): void {
    this.#seenEvents += run.count
    let wanted = run
    if (!this.#countsAll) {
      wanted = this.#wanted
      this.#filter.select(run, wanted)
    }
    this.#aggregator.addAll(wanted.id, wanted.at, wanted.count)
  }

  wantedTexts(id: number, field: string): TextSet {
    return this.#filter.texts(id, field)
  }

  lose(loss: Loss): void {
    this.#lost += loss.count
    this.#lostEvents += loss.count
  }

  closeIfDue(nowUs: number): void {
    const { intervalUs } = this.#parts
    if (intervalUs === 0 || !this.#isAnswered || nowUs < this.#dueUs) return
    // In step with the beginning; what was put off is not made up for.
    this.#dueUs += (1 + Math.floor((nowUs - this.#dueUs) / intervalUs)) * intervalUs
    this.#send(nowUs)
  }

  /** Sends what was counted since the last report, and then no more. */
  close(): void {
    if (this.#parts.intervalUs === 0) return
    if (this.#isAnswered) this.#send(this.#parts.nowUs())
    else this.#isClosing = true
  }

  /** A report of this moment. */
  read(): Report {
    return this.#take(this.#parts.nowUs())
  }

  charge(ms: number): void {
    this.#workMs += ms
  }

  figures(): SubscriberFigures {
    const counted = this.#reportedEvents + this.#aggregator.events
    return {
      sentEvents: counted,
      sentBytes: this.#parts.outlet.sentBytes ?? 0,
      queuedEvents: 0,
      queuedBytes: 0,
      lostEvents: this.#lostEvents,
      filteredEvents: this.#seenEvents - counted,
      workMs: this.#workMs,
    }
  }

  drained(): Promise<void> {
    if (this.#isStopped || this.#isAnswered) return Promise.resolve()
    return new Promise(resolve => {
      this.#onDrained = resolve
    })
  }

  announceEnd(reason: string): void {
    if (!this.#isStopped) this.#parts.outlet.ended(reason)
  }

  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#parts.outlet.release()
    this.#onDrained?.()
  }

  #send(nowUs: number): void {
    if (this.#isStopped) return
    this.#isAnswered = false
    this.#parts.outlet.report(this.#take(nowUs), error => this.#answered(error))
  }

  #answered(error: Error | null): void {
    this.#isAnswered = true
    if (this.#isStopped) return
    if (error !== null) {
      this.stop()
      this.onFailed()
    } else if (this.#isClosing) {
      this.#isClosing = false
      this.#send(this.#parts.nowUs())
    } else {
      this.#onDrained?.()
    }
  }

  #take(nowUs: number): Report {
    const report: Report = {
      number: this.#number++,
      fromUs: this.#fromUs,
      untilUs: nowUs,
      events: this.#aggregator.events,
      lost: this.#lost,
      groups: this.#aggregator.results(),
    }
    if (this.#parts.mode === 'deltas') {
      this.#reportedEvents += report.events
      this.#aggregator.clear()
      this.#lost = 0
      this.#fromUs = nowUs
    }
    return report
  }
}
