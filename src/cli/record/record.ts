import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { Recorder, type RecorderTotals } from '../../recording/index.js'
import { type CliContext, styled } from '../context.js'
import {
  afterGaps,
  type EventStream,
  type EventStreamOptions,
  lacksSnapshot,
  NO_SNAPSHOT,
  openEventStream,
} from '../event-stream/index.js'
import { humanBytes } from '../human-bytes.js'
import { Progress } from '../progress.js'

export interface RecordOptions extends EventStreamOptions {
  readonly output: string
  /** Bytes of a file. */
  readonly maxSize?: number
  /** Seconds of a file. */
  readonly maxAge?: number
  readonly rotate?: boolean
  readonly keep?: number
  readonly compress?: boolean
}

/** Nobody waits for an event here: fuller batches are smaller, and cost the node less. */
const BATCH_WAIT_US = 50_000

/** Records events until Ctrl-C, `--duration`, `--max-events`, `--max-size` or `--max-age`. */
export async function record(
  patterns: readonly string[],
  options: RecordOptions,
  context: CliContext,
): Promise<void> {
  checkRotation(options)
  await using stream = await openEventStream(
    patterns.length === 0 ? ['*'] : patterns,
    {
      ...options,
      payload: options.payload ?? Number.POSITIVE_INFINITY,
      batching: { maxBatchWaitUs: BATCH_WAIT_US },
    },
    context,
  )
  const recorder = await openRecorder(stream, options)
  const { stderr } = context
  if (lacksSnapshot(stream, options.snapshot)) await stderr.write(NO_SNAPSHOT)
  await stderr.write(
    `Recording ${stream.terms.tracepoints.length} tracepoints to ${recorder.path}. Ctrl-C ends it.\n`,
  )
  using progress = new Progress(stderr, () => formatTotals(recorder.totals))
  try {
    for await (const batch of stream.batches) {
      if (!(await recorder.write(batch))) break
    }
  } finally {
    // Also where the node has gone: what came is whole and ended in order.
    progress[Symbol.dispose]()
    try {
      await recorder.close()
    } finally {
      const totals = formatTotals(recorder.totals)
      await stderr.write(`${styled(stderr, 'bold', 'Recorded')} ${totals}\n`)
    }
  }
}

function checkRotation({ rotate, maxSize, maxAge, keep }: RecordOptions): void {
  if (rotate === true && maxSize === undefined && maxAge === undefined) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      '--rotate goes with --max-size or --max-age, which say when another file begins',
    )
  }
  if (keep !== undefined && rotate !== true) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      '--keep goes with --rotate: without it there is one file',
    )
  }
}

async function openRecorder(stream: EventStream, options: RecordOptions): Promise<Recorder> {
  return Recorder.create(
    options.output,
    { ...stream.terms, where: options.where ?? '', node: await stream.describe() },
    {
      compress: options.compress ?? false,
      rotate: options.rotate ?? false,
      ...(options.maxSize === undefined ? {} : { maxBytes: options.maxSize }),
      ...(options.maxAge === undefined ? {} : { maxAgeMs: options.maxAge * 1000 }),
      ...(options.keep === undefined ? {} : { keepFiles: options.keep }),
    },
  )
}

function formatTotals({ events, lost, gaps, bytes, files }: RecorderTotals): string {
  const where = files === 1 ? '' : ` in ${files} files`
  return `${events} events, ${humanBytes(bytes)}${where}, ${lost} lost${afterGaps(gaps)}`
}
