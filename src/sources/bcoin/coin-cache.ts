import { Buffer } from 'node:buffer'
import type { Attachment } from './attachment.js'
import type { BcoinCoinCache, BcoinCoinCacheItem } from './bcoin-types/index.js'
import { hashBytes } from './hash-bytes.js'

/** Digits of a hash in a cache's key. */
const HASH_DIGITS = 64

/**
 * `utxocache:uncache`: bcoin's cache of coins is full and lets go of those that were used
 * longest ago. It has one in 1.x if the node was given `--coin-cache`, in 2.x none.
 */
export function traceCoinCache({ node, sites, patches }: Attachment): void {
  const uncache = sites['utxocache:uncache']
  const cache = node.chain.db.coinCache
  if (!cache || cache.capacity === 0) return

  patches.method(cache, '_compact', compact => () => {
    if (!uncache.enabled || cache.size <= cache.capacity) return compact.call(cache)
    const leaving = surplus(cache)
    compact.call(cache)
    for (const item of leaving) {
      if (cache.has(item.key)) continue
      const { height, value, coinbase } = readStoredCoin(item.value)
      const vout = Number(item.key.slice(HASH_DIGITS))
      uncache.fire(hashBytes(item.key.slice(0, HASH_DIGITS)), vout, height, value, coinbase, 'main')
    }
  })
}

/** The items that are over the capacity, from the head on. */
function surplus(cache: BcoinCoinCache): BcoinCoinCacheItem[] {
  const items: BcoinCoinCacheItem[] = []
  let { size } = cache
  for (let item = cache.head; item && size > cache.capacity; item = item.next) {
    size -= cache._getSize(item)
    items.push(item)
  }
  return items
}

/**
 * The beginning of a coin as bcoin 1.x stores it: the transaction's version (compact size),
 * the height and whether a coinbase made it (32 bits, the latter the lowest), the value
 * (compact size); the script follows.
 */
function readStoredCoin(stored: Uint8Array): {
  height: number
  coinbase: boolean
  value: number
} {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length)
  const fieldAt = compactSizeLength(bytes, 0)
  const field = bytes.readUInt32LE(fieldAt)
  return {
    height: field >>> 1,
    coinbase: (field & 1) === 1,
    value: readCompactSize(bytes, fieldAt + 4),
  }
}

function compactSizeLength(bytes: Buffer, at: number): number {
  const first = bytes.readUInt8(at)
  return first < 0xfd ? 1 : first === 0xfd ? 3 : first === 0xfe ? 5 : 9
}

function readCompactSize(bytes: Buffer, at: number): number {
  switch (compactSizeLength(bytes, at)) {
    case 1:
      return bytes.readUInt8(at)
    case 3:
      return bytes.readUInt16LE(at + 1)
    case 5:
      return bytes.readUInt32LE(at + 1)
    default:
      return Number(bytes.readBigUInt64LE(at + 1))
  }
}
