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
