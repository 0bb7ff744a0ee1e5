import type { Batch } from '../../client/index.js'
import { jsonText } from '../../tracepoints/index.js'
import { type CliContext, type Output, styled } from '../context.js'
import { afterGaps, type EventStreamOptions, openEventStream } from '../event-stream/index.js'
import { newestTimestampUs, oldestTimestampUs } from '../live/event-clock.js'
import { printable } from '../printable.js'
import { monotonicNowUs as nowUs, Tally, type TallyReport } from './tally.js'

export interface StatsOptions extends EventStreamOptions {
  readonly json?: boolean
}

const INTERVAL_MS = 1000

/** Prints a line a second, and the totals at the end. */
export async function stats(
  patterns: readonly string[],
  options: StatsOptions,
  context: CliContext,
): Promise<void> {
  const { stdout } = context
  const json = options.json ?? !stdout.isTerminal
  await using stream = await openEventStream(patterns, options, context)
  if (!json) await stdout.write(`${styled(stdout, 'bold', HEADER)}\n`)
  const line: Print = report =>
    stdout.write(json ? `${jsonText(report)}\n` : `${formatReport(report)}\n`)
  const counted = stream.kind === 'node' ? countNow : countThen
  // Also where the node goes, or the recording is damaged: what came is told.
  await counted(stream.batches, line, total =>
    stdout.write(json ? `${jsonText({ total })}\n` : formatTotal(total, stdout)),
  )
}

type Print = (report: TallyReport) => Promise<void>

/** Counts what comes, in the seconds that pass here. */
async function countNow(batches: AsyncIterable<Batch>, line: Print, end: Print): Promise<void> {
  const total = new Tally(nowUs())
  const second = new Tally(nowUs())
  const timer = setInterval(() => {
    const report = second.report(nowUs())
    second.clear(nowUs())
    void line(report)
  }, INTERVAL_MS)
  try {
    for await (const batch of batches) {
      const now = nowUs()
      second.add(batch, now)
      total.add(batch, now)
      batch.release()
    }
  } finally {
    clearInterval(timer)
    await end(total.report(nowUs()))
  }
}

/** Counts what was recorded, in the seconds that passed then; those without events are left out. */
async function countThen(batches: AsyncIterable<Batch>, line: Print, end: Print): Promise<void> {
  let total: Tally | null = null
  let second: Tally | null = null
  let last = 0
  try {
    for await (const batch of batches) {
      const oldest = oldestTimestampUs(batch) ?? last
      last = Math.max(last, newestTimestampUs(batch) ?? last)
      total ??= new Tally(oldest, 'file')
      second ??= new Tally(oldest, 'file')
      if (oldest - second.since >= INTERVAL_MS * 1000) {
        await line(second.report(second.since + INTERVAL_MS * 1000))
        second.clear(oldest)
      }
      second.add(batch, last)
      total.add(batch, last)
      batch.release()
    }
  } finally {
    await end((total ?? new Tally(0, 'file')).report(last))
  }
}

const HEADER = '  events/s        bytes      lost   mean µs    p50 µs    p99 µs    max µs'

function formatReport({ eventsPerSecond, bytes, lost, latencyUs }: TallyReport): string {
  const cell = (value: number, width: number): string => String(Math.round(value)).padStart(width)
  const latencies =
    latencyUs === null
      ? ''
      : [latencyUs.mean, latencyUs.p50, latencyUs.p99, latencyUs.max]
          .map(it => ` ${cell(it, 9)}`)
          .join('')
  return `${cell(eventsPerSecond, 10)} ${cell(bytes, 12)} ${cell(lost, 9)}${latencies}`
}

function formatTotal(report: TallyReport, output: Output): string {
  const rows = Object.entries(report.tracepoints)
    .sort(([, a], [, b]) => b.events - a.events)
    .map(
      ([tracepoint, { events, lost }]) =>
        `${String(events).padStart(10)} events ${String(lost).padStart(9)} lost  ${printable(tracepoint)}`,
    )
  const head = `In ${report.seconds} s: ${report.events} events, ${report.bytes} bytes, ${report.lost} lost${afterGaps(report.reconnections)}`
  return `${styled(output, 'bold', head)}\n${formatReport(report)}\n${rows.map(it => `${it}\n`).join('')}`
}
