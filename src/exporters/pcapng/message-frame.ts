import { doubleSha256 } from '../../bitcoin/index.js'

/** Bytes of magic, type, length and checksum in front of a payload. */
export const MESSAGE_HEADER_BYTES = 24

const TYPE_BYTES = 12

/**
 * A message as it stands on an unencrypted connection, as far as its payload is there. The
 * checksum of a payload that is not whole is not known, and zero.
 */
export function messageFrame(
  magic: Uint8Array,
  messageType: string,
  payload: Uint8Array,
  size: number,
): Uint8Array {
  const frame = Buffer.alloc(MESSAGE_HEADER_BYTES + payload.length)
  frame.set(magic, 0)
  frame.write(messageType, 4, TYPE_BYTES, 'latin1')
  frame.writeUInt32LE(size, 16)
  if (payload.length === size) frame.set(doubleSha256(payload).subarray(0, 4), 20)
  frame.set(payload, MESSAGE_HEADER_BYTES)
  return frame
}
