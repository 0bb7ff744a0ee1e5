import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'

/** Runs `read`, and lets what is malformed be MALFORMED_RECORDING that names file and byte. */
export function atByte<T>(path: string, offset: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw damaged(path, offset, error)
  }
}

/** `error` with its place; an error that is of no recording stays as it is. */
export function damaged(path: string, offset: number, error: unknown): unknown {
  const isMalformed =
    isNodetapError(error, ErrorCodes.MalformedRecording) ||
    isNodetapError(error, ErrorCodes.MalformedMessage)
  if (!isMalformed) return error
  // Of what does not even begin as a recording, the parts of a message say nothing to anybody.
  const what = offset === 0 ? 'it is no recording, or its beginning is damaged: ' : ''
  return new NodetapError(
    ErrorCodes.MalformedRecording,
    `${path}, byte ${offset}: ${what}${error.message}`,
    { cause: error },
  )
}

/** The same of what is wrong in words. */
export function damage(path: string, offset: number, what: string): NodetapError {
  return new NodetapError(ErrorCodes.MalformedRecording, `${path}, byte ${offset}: ${what}`)
}
