import type { BcoinCoinCache } from './coin-cache.js'
import type { BcoinEmitter } from './emitter.js'
import type {
  BcoinCoinEntry,
  BcoinCoinView,
  BcoinHash,
  BcoinOutpoint,
  BcoinTransaction,
} from './transaction.js'

export interface BcoinChain extends BcoinEmitter {
  readonly db: BcoinChainDatabase
  readonly height: number
  readonly tip: BcoinChainEntry
  /** The rules of the tip; `flags` are the script flags. */
  readonly state: { readonly flags: number }
  verifyContext(block: BcoinBlock, previous: BcoinChainEntry, flags: number): Promise<unknown>
  _verifyBlock(block: BcoinBlock): Promise<readonly [BcoinCoinView, unknown]>
}

export interface BcoinChainEntry {
  readonly hash: BcoinHash
  readonly height: number
  /** Of its header, in Unix seconds. */
  readonly time: number
  isGenesis(): boolean
}

export interface BcoinBlock {
  readonly txs: readonly BcoinTransaction[]
}

export interface BcoinChainDatabase {
  /** The batch of writes under way. */
  readonly current: object | null
  /** bcoin 1.x only. */
  readonly coinCache?: BcoinCoinCache
  connectBlock(entry: BcoinChainEntry, block: BcoinBlock, view: BcoinCoinView): Promise<unknown>
  disconnectBlock(entry: BcoinChainEntry, block: BcoinBlock): Promise<BcoinCoinView>
  saveView(view: BcoinCoinView): void
  commit(): Promise<void>
  readCoin(prevout: BcoinOutpoint): Promise<BcoinCoinEntry | null>
}
