import {
  type AggregateOptions,
  type AggregateReport,
  aggregateBatches,
  type Batch,
  connect,
  ErrorCodes,
  isNodetapError,
  type Measures,
} from '../../client/index.js'
import type { CliContext } from '../context.js'
import { deadlineOf } from '../deadline.js'
import { type EventStreamOptions, openEventStream } from '../event-stream/index.js'

/** Reports of a node as they come, or of a recording. Closing it ends them. */
export interface ReportStream extends AsyncDisposable {
  readonly reports: AsyncIterable<AggregateReport>
  /** The wall-clock time of monotonic zero, in Unix microseconds. */
  readonly monotonicZeroUnixUs: number
  /** Names of the tracepoints that are counted. */
  readonly tracepoints: readonly string[]
}

/**
 * Has figures computed: by the node, or here of a recording. Ends in order at `--duration`, after
 * `--max-events` and at Ctrl-C, with what was counted since the last report.
 */
export async function openReports(
  question: AggregateOptions<string, Measures>,
  options: EventStreamOptions,
  context: Pick<CliContext, 'signal'>,
): Promise<ReportStream> {
  const asked = options.where === undefined ? question : { ...question, where: options.where }
  return options.file === undefined
    ? ofNode(asked, options, context)
    : ofFile(asked, options, context)
}

async function ofNode(
  question: AggregateOptions<string, Measures>,
  options: EventStreamOptions,
  context: Pick<CliContext, 'signal'>,
): Promise<ReportStream> {
  const deadline = deadlineOf(options.duration, context.signal)
  try {
    const session = await connect({
      ...(options.socket === undefined ? {} : { path: options.socket }),
      reconnect: options.reconnect ?? false,
      signal: deadline.signal,
    })
    const aggregation = session.aggregate(question)
    try {
      const terms = await aggregation.ready
      return {
        tracepoints: terms.tracepoints,
        monotonicZeroUnixUs: terms.monotonicZeroUnixUs,
        reports: untilDone(
          aggregation,
          new EventsLeft(options.maxEvents, question.mode === 'totals'),
          deadline.signal,
        ),
        async [Symbol.asyncDispose]() {
          deadline[Symbol.dispose]()
          await session.close()
        },
      }
    } catch (error) {
      await session.close()
      throw error
    }
  } catch (error) {
    deadline[Symbol.dispose]()
    throw error
  }
}

/** How many events are still to be counted before a command ends. */
class EventsLeft {
  readonly #maxEvents: number
  readonly #areTotals: boolean
  /** Of reports that are over: with totals, of those before the node was connected anew. */
  #over = 0
  #last = 0

  constructor(maxEvents = Number.POSITIVE_INFINITY, areTotals: boolean) {
    this.#maxEvents = maxEvents
    this.#areTotals = areTotals
  }

  /** Whether any are left. */
  afterReport({ events, gap }: AggregateReport): boolean {
    if (!this.#areTotals || gap !== null) this.#over += this.#last
    this.#last = events
    return this.#over + this.#last < this.#maxEvents
  }
}

/** Reports until the signal fires or so many events were counted, and a last one then. */
async function* untilDone(
  aggregation: AsyncIterable<AggregateReport> & {
    read(): Promise<AggregateReport>
    close(): Promise<void>
  },
  left: EventsLeft,
  signal: AbortSignal,
): AsyncGenerator<AggregateReport, void, undefined> {
  const iterator = aggregation[Symbol.asyncIterator]()
  const done = new Promise<null>(resolve => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  for (;;) {
    const next = await Promise.race([iterator.next(), done])
    if (next === null) {
      const last = await lastOf(aggregation)
      if (last !== null) yield last
      await aggregation.close()
      return
    }
    if (next.done === true) return
    yield next.value
    if (!left.afterReport(next.value)) {
      await aggregation.close()
      return
    }
  }
}

/** What was counted since the last report; null where the node has gone, and it with it. */
async function lastOf(aggregation: {
  read(): Promise<AggregateReport>
}): Promise<AggregateReport | null> {
  try {
    return await aggregation.read()
  } catch (error) {
    if (isNodetapError(error, ErrorCodes.Disconnected)) return null
    throw error
  }
}

async function ofFile(
  question: AggregateOptions<string, Measures>,
  options: EventStreamOptions,
  context: Pick<CliContext, 'signal'>,
): Promise<ReportStream> {
  // The condition is the question's. Where events are counted up to a number, it is those that
  // meet it: the stream must then know it, too.
  const { where: _where, ...unfiltered } = options
  const wanted = options.maxEvents === undefined ? unfiltered : options
  const stream = await openEventStream(question.tracepoints, wanted, context)
  return {
    tracepoints: stream.terms.tracepoints,
    monotonicZeroUnixUs: stream.terms.monotonicZeroUnixUs,
    reports: reportsOf(stream.batches, question),
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  }
}

/** What is counted of batches; also of those before the recording's damage, which is told then. */
async function* reportsOf(
  batches: AsyncIterable<Batch>,
  question: AggregateOptions<string, Measures>,
): AsyncGenerator<AggregateReport, void, undefined> {
  let failure: unknown = null
  const untilFailure = async function* (): AsyncGenerator<Batch, void, undefined> {
    try {
      yield* batches
    } catch (error) {
      failure = error
    }
  }
  yield* aggregateBatches(untilFailure(), question)
  if (failure !== null) throw failure
}
