import { type CliContext, type Output, styled } from '../context.js'
import { type EventStreamOptions, openEventStream } from '../event-stream/index.js'
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
  const total = new Tally(nowUs())
  const second = new Tally(nowUs())
  if (!json) await stdout.write(`${styled(stdout, 'bold', HEADER)}\n`)
  const timer = setInterval(() => {
    const report = second.report(nowUs())
    second.clear(nowUs())
    void stdout.write(json ? `${JSON.stringify(report)}\n` : `${formatReport(report)}\n`)
  }, INTERVAL_MS)
  try {
    for await (const batch of stream.batches) {
      const now = nowUs()
      second.add(batch, now)
      total.add(batch, now)
      batch.release()
    }
  } finally {
    clearInterval(timer)
    const report = total.report(nowUs())
    await stdout.write(
      json ? `${JSON.stringify({ total: report })}\n` : formatTotal(report, stdout),
    )
  }
}

const HEADER = '  events/s        bytes      lost   mean µs    p50 µs    p99 µs    max µs'

function formatReport({ eventsPerSecond, bytes, lost, latencyUs }: TallyReport): string {
  const { mean, p50, p99, max } = latencyUs
  const cell = (value: number, width: number): string => String(Math.round(value)).padStart(width)
  return `${cell(eventsPerSecond, 10)} ${cell(bytes, 12)} ${cell(lost, 9)} ${[mean, p50, p99, max].map(it => cell(it, 9)).join(' ')}`
}

function formatTotal(report: TallyReport, output: Output): string {
  const rows = Object.entries(report.tracepoints)
    .sort(([, a], [, b]) => b.events - a.events)
    .map(
      ([tracepoint, { events, lost }]) =>
        `${String(events).padStart(10)} events ${String(lost).padStart(9)} lost  ${printable(tracepoint)}`,
    )
  const head = `In ${report.seconds} s: ${report.events} events, ${report.bytes} bytes, ${report.lost} lost`
  return `${styled(output, 'bold', head)}\n${formatReport(report)}\n${rows.map(it => `${it}\n`).join('')}`
}
