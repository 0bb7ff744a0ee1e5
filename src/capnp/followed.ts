import { malformed } from './malformed.js'
import { ElementSize, type MessageReader, PointerKind } from './message-reader.js'

// A byte-order mark is a character of the text like any other.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The bytes of the list that `message` has just followed: a view into the frame. */
export function followedBytes(message: MessageReader): Uint8Array {
  if (message.kind !== PointerKind.List || message.elementSize !== ElementSize.Byte) {
    malformed('a text or data expected where something else is')
  }
  const start = message.target * 8
  return message.bytes.subarray(start, start + message.elementCount)
}

/** The text that `message` has just followed, without its terminating zero. */
export function followedText(message: MessageReader): string {
  if (message.kind === PointerKind.Null) return ''
  const bytes = followedBytes(message)
  if (bytes[bytes.length - 1] !== 0) malformed('a text that does not end with a zero byte')
  return utf8.decode(bytes.subarray(0, -1))
}
