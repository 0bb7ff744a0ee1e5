import { type AggregateRequest, planAggregate, type Report } from '../../../src/aggregates/index.js'
import { ALWAYS } from '../../../src/expressions/index.js'
import { Aggregation, type ReportOutlet } from '../../../src/publisher/aggregates/index.js'
import {
  createRing,
  RingControl,
  RingReader,
  RingWriter,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import {
  SubscriptionRegistry,
  UNKNOWN_SUBSCRIBER,
} from '../../../src/publisher/subscriptions/index.js'

/** Keeps what it is given; the test answers. */
export class TestOutlet implements ReportOutlet {
  readonly reports: Report[] = []
  readonly ends: string[] = []
  isReleased = false
  readonly #answers: ((error: Error | null) => void)[] = []

  report(report: Report, onAnswered: (error: Error | null) => void): void {
    this.reports.push(report)
    this.#answers.push(onAnswered)
  }

  get underWay(): number {
    return this.#answers.length
  }

  answer(error: Error | null = null): void {
    this.#answers.shift()?.(error)
  }

  ended(reason: string): void {
    this.ends.push(reason)
  }

  release(): void {
    this.isReleased = true
  }
}

/** A publisher's worker without its thread and socket, its clock set by the test. */
export function testWorker(ringBytes = 1024 * 1024) {
  const ring = createRing({ bytes: ringBytes })
  const control = new RingControl(ring)
  const registry = new SubscriptionRegistry(new RingReader(ring), control, () => {})
  const writer = new RingWriter(ring)
  const clock = { us: 1_000_000 }
  return {
    sites: createSites(writer),
    registry,
    control,
    clock,
    /** What the worker's loop does. */
    turn(): void {
      registry.turn(Number.POSITIVE_INFINITY)
      registry.closeDueBatches(clock.us)
    },
    aggregate(
      asked: Partial<AggregateRequest> & Pick<AggregateRequest, 'tracepoints'>,
      connectionId = 1,
    ) {
      const request: AggregateRequest = {
        where: ALWAYS,
        measures: [{ function: 'count' }],
        intervalUs: 1_000_000,
        mode: 'deltas',
        ...asked,
      }
      const plan = planAggregate(request)
      const outlet = new TestOutlet()
      const aggregation = new Aggregation({
        plan,
        where: request.where,
        intervalUs: request.intervalUs,
        mode: request.mode,
        source: registry.records,
        outlet,
        nowUs: () => clock.us,
      })
      const handle = registry.addConsumer(aggregation, {
        ...UNKNOWN_SUBSCRIBER,
        kind: 'aggregate',
        connectionId,
      })
      aggregation.onFailed = () => handle.remove()
      return { aggregation, outlet, handle, plan }
    },
  }
}
