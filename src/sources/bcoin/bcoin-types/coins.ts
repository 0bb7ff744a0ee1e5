import type { BcoinOutpoint } from './transaction.js'

/** bcoin's cache of the least recently used: coins as stored, by hash and index. */
export interface BcoinCoinCache {
  readonly map: ReadonlyMap<string, BcoinCoinCacheItem>
  readonly head: BcoinCoinCacheItem | null
  readonly capacity: number
  readonly items: number
  /** Bytes. */
  readonly size: number
  has(key: string): boolean
  remove(key: string): boolean
  _getSize(item: BcoinCoinCacheItem): number
  _compact(): void
}

export interface BcoinCoinCacheItem {
  /** The hash as 64 digits in internal order, then the index in decimal digits. */
  readonly key: string
  readonly value: Uint8Array
  readonly next: BcoinCoinCacheItem | null
}

export interface BcoinCoinView {
  readonly map: ReadonlyMap<unknown, { readonly outputs: ReadonlyMap<number, BcoinCoinEntry> }>
  getEntry(prevout: BcoinOutpoint): BcoinCoinEntry | null
}

export interface BcoinCoinEntry {
  /** The height at which the coin was created; -1 for one that only the mempool knows. */
  readonly height: number
  readonly coinbase: boolean
  readonly output: { readonly value: number }
  getSize(): number
}
