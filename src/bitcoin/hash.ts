import { hash } from 'node:crypto'
import { ErrorCodes, NodetapError } from '../errors/index.js'

/** SHA-256 twice: 32 bytes in internal order. */
export function doubleSha256(bytes: Uint8Array): Uint8Array {
  // Node hands a digest over faster as a string than as a buffer, by a third here.
  const inner = Buffer.from(hash('sha256', bytes, 'binary'), 'latin1')
  return new Uint8Array(Buffer.from(hash('sha256', inner, 'binary'), 'latin1'))
}

/**
 * A hash as people read it: hex of the bytes in reverse order.
 *
 * @param bytes a hash in internal order; other lengths than 32 are reversed all the same
 */
export function hashToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).reverse().toString('hex')
}

/**
 * The 32 bytes, in internal order, of a hash in display order.
 *
 * @throws NodetapError `MALFORMED_PAYLOAD` unless `hex` is 64 hexadecimal digits
 */
export function hexToHash(hex: string): Uint8Array {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) {
    throw new NodetapError(
      ErrorCodes.MalformedPayload,
      'hash: 64 hexadecimal digits are needed, in display order',
    )
  }
  return new Uint8Array(Buffer.from(hex, 'hex').reverse())
}

/** Hex of the bytes in the order they have. */
export function bytesToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
