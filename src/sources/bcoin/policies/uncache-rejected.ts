import type { Attachment } from '../attachment.js'
import type { BcoinOutpoint, BcoinTransaction } from '../bcoin-types/index.js'
import { hashBytes } from '../hash-bytes.js'
import { isVerifyError } from '../verify-error.js'

/**
 * **An addition to bcoin**, which keeps every coin that it has read in its cache. With this
 * policy it drops those that were read for a transaction which it then rejected, as Bitcoin
 * Core does, and fires `utxocache:uncache`: who sends invalid transactions cannot fill
 * the cache. Does nothing without a cache (`--coin-cache`; bcoin 2.x has none).
 */
export function uncacheRejected({ node, sites, patches }: Attachment): void {
  const { mempool, chain } = node
  const uncache = sites['utxocache:uncache']
  const cache = chain.db.coinCache
  if (!cache || cache.capacity === 0) return

  patches.method(mempool, 'insertTX', insert => async (transaction, peerId) => {
    const uncached = prevouts(transaction).filter(prevout => !cache.has(keyOf(prevout)))
    try {
      return await insert.call(mempool, transaction, peerId)
    } catch (error) {
      if (!isVerifyError(error) || !patches.active) throw error
      for (const prevout of uncached) {
        const key = keyOf(prevout)
        if (!cache.has(key)) continue
        const coin = await chain.db.readCoin(prevout)
        cache.remove(key)
        if (!coin || !uncache.enabled) continue
        const { height, output, coinbase } = coin
        uncache.fire(hashBytes(prevout.hash), prevout.index, height, output.value, coinbase, 'main')
      }
      throw error
    }
  })
}

function prevouts({ inputs }: BcoinTransaction): BcoinOutpoint[] {
  return inputs.map(({ prevout }) => prevout)
}

/** Only bcoin 1.x has a cache, and there hashes are hex. */
function keyOf({ hash, index }: BcoinOutpoint): string {
  return `${hash}${index}`
}
