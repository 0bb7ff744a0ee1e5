import { describeSource } from '../../client/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { importCapture } from '../../exporters/index.js'
import { Recorder } from '../../recording/index.js'
import type { CliContext } from '../context.js'
import { humanBytes } from '../human-bytes.js'
import { Progress } from '../progress.js'

export interface ImportCommandOptions {
  readonly output: string
  readonly compress?: boolean
}

const TRACEPOINTS = ['net:inbound_message', 'net:outbound_message'] as const

/** Makes a recording of what a node captured. */
export async function importRecording(
  directory: string,
  options: ImportCommandOptions,
  { stderr, signal }: CliContext,
): Promise<void> {
  const captured = await importCapture(directory, { signal })
  const recorder = await Recorder.create(
    options.output,
    {
      tracepoints: TRACEPOINTS,
      monotonicZeroUnixUs: 0,
      payloadBytes: Number.POSITIVE_INFINITY,
      where: '',
      node: describeSource('message_capture', TRACEPOINTS),
    },
    { compress: options.compress ?? false },
  )
  using progress = new Progress(stderr, () => `${recorder.totals.events} messages`)
  try {
    for await (const batch of captured.batches) await recorder.write(batch)
  } finally {
    await recorder.close()
  }
  progress[Symbol.dispose]()
  const { events, bytes } = recorder.totals
  if (signal.aborted) {
    // It can be read, and looks like a whole one.
    throw new NodetapError(
      ErrorCodes.FileFailed,
      `${options.output} is not complete: it was stopped after ${events} messages`,
    )
  }
  const rest = captured.restBytes()
  const cut = rest === 0 ? '' : `; ${rest} bytes at ends of files are no whole message`
  await stderr.write(
    `Imported ${events} messages of ${captured.peers} peers to ${options.output}, ${humanBytes(bytes)}${cut}\n`,
  )
}
