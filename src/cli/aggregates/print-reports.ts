import type { AggregateOptions, AggregateReport } from '../../client/index.js'
import { jsonText } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import type { EventStreamOptions } from '../event-stream/index.js'
import { inOptionWords } from './in-option-words.js'
import { openReports } from './open-reports.js'
import { Refresh } from './refresh.js'
import { reportToJson } from './report-json.js'

/** What every command that prints reports takes. */
export interface ReportOptions extends EventStreamOptions {
  readonly by?: readonly string[]
  /** Seconds. */
  readonly every?: number
  /** Groups that a terminal shows. */
  readonly top?: number
  readonly json?: boolean
}

/** Where a report is drawn. */
export interface Place {
  /** Lines that it may have. */
  readonly room: number
  readonly monotonicZeroUnixUs: number
}

type Question = Pick<AggregateOptions, 'tracepoints' | 'measures' | 'mode'>

type Draw = (report: AggregateReport, place: Place) => readonly string[]

/** Prints each report as it comes: drawn over the one before on a terminal, else a line of JSON. */
export async function printReports(
  question: Question,
  options: ReportOptions,
  context: CliContext,
  draw: Draw,
): Promise<void> {
  try {
    await printAll(question, options, context, draw)
  } catch (error) {
    throw inOptionWords(error)
  }
}

async function printAll(
  question: Question,
  options: ReportOptions,
  context: CliContext,
  draw: Draw,
): Promise<void> {
  const { stdout } = context
  await using stream = await openReports(
    { ...question, groupBy: options.by ?? [], intervalMs: (options.every ?? 1) * 1000 },
    options,
    context,
  )
  const { monotonicZeroUnixUs } = stream
  const refresh = new Refresh(stdout)
  for await (const report of stream.reports) {
    if (options.json ?? !stdout.isTerminal) {
      await stdout.write(`${jsonText(reportToJson(report, monotonicZeroUnixUs))}\n`)
    } else {
      await refresh.show(draw(report, { room: refresh.room, monotonicZeroUnixUs }))
    }
  }
}
