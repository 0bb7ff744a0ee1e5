import type { BcoinHash } from './bcoin-types/index.js'

/** A hash of either bcoin's as 32 bytes in internal order. */
export function hashBytes(hash: BcoinHash): Uint8Array {
  return typeof hash === 'string' ? Buffer.from(hash, 'hex') : hash
}
