import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import {
  type ExportFormatName,
  exportEvents,
  type NetworkId,
  networkOf,
} from '../../exporters/index.js'
import type { CliContext } from '../context.js'
import { openEventStream } from '../event-stream/index.js'
import { Progress } from '../progress.js'

export interface ExportCommandOptions {
  readonly output: string
  readonly to: ExportFormatName
  readonly where?: string
  readonly maxEvents?: number
  /** As the recording's node says if not given. */
  readonly network?: NetworkId
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
      // Where nothing is named all is meant, the state at the beginning too.
      snapshot: patterns.length === 0,
      payload: Number.POSITIVE_INFINITY,
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
    network: options.network ?? networkOf((await stream.describe()).node),
    progress: ({ events: now }) => {
      events = now
    },
  }).catch((error: unknown) => {
    if (!isNodetapError(error, ErrorCodes.Aborted)) throw error
    // Other than what has no end, it was not done.
    const message = `${output} was not made: the export was stopped after ${events} events`
    throw new NodetapError(ErrorCodes.FileFailed, message, { cause: error })
  })
  progress[Symbol.dispose]()
  const skipped = totals.skipped === 0 ? '' : `, ${totals.skipped} have no place in it`
  await stderr.write(`Exported ${totals.events} events to ${output}${skipped}\n`)
}
