import { ErrorCodes, NodetapError } from '../errors/index.js'

/**
 * What is said of a copy that Ctrl-C ended: it can be read, and looks like a whole one. Other than
 * what has no end, it was not done.
 */
export function incomplete(path: string, what: string, cause?: unknown): NodetapError {
  return new NodetapError(
    ErrorCodes.FileFailed,
    `${path} is not complete: it was stopped after ${what}`,
    cause === undefined ? {} : { cause },
  )
}
