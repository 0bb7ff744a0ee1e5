/*
 * What the source uses of a bcoin node: public and private members, as bcoin 1.0.2 has them and
 * 2.x too unless a comment says otherwise. bcoin has no types of its own, and nothing here
 * imports it: the node is handed in.
 */

export type { BcoinBlock, BcoinChain, BcoinChainDatabase, BcoinChainEntry } from './chain.js'
export type { BcoinCoinCache, BcoinCoinCacheItem } from './coin-cache.js'
export type { BcoinEmitter, Listener } from './emitter.js'
export type { BcoinMempool, BcoinMempoolEntry } from './mempool.js'
export type { BcoinConfig, BcoinLogger, BcoinNode } from './node.js'
export type {
  BcoinAddress,
  BcoinHosts,
  BcoinParser,
  BcoinPeer,
  BcoinPeerList,
  BcoinPool,
  BcoinSocket,
} from './pool.js'
export type {
  BcoinCoinEntry,
  BcoinCoinView,
  BcoinHash,
  BcoinInput,
  BcoinOutpoint,
  BcoinOutput,
  BcoinScript,
  BcoinTransaction,
} from './transaction.js'
export type { BcoinVerifyError } from './verify-error.js'
export type {
  BcoinCoin,
  BcoinCoinSelector,
  BcoinCreateOptions,
  BcoinDraft,
  BcoinFundOptions,
  BcoinWallet,
  BcoinWalletDatabase,
  BcoinWalletPlugin,
} from './wallet.js'
