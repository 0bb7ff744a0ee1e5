import { performance } from 'node:perf_hooks'
import type { Attachment, BcoinTracing } from './attachment.js'
import type {
  BcoinBlock,
  BcoinCoinView,
  BcoinOutpoint,
  BcoinTransaction,
} from './bcoin-types/index.js'
import { hashBytes } from './hash-bytes.js'

type Sites = BcoinTracing['tracepoints']
type CacheName = Parameters<Sites['utxocache:add']['fire']>[5]

/** What Bitcoin Core gives as the height of a coin that only the mempool knows. */
const MEMPOOL_HEIGHT = 0x7fffffff

/**
 * `utxocache:add` and `utxocache:spent`, in the order of a block's transactions, when a block's
 * coins are put into the batch that will be written, and when a block is only checked (cache
 * `temporary`); and `utxocache:flush`, when that batch is written. bcoin writes at every block.
 */
export function traceCoins({ node, sites, patches }: Attachment): void {
  const { chain } = node
  const database = chain.db
  const add = sites['utxocache:add']
  const spent = sites['utxocache:spent']
  const flush = sites['utxocache:flush']

  patches.method(database, 'connectBlock', connect => async (entry, block, view) => {
    const result = await connect.call(database, entry, block, view)
    // The genesis block's outputs are no coins.
    if ((add.enabled || spent.enabled) && !entry.isGenesis()) {
      fireConnected(sites, block, view, entry.height, 'main')
    }
    return result
  })
  patches.method(database, 'disconnectBlock', disconnect => async (entry, block) => {
    const view = await disconnect.call(database, entry, block)
    if (add.enabled || spent.enabled) fireDisconnected(sites, block, view, entry.height)
    return view
  })
  patches.method(chain, '_verifyBlock', verify => async block => {
    const height = chain.height + 1
    const result = await verify.call(chain, block)
    if (add.enabled || spent.enabled) fireConnected(sites, block, result[0], height, 'temporary')
    return result
  })

  // The last view put into a batch, and which: a batch without one writes no coins.
  let saved: { readonly batch: object | null; readonly view: BcoinCoinView } | null = null
  patches.method(database, 'saveView', save => view => {
    saved = { batch: database.current, view }
    save.call(database, view)
  })
  patches.method(database, 'commit', commit => async () => {
    const view = saved?.batch === database.current ? saved.view : null
    saved = null
    if (!view || !flush.enabled) return commit.call(database)
    const { coins, bytes } = cached(view, database.coinCache)
    const start = performance.now()
    await commit.call(database)
    const durationUs = Math.round((performance.now() - start) * 1e3)
    flush.fire(durationUs, 'forceSync', coins, bytes, false)
  })
}

/** The coins that wait to be written, and those that are kept for being read. */
function cached(view: BcoinCoinView, kept: { items: number; size: number } | undefined) {
  let coins = kept?.items ?? 0
  let bytes = kept?.size ?? 0
  for (const { outputs } of view.map.values()) {
    for (const coin of outputs.values()) {
      coins++
      bytes += coin.getSize()
    }
  }
  return { coins, bytes }
}

/** A transaction's coins are spent, then its outputs are added. */
function fireConnected(
  sites: Sites,
  block: BcoinBlock,
  view: BcoinCoinView,
  height: number,
  cache: CacheName,
): void {
  const add = sites['utxocache:add']
  const spent = sites['utxocache:spent']
  for (const [index, transaction] of block.txs.entries()) {
    const coinbase = index === 0
    if (spent.enabled && !coinbase) {
      for (const { prevout } of transaction.inputs) fireCoin(spent, view, prevout, cache)
    }
    if (add.enabled) fireOutputs(add, transaction, height, coinbase, cache)
  }
}

/** The last transaction first: its outputs are spent, then its coins come back. */
function fireDisconnected(
  sites: Sites,
  block: BcoinBlock,
  view: BcoinCoinView,
  height: number,
): void {
  const add = sites['utxocache:add']
  const spent = sites['utxocache:spent']
  for (let index = block.txs.length - 1; index >= 0; index--) {
    const transaction = block.txs[index]!
    const coinbase = index === 0
    if (spent.enabled) fireOutputs(spent, transaction, height, coinbase, 'main')
    if (add.enabled && !coinbase) {
      for (const { prevout } of transaction.inputs.toReversed()) {
        fireCoin(add, view, prevout, 'main')
      }
    }
  }
}

type CoinSite = Sites['utxocache:add'] | Sites['utxocache:spent']

function fireOutputs(
  site: CoinSite,
  transaction: BcoinTransaction,
  height: number,
  coinbase: boolean,
  cache: CacheName,
): void {
  const txid = transaction.hash()
  for (const [vout, { value, script }] of transaction.outputs.entries()) {
    if (!script.isUnspendable()) site.fire(txid, vout, height, value, coinbase, cache)
  }
}

function fireCoin(
  site: CoinSite,
  view: BcoinCoinView,
  prevout: BcoinOutpoint,
  cache: CacheName,
): void {
  const coin = view.getEntry(prevout)
  if (!coin) return
  const height = coin.height === -1 ? MEMPOOL_HEIGHT : coin.height
  site.fire(hashBytes(prevout.hash), prevout.index, height, coin.output.value, coin.coinbase, cache)
}
