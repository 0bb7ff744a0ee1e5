import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import {
  Recording,
  recordingPaths,
  type Verification,
  verify as verifyRecording,
} from '../../recording/index.js'
import { jsonText } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import { humanBytes } from '../human-bytes.js'
import { Progress } from '../progress.js'

export interface VerifyOptions {
  readonly json?: boolean
}

/** Reads all of a recording, in one file or several. Rejects where it is damaged, or not ended. */
export async function verify(
  path: string,
  options: VerifyOptions,
  context: CliContext,
): Promise<void> {
  const faults: NodetapError[] = []
  const documents: object[] = []
  for (const file of await recordingPaths(path)) {
    let fault: NodetapError | null = null
    let result: Verification | null = null
    try {
      result = await verifyFile(file, context)
      fault = faultOf(file, result)
    } catch (error) {
      // What is no recording at all.
      if (!isNodetapError(error, ErrorCodes.MalformedRecording)) throw error
      fault = error
    }
    if (fault !== null) faults.push(fault)
    if (options.json === true) documents.push(documentOf(file, result, fault))
    else if (fault === null && result !== null) {
      await context.stdout.write(`${wholeOf(result)}, as the index says.\n`)
    }
  }
  const [only] = documents
  if (only !== undefined) {
    await context.stdout.write(`${jsonText(documents.length === 1 ? only : documents, 2)}\n`)
  }
  if (faults.length === 0) return
  const message = faults.map(it => it.message).join('\n')
  throw new NodetapError(ErrorCodes.MalformedRecording, message, { cause: faults[0] })
}

async function verifyFile(path: string, { stderr, signal }: CliContext): Promise<Verification> {
  await using recording = await Recording.open(path)
  const size = await recording.size()
  let done = 0
  using _progress = new Progress(stderr, () => `${humanBytes(done)} of ${humanBytes(size)}`)
  return await verifyRecording(recording, bytes => {
    done = bytes
    if (signal.aborted) throw stopped(path, done, size)
  })
}

/** What is wrong with a file; null: nothing is. */
function faultOf(path: string, result: Verification): NodetapError | null {
  const { damagedBytes, wholeBytes, fileBytes, ended, damage } = result
  if (damage !== null) {
    const passed = damagedBytes === 0 ? '' : `${damagedBytes} bytes cannot be read. `
    return new NodetapError(
      ErrorCodes.MalformedRecording,
      `${damage.message}\n${passed}Of what is there, ${wholeOf(result)}.`,
      { cause: damage },
    )
  }
  if (ended) return null
  return new NodetapError(
    ErrorCodes.MalformedRecording,
    `${path} was not ended: its last whole entry ends at byte ${wholeBytes} of ${fileBytes}.\nUp to there, ${wholeOf(result)}.`,
  )
}

function wholeOf({ batches, events }: Verification): string {
  return `${events} events in ${batches === 1 ? '1 batch' : `${batches} batches`} are whole`
}

/** What is said of a file as JSON; of what is no recording, only that. */
function documentOf(
  path: string,
  result: Verification | null,
  fault: NodetapError | null,
): Record<string, unknown> {
  const isWhole = fault === null
  if (result === null) return { path, isWhole, damage: fault?.message ?? null }
  return { path, isWhole, ...result, damage: result.damage?.message ?? null }
}

/** Ctrl-C: what was not read is not known to be whole. */
function stopped(path: string, done: number, size: number): NodetapError {
  return new NodetapError(
    ErrorCodes.FileFailed,
    `${path} was read up to byte ${done} of ${size} only, where it was stopped`,
  )
}
