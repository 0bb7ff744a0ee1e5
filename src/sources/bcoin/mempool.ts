import type { Attachment } from './attachment.js'
import type { BcoinMempoolEntry } from './bcoin-types/index.js'
import { isVerifyError } from './verify-error.js'

/** `mempool:added`, `mempool:removed` and `mempool:rejected`. */
export function traceMempool(attachment: Attachment): void {
  const { node, sites, patches, removal } = attachment
  const { mempool } = node
  const added = sites['mempool:added']
  const removed = sites['mempool:removed']
  const rejected = sites['mempool:rejected']

  patches.listen(mempool, 'add entry', (entry: BcoinMempoolEntry) => {
    if (added.enabled) added.fire(entry.tx.hash(), entry.size, entry.fee)
  })

  patches.listen(mempool, 'remove entry', (entry: BcoinMempoolEntry) => {
    if (!removed.enabled) return
    removed.fire(entry.tx.hash(), removal.reason, entry.size, entry.fee, entry.time)
  })

  patches.method(mempool, 'insertTX', insert => async (transaction, peerId) => {
    try {
      return await insert.call(mempool, transaction, peerId)
    } catch (error) {
      if (rejected.enabled && isVerifyError(error)) {
        rejected.fire(transaction.hash(), error.reason)
      }
      throw error
    }
  })

  // A chain that is reset empties the mempool without a word.
  patches.method(mempool, '_reset', reset => () => {
    if (removed.enabled) {
      for (const { tx, size, fee, time } of mempool.map.values()) {
        removed.fire(tx.hash(), 'reorg', size, fee, time)
      }
    }
    return reset.call(mempool)
  })

  followCauses(attachment)
}

function followCauses({ node, patches, removal }: Attachment): void {
  const { mempool } = node

  patches.method(
    mempool,
    '_addBlock',
    add => (block, transactions) =>
      removal.duringAsync('block', () => add.call(mempool, block, transactions)),
  )
  patches.method(
    mempool,
    '_handleReorg',
    handle => () => removal.duringAsync('reorg', () => handle.call(mempool)),
  )
  patches.method(
    mempool,
    'removeDoubleSpends',
    remove => transaction => removal.during('conflict', () => remove.call(mempool, transaction)),
  )
  patches.method(
    mempool,
    'limitSize',
    limit => hash => removal.during('sizelimit', () => limit.call(mempool, hash)),
  )
  // While it limits its size, the mempool first drops what is too old.
  patches.method(mempool, 'evictEntry', evict => entry => {
    if (removal.reason !== 'sizelimit') return evict.call(mempool, entry)
    const expired = entry.time + mempool.options.expiryTime <= Math.floor(Date.now() / 1000)
    return removal.during(expired ? 'expiry' : 'sizelimit', () => evict.call(mempool, entry))
  })
}
