import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import { Recording, recordingPaths, verify as verifyRecording } from '../../recording/index.js'
import type { CliContext } from '../context.js'
import { humanBytes } from '../human-bytes.js'
import { Progress } from '../progress.js'

/** Reads all of a recording, in one file or several. Rejects where it is damaged, or not ended. */
export async function verify(path: string, _options: object, context: CliContext): Promise<void> {
  const faults: NodetapError[] = []
  for (const file of await recordingPaths(path)) {
    try {
      await verifyFile(file, context)
    } catch (error) {
      if (!isNodetapError(error, ErrorCodes.MalformedRecording)) throw error
      faults.push(error)
    }
  }
  if (faults.length === 0) return
  const message = faults.map(it => it.message).join('\n')
  throw new NodetapError(ErrorCodes.MalformedRecording, message, { cause: faults[0] })
}

async function verifyFile(path: string, { stdout, stderr, signal }: CliContext): Promise<void> {
  await using recording = await Recording.open(path)
  const size = await recording.size()
  let done = 0
  using progress = new Progress(stderr, () => `${humanBytes(done)} of ${humanBytes(size)}`)
  const result = await verifyRecording(recording, bytes => {
    done = bytes
    if (signal.aborted) throw stopped(path, done, size)
  })
  progress[Symbol.dispose]()
  const { batches, events, damagedBytes, wholeBytes, fileBytes } = result
  const inBatches = batches === 1 ? '1 batch' : `${batches} batches`
  const whole = `${events} events in ${inBatches} are whole`
  const passed = damagedBytes === 0 ? '' : `${damagedBytes} bytes cannot be read. `
  if (result.damage !== null) {
    throw new NodetapError(
      ErrorCodes.MalformedRecording,
      `${result.damage.message}\n${passed}Of what is there, ${whole}.`,
      { cause: result.damage },
    )
  }
  if (!result.ended) {
    throw new NodetapError(
      ErrorCodes.MalformedRecording,
      `${path} was not ended: its last whole entry ends at byte ${wholeBytes} of ${fileBytes}.\nUp to there, ${whole}.`,
    )
  }
  await stdout.write(`${whole}, as the index says.\n`)
}

/** Ctrl-C: what was not read is not known to be whole. */
function stopped(path: string, done: number, size: number): NodetapError {
  return new NodetapError(
    ErrorCodes.FileFailed,
    `${path} was read up to byte ${done} of ${size} only, where it was stopped`,
  )
}
