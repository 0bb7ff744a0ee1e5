import { decodeMessage, describeMessage } from '../../bitcoin/index.js'
import { isNodetapError } from '../../errors/index.js'
import { printable } from '../printable.js'

/** What a P2P message says, in one line; `size` is that of the whole payload. */
export function describePayload(messageType: string, payload: Uint8Array, size: number): string {
  try {
    return printable(describeMessage(decodeMessage(messageType, payload, { wholeSize: size })))
  } catch (error) {
    if (isNodetapError(error)) return `not decodable: ${printable(error.message)}`
    throw error
  }
}
