import { ErrorCodes, NodetapError } from '../../errors/index.js'

/** Never returns: reports an index that cannot be. */
export function malformedIndex(what: string): never {
  throw new NodetapError(ErrorCodes.MalformedRecording, `an index that cannot be: ${what}`)
}
