import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { EventStream } from './event-stream.js'
import type { EventStreamOptions } from './stream-options.js'

/** The events of a recording, from its beginning. */
export async function openFile(
  _path: string,
  _patterns: readonly string[],
  _options: EventStreamOptions,
  _signal: AbortSignal,
): Promise<EventStream> {
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    '--file is not supported by this version: recordings come with the next',
  )
}
