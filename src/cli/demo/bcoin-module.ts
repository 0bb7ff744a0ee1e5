import { createRequire } from 'node:module'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { BcoinNode } from '../../sources/bcoin/index.js'

/*
 * What the demo uses of the package bcoin to make and drive nodes: bcoin has no types of its own.
 */

export interface BcoinModule {
  readonly FullNode: new (options: object) => RegtestFullNode
  readonly MTX: new () => Draft
  readonly KeyRing: { generate(): KeyRing }
  readonly Script: { fromNulldata(data: Buffer): object }
  readonly wallet: { readonly plugin: object }
}

/** A `FullNode`: what tracing uses of it, and what it is driven by. */
export interface RegtestFullNode extends BcoinNode {
  readonly chain: RegtestChain & BcoinNode['chain']
  readonly pool: RegtestPool & BcoinNode['pool']
  readonly miner: RegtestMiner
  open(): Promise<void>
  close(): Promise<void>
  connect(): Promise<void>
  startSync(): void
  stopSync(): void
  sendTX(transaction: Transaction): Promise<void>
}

export interface ChainEntry {
  readonly hash: string
  readonly prevBlock: string
  readonly height: number
}

export interface RegtestChain {
  readonly tip: ChainEntry
  readonly synced: boolean
  add(block: Block): Promise<ChainEntry | null>
  reset(block: number | string): Promise<void>
  getEntry(block: number | string): Promise<ChainEntry | null>
  getBlock(block: number | string): Promise<Block | null>
}

export interface RegtestPool {
  discoverExternal(): Promise<void>
  discoverSeeds(): Promise<void>
  readonly hosts: {
    addNode(host: string): unknown
    removeNode(host: string): boolean
    clearBanned(): void
  }
  readonly peers: { head(): RegtestPeer | null }
  fillOutbound(): void
}

export interface RegtestPeer {
  readonly id: number
  /** When the connection was made, in Unix milliseconds. */
  readonly time: number
  readonly outbound: boolean
  readonly handshake: boolean
  readonly next: RegtestPeer | null
  flushInv(): void
  destroy(): void
}

export interface RegtestMiner {
  addresses: Address[]
  mineBlock(previous?: ChainEntry | null, address?: Address): Promise<Block>
}

export interface Block {
  readonly txs: readonly Transaction[]
  hash(): Uint8Array
  toRaw(): Uint8Array
}

export interface Transaction {
  readonly outputs: readonly { readonly value: number }[]
  hash(): Uint8Array
  txid(): string
  getVirtualSize(): number
  toRaw(): Uint8Array
}

export interface Draft {
  readonly inputs: readonly { sequence: number; readonly script: { fromRaw(raw: Buffer): void } }[]
  addTX(transaction: Transaction, index: number, height: number): void
  addOutput(to: Address | object, value: number): void
  sign(ring: KeyRing): number
  toTX(): Transaction
}

/** Opaque: bcoin's class. */
export interface Address {
  toString(network: string): string
}

export interface KeyRing {
  witness: boolean
  getAddress(): Address
}

export interface DemoWallet {
  readonly id: string
  receiveAddress(): Promise<Address>
  createReceive(): Promise<{ getAddress(): Address }>
  createTX(options: object): Promise<WalletDraft>
  send(options: object): Promise<Transaction>
  getPending(): Promise<readonly { readonly hash: string }[]>
  remove(hash: string): Promise<unknown>
  getBalance(): Promise<{ readonly confirmed: number; readonly unconfirmed: number }>
}

/** A draft that a wallet has paid for. */
export interface WalletDraft extends Draft {
  readonly outputs: readonly { readonly value: number }[]
  /** -1: no change. */
  readonly changeIndex: number
  getFee(): number
}

export interface WalletDatabase {
  readonly primary: DemoWallet
  create(options: { readonly id: string }): Promise<DemoWallet>
  readonly state: { readonly height: number }
}

let loaded: BcoinModule | null = null

/**
 * Loads bcoin, in plain JavaScript where its native parts are not built.
 *
 * @throws NodetapError `MISSING_DEPENDENCY`
 */
export function loadBcoin(): BcoinModule {
  if (loaded) return loaded
  const require = createRequire(import.meta.url)
  try {
    preferJavaScript(createRequire(require.resolve('bcoin')))
    // Typed by what is used of it; the getters of what is used are lazy.
    const bcoin: BcoinModule = require('bcoin')
    void bcoin.FullNode
    loaded = bcoin
    return bcoin
  } catch (cause) {
    throw new NodetapError(
      ErrorCodes.MissingDependency,
      'The demo runs a bcoin full node, and the package bcoin 1.0.2 cannot be loaded. ' +
        'Install it with `npm install bcoin@1.0.2`, with the "overrides" in your package.json ' +
        'that nodetap has in its own: without them it does not build.',
      { cause },
    )
  }
}

/** bcoin looks at the environment when it is loaded, and needs to be told. */
function preferJavaScript(requireOfBcoin: NodeJS.Require): void {
  if (process.env['NODE_BACKEND'] !== undefined) return
  try {
    requireOfBcoin('mrmr')
  } catch {
    process.env['NODE_BACKEND'] = 'js'
  }
}
