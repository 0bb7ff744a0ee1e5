import { ErrorCodes, NodetapError } from '../errors/index.js'

/** Never returns: reports bytes that are no valid message. */
export function malformed(what: string): never {
  throw new NodetapError(ErrorCodes.MalformedMessage, `Malformed Cap'n Proto message: ${what}`)
}
