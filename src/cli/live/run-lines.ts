import type { Batch } from '../../client/index.js'
import { lossToJson } from '../../exporters/index.js'
import { jsonText } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import type { EventStream } from '../event-stream/index.js'
import { monotonicNowUs } from '../stats/tally.js'
import { formatGap, formatLoss } from '../trace/format-news.js'
import { EventClock } from './event-clock.js'

/** A line to be printed: for people, and as a JSON object. Null: there is none for them. */
export interface Line {
  readonly text: string | null
  readonly json: object | null
}

/** What a command says of a stream, line by line. */
export interface LineReport {
  /** What is said before anything has come. */
  begin(): Line[]
  add(batch: Batch): Line[]
  /** Called now and then: everything before `nowUs` has come. */
  advance(nowUs: number): Line[]
  /** The last lines, and the totals. */
  finish(nowUs: number): Line[]
}

const ADVANCE_INTERVAL_MS = 200

/** Events may be so long under way, in microseconds; a second is told when it is over so long. */
const LATENESS_US = 200_000

/** Prints a report of a stream until it ends: lines, or JSON lines where nobody looks. */
export async function runLines(
  report: LineReport,
  stream: EventStream,
  options: { readonly json?: boolean },
  { stdout }: Pick<CliContext, 'stdout'>,
): Promise<void> {
  const json = options.json ?? !stdout.isTerminal
  const clock = new EventClock(stream.kind === 'file' ? () => 0 : monotonicNowUs)
  const print = (lines: readonly Line[]): Promise<void> => {
    let text = ''
    for (const line of lines) {
      if (json) text += line.json === null ? '' : `${jsonText(line.json)}\n`
      else text += line.text === null ? '' : `${line.text}\n`
    }
    return text === '' ? Promise.resolve() : stdout.write(text)
  }
  await print(report.begin())
  const advance = (): void => void print(report.advance(clock.nowUs() - LATENESS_US))
  const timer = stream.kind === 'node' ? setInterval(advance, ADVANCE_INTERVAL_MS) : undefined
  try {
    for await (const batch of stream.batches) {
      clock.observe(batch)
      const lines = [...newsLines(batch, stdout), ...report.add(batch)]
      // Lines are text by now, and reports keep copies.
      batch.release()
      await print(lines)
    }
  } finally {
    clearInterval(timer)
    await print(report.finish(clock.nowUs()))
  }
}

function newsLines(batch: Batch, stdout: CliContext['stdout']): Line[] {
  const { gap } = batch
  return [
    ...(gap === null ? [] : [{ text: formatGap(gap, stdout), json: { gap } }]),
    ...batch.losses.map(loss => ({ text: formatLoss(loss, stdout), json: lossToJson(loss) })),
  ]
}
