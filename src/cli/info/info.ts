import {
  Recording,
  type RecordingSummary,
  recordingPaths,
  summarize,
} from '../../recording/index.js'
import { jsonText } from '../../tracepoints/index.js'
import { type CliContext, type Output, styled } from '../context.js'
import { humanBytes } from '../human-bytes.js'
import { printable } from '../printable.js'

export interface InfoOptions {
  readonly json?: boolean
}

/** Prints what a recording is of and what is in it; of one in several files, of each. */
export async function info(
  path: string,
  options: InfoOptions,
  { stdout }: CliContext,
): Promise<void> {
  const documents: object[] = []
  for (const file of await recordingPaths(path)) {
    await using recording = await Recording.open(file)
    const summary = await summarize(recording)
    const { header } = recording
    if (options.json === true) {
      const payloadBytes = payloadOf(header.payloadBytes)
      documents.push({ path: file, ...summary, header: { ...header, payloadBytes } })
    } else await stdout.write(formatSummary(recording, summary, stdout))
  }
  const [only] = documents
  if (only === undefined) return
  await stdout.write(`${jsonText(documents.length === 1 ? only : documents, 2)}\n`)
}

/** JSON has no infinity. */
function payloadOf(bytes: number): number | 'all' {
  return bytes === Number.POSITIVE_INFINITY ? 'all' : bytes
}

function formatSummary(
  { path, header }: Recording,
  summary: RecordingSummary,
  output: Output,
): string {
  const { node, part, where } = header
  const rows: [string, string][] = [
    ['node', printable([node.software, node.node].filter(it => it !== '').join(', '))],
    ['recorded', `${unixTime(header.startedAtUnixUs)} by ${printable(header.recorder)}`],
    ...(part === 1 ? [] : ([['part', String(part)]] satisfies [string, string][])),
    ...(where === '' ? [] : ([['where', printable(where)]] satisfies [string, string][])),
    ['payloads', String(payloadOf(header.payloadBytes))],
    ['events', `${summary.events} in ${summary.batches} batches${timeSpan(summary, header)}`],
    [
      'lost',
      `${summary.lost} events, ${summary.gaps} ${summary.gaps === 1 ? 'reconnection' : 'reconnections'}`,
    ],
    ['file', `${humanBytes(summary.fileBytes)}, ${formatEnd(summary)}`],
  ]
  const head = rows.map(([name, value]) => `${styled(output, 'dim', name.padEnd(10))}${value}`)
  const cell = (value: string, width: number): string => value.padStart(width)
  const table = [
    styled(
      output,
      'bold',
      `${cell('events', 12)} ${cell('bytes', 10)} ${cell('lost', 9)}  tracepoint`,
    ),
    ...summary.tracepoints.map(
      ({ name, events, bytes, lost }) =>
        `${cell(String(events), 12)} ${cell(humanBytes(bytes), 10)} ${cell(String(lost), 9)}  ${printable(name)}`,
    ),
  ]
  const title = styled(output, 'bold', printable(path))
  return `${[title, ...head, '', ...(summary.tracepoints.length === 0 ? [] : table)].join('\n')}\n`
}

function formatEnd(summary: RecordingSummary): string {
  const { ended, shiftedBytes, trailingBytes, damagedBytes } = summary
  if (ended && shiftedBytes !== 0) {
    const by = humanBytes(Math.abs(shiftedBytes))
    return `ended in order, but damaged since: it is ${by} ${shiftedBytes > 0 ? 'longer' : 'shorter'} than it was`
  }
  if (ended) return 'ended in order; its batches were not read: nodetap verify does'
  if (damagedBytes > 0) return `not ended, and damaged: ${damagedBytes} bytes cannot be read`
  const rest = trailingBytes === 0 ? '' : `; its last ${trailingBytes} bytes are no whole entry`
  return `not ended: still being written, or its recorder was stopped${rest}`
}

function timeSpan(
  { firstTimestampUs, lastTimestampUs }: RecordingSummary,
  { monotonicZeroUnixUs }: { readonly monotonicZeroUnixUs: number },
): string {
  if (firstTimestampUs === null || lastTimestampUs === null) return ''
  const seconds = ((lastTimestampUs - firstTimestampUs) / 1e6).toFixed(1)
  return `, ${unixTime(firstTimestampUs + monotonicZeroUnixUs)} and ${seconds} s on`
}

/** UTC, as ISO 8601 has it; the number where it is no date. */
function unixTime(us: number): string {
  const date = new Date(us / 1000)
  return Number.isNaN(date.getTime()) ? `${us} µs` : date.toISOString()
}
