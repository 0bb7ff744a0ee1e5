import { decodedToJson, decodeMessage } from '../../bitcoin/index.js'
import type { TraceEvent } from '../../client/index.js'
import { isNodetapError } from '../../errors/index.js'

/** What `--decode` adds to an event's JSON: `decoded`, or `decodeError` where it is malformed. */
export function decodedJson(event: TraceEvent): {
  decoded?: ReturnType<typeof decodedToJson>
  decodeError?: string
} {
  if (event.tracepoint !== 'net:inbound_message' && event.tracepoint !== 'net:outbound_message') {
    return {}
  }
  try {
    const { messageType, payload, size } = event
    return { decoded: decodedToJson(decodeMessage(messageType, payload, { wholeSize: size })) }
  } catch (error) {
    if (isNodetapError(error)) return { decodeError: error.message }
    throw error
  }
}
