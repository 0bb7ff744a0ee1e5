import { type ExportFormatName, exportEvents } from '../../exporters/index.js'
import type { CliContext } from '../context.js'
import { openEventStream } from '../event-stream/index.js'
import { Progress } from '../progress.js'

export interface ExportCommandOptions {
  readonly output: string
  readonly to: ExportFormatName
  readonly where?: string
  readonly maxEvents?: number
}

/** Writes a recording in another format. */
export async function exportRecording(
  path: string,
  patterns: readonly string[],
  options: ExportCommandOptions,
  context: CliContext,
): Promise<void> {
  const { stderr, signal } = context
  const { output, to, where, maxEvents } = options
  await using stream = await openEventStream(
    patterns.length === 0 ? ['*'] : patterns,
    {
      file: path,
      ...(where === undefined ? {} : { where }),
      ...(maxEvents === undefined ? {} : { maxEvents }),
    },
    context,
  )
  let events = 0
  using progress = new Progress(stderr, () => `${events} events`)
  const { batches, terms } = stream
  const { monotonicZeroUnixUs } = terms
  const totals = await exportEvents({ batches, monotonicZeroUnixUs }, output, to, {
    signal,
    progress: ({ events: now }) => {
      events = now
    },
  })
  progress[Symbol.dispose]()
  const skipped = totals.skipped === 0 ? '' : `, ${totals.skipped} have no place in it`
  await stderr.write(`Exported ${totals.events} events to ${output}${skipped}\n`)
}
