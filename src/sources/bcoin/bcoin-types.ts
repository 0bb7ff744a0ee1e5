/*
 * What the source uses of a bcoin node: public and private members, as bcoin 1.0.2 has them and
 * 2.x too unless a comment says otherwise. bcoin has no types of its own, and nothing here
 * imports it: the node is handed in.
 */

/** Hex in internal order in bcoin 1.x, 32 bytes in internal order in 2.x. */
export type BcoinHash = string | Uint8Array

export type Listener = (...values: never[]) => void

/** Node's EventEmitter or bcoin's AsyncEmitter. */
export interface BcoinEmitter {
  on(event: string, listener: Listener): unknown
  prependListener(event: string, listener: Listener): unknown
  removeListener(event: string, listener: Listener): unknown
}

export interface BcoinNode {
  readonly network: { readonly type: string }
  readonly config?: BcoinConfig
  readonly logger: BcoinLogger
  readonly chain: BcoinChain
  readonly mempool: BcoinMempool
  readonly pool: BcoinPool
  readonly plugins: Readonly<Record<string, unknown>>
}

export interface BcoinConfig {
  str(name: string): string | null | undefined
  array(name: string): readonly unknown[] | null | undefined
}

export interface BcoinLogger {
  context(name: string): BcoinLogger
  info(message: string): void
  warning(message: string): void
  error(message: string): void
}

export interface BcoinPool extends BcoinEmitter {
  readonly options: { maxInbound: number; readonly agent: string }
  readonly peers: BcoinPeerList
  readonly hosts: BcoinHosts
  readonly server: { maxConnections: number }
  bindPeer(peer: BcoinPeer): void
  handleSocket(socket: BcoinSocket): void
  listen(): Promise<void>
}

export interface BcoinSocket {
  readonly remoteAddress?: string | undefined
  readonly bytesRead?: number
  readonly bytesWritten?: number
}

export interface BcoinPeerList {
  readonly inbound: number
  head(): BcoinPeer | null
  add(peer: BcoinPeer): void
}

export interface BcoinHosts {
  /** The peers that the node's operator has named. */
  readonly nodes: readonly BcoinAddress[]
  /** The peers that the node has found itself, by host name and port. */
  readonly map: ReadonlyMap<string, unknown>
  isBanned(host: string): boolean
}

export interface BcoinAddress {
  readonly hostname: string
  readonly raw: Uint8Array
  isRoutable(): boolean
  isOnion(): boolean
  isIPv4(): boolean
}

export interface BcoinPeer extends BcoinEmitter {
  readonly id: number
  readonly address: BcoinAddress
  readonly outbound: boolean
  readonly connected: boolean
  readonly destroyed: boolean
  /** When the connection was made, in Unix milliseconds. */
  readonly time: number
  /** The version that it has named; -1: none yet. */
  readonly version: number
  /** Its user agent. */
  readonly agent: string | null
  /** The shortest round trip, in milliseconds; -1: not known. */
  readonly minPing: number
  readonly socket: BcoinSocket | null
  readonly parser: BcoinParser
  readonly next: BcoinPeer | null
  sendRaw(messageType: string, payload: Uint8Array, checksum?: Uint8Array | null): void
  handlePacket(packet: { readonly cmd: string }): Promise<void>
  increaseBan(score: number): boolean
  reject(messageType: string, error: BcoinVerifyError): boolean
  destroy(): void
}

export interface BcoinParser extends BcoinEmitter {
  parsePayload(messageType: string, payload: Uint8Array): unknown
}

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

export interface BcoinOutpoint {
  readonly hash: BcoinHash
  readonly index: number
}

export interface BcoinTransaction {
  readonly inputs: readonly BcoinInput[]
  readonly outputs: readonly BcoinOutput[]
  /** The txid in internal order. */
  hash(): Uint8Array
  getSigopsCost(view: BcoinCoinView, flags: number): number
}

export interface BcoinInput {
  readonly prevout: BcoinOutpoint
  readonly sequence: number
}

export interface BcoinOutput {
  readonly value: number
  readonly script: BcoinScript
  getSize(): number
}

export interface BcoinScript {
  toRaw(): Uint8Array
  isUnspendable(): boolean
}

export interface BcoinMempool extends BcoinEmitter {
  readonly options: {
    /** Whether transactions that signal replaceability are taken. */
    replaceByFee: boolean
    /** Seconds. */
    readonly expiryTime: number
    /** Satoshis for 1000 virtual bytes. */
    readonly minRelay: number
  }
  readonly map: ReadonlyMap<BcoinHash, BcoinMempoolEntry>
  /** Bytes of memory. */
  getSize(): number
  insertTX(transaction: BcoinTransaction, peerId: number): Promise<unknown>
  isDoubleSpend(transaction: BcoinTransaction): boolean
  verify(entry: BcoinMempoolEntry, view: BcoinCoinView): Promise<void>
  addEntry(entry: BcoinMempoolEntry, view: BcoinCoinView): Promise<void>
  evictEntry(entry: BcoinMempoolEntry): void
  getEntry(hash: BcoinHash): BcoinMempoolEntry | undefined
  getSpent(hash: BcoinHash, index: number): BcoinMempoolEntry | undefined
  getAncestors(entry: BcoinMempoolEntry): readonly BcoinMempoolEntry[]
  getDescendants(entry: BcoinMempoolEntry): readonly BcoinMempoolEntry[]
  removeDoubleSpends(transaction: BcoinTransaction): void
  limitSize(added: BcoinHash): boolean
  _addBlock(block: unknown, transactions: unknown): Promise<void>
  _handleReorg(): Promise<void>
  _reset(): Promise<void>
}

export interface BcoinMempoolEntry {
  readonly tx: BcoinTransaction
  /** Virtual bytes, more for transactions with many signature operations. */
  readonly size: number
  readonly fee: number
  /** The fee with what the operator has added for priority. */
  readonly deltaFee: number
  /** When it entered, in Unix seconds. */
  readonly time: number
}

/** Why bcoin did not take a transaction or block. */
export interface BcoinVerifyError extends Error {
  readonly type: 'VerifyError'
  readonly reason: string
  readonly score: number
}

/** The wallets in the node's process: what bcoin's plugin `walletdb` is. */
export interface BcoinWalletPlugin {
  readonly wdb: BcoinWalletDatabase
}

export interface BcoinWalletDatabase {
  readonly wallets: ReadonlyMap<number, BcoinWallet>
  register(wallet: BcoinWallet): void
  unregister(wallet: BcoinWallet): void
}

export interface BcoinWallet {
  readonly id: string
  createTX(options: BcoinCreateOptions, force?: boolean): Promise<BcoinDraft>
  fund(draft: BcoinDraft, options: BcoinCreateOptions, force?: boolean): Promise<void>
}

/** What a wallet's caller may ask for; passed on as it is. */
export type BcoinCreateOptions = object

/** bcoin's MTX: a transaction that can still be changed. */
export interface BcoinDraft {
  inputs: readonly BcoinInput[]
  readonly outputs: readonly BcoinOutput[]
  /** The index of the change output; -1: none. */
  readonly changeIndex: number
  getFee(): number
  clone(): BcoinDraft
  /** Virtual bytes once signed. */
  estimateSize(estimator: unknown): Promise<number>
  fund(coins: readonly BcoinCoin[], options: BcoinFundOptions): Promise<BcoinCoinSelector>
}

export interface BcoinFundOptions {
  readonly selection?: string | null | undefined
  /** The chain's height; -1: unknown. */
  readonly height?: number | null | undefined
}

export interface BcoinCoin {
  readonly value: number
  readonly height: number
  readonly coinbase: boolean
  readonly script: BcoinScript
}

export interface BcoinCoinSelector {
  selection: string
  readonly chosen: readonly BcoinCoin[]
  readonly fee: number
  /** A fee that the caller has fixed; -1: none. */
  readonly hardFee: number
  /** Satoshis for 1000 virtual bytes. */
  readonly rate: number
  /** bcoin 1.x: estimates the size of a script's input. */
  readonly estimate?: unknown
  /** bcoin 2.x: finds the account of an address, for the same purpose. */
  readonly getAccount?: unknown
  /** What the coins must be worth together. */
  total(): number
}
