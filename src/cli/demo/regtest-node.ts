import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Address,
  type Block,
  type ChainEntry,
  type DemoWallet,
  loadBcoin,
  type RegtestFullNode,
  type WalletDatabase,
} from './bcoin-module.js'
import { freePort } from './free-port.js'
import { waitUntil } from './wait.js'

export interface RegtestOptions {
  /** Called when the node is open and nothing is connected yet: the moment to attach. */
  readonly onOpen?: (node: RegtestFullNode) => void
  /** Plugins of bcoin's, besides the wallet. */
  readonly plugins?: readonly object[]
  /** Whether the node has a wallet. */
  readonly wallet?: boolean
  /** Inbound connections that it takes. 8, as in bcoin. */
  readonly maxInbound?: number
  /** Bytes of coins that it keeps in memory for being read. 0: no cache. */
  readonly coinCacheBytes?: number
  /** More options of bcoin's FullNode. */
  readonly options?: object
}

/** A bcoin full node of a network of its own, in memory, on 127.0.0.1 only. */
export class RegtestNode implements AsyncDisposable {
  readonly node: RegtestFullNode
  readonly host = '127.0.0.1'
  readonly port: number
  readonly maxInbound: number
  readonly #walletDatabase: WalletDatabase | null

  private constructor(node: RegtestFullNode, port: number, wallet: WalletDatabase | null) {
    this.node = node
    this.port = port
    this.maxInbound = node.pool.options.maxInbound
    this.#walletDatabase = wallet
  }

  static async start(options: RegtestOptions = {}): Promise<RegtestNode> {
    const { FullNode, wallet } = loadBcoin()
    const port = await freePort()
    // A prefix that does not exist: bcoin would read configuration files from its default one.
    const prefix = join(tmpdir(), `nodetap-demo-${process.pid}-no-such-directory`)
    const node = new FullNode({
      network: 'regtest',
      memory: true,
      prefix,
      config: false,
      argv: false,
      env: false,
      workers: false,
      logLevel: 'none',
      listen: true,
      host: '127.0.0.1',
      port,
      // Chosen by the system; both servers are open for as long as the node is.
      httpHost: '127.0.0.1',
      httpPort: 0,
      apiKey: 'nodetap-demo',
      walletPrefix: prefix,
      walletHttpHost: '127.0.0.1',
      walletHttpPort: 0,
      walletApiKey: 'nodetap-demo',
      walletWitness: true,
      maxInbound: options.maxInbound ?? 8,
      // In MiB; cut to what was asked for below.
      coinCache: (options.coinCacheBytes ?? 0) > 0 ? 1 : 0,
      plugins: [...(options.wallet ? [wallet.plugin] : []), ...(options.plugins ?? [])],
      ...options.options,
    })
    // bcoin asks name servers for its own address and for peers, even on regtest.
    node.pool.discoverExternal = async () => {}
    node.pool.discoverSeeds = async () => {}
    const cache: { capacity: number } | undefined = node.chain.db.coinCache
    if (cache && options.coinCacheBytes) cache.capacity = options.coinCacheBytes
    await node.open()
    try {
      options.onOpen?.(node)
      await node.connect()
      node.startSync()
    } catch (error) {
      await node.close()
      throw error
    }
    return new RegtestNode(node, port, walletDatabaseOf(node))
  }

  get wallet(): DemoWallet {
    return this.#wallets.primary
  }

  createWallet(id: string): Promise<DemoWallet> {
    return this.#wallets.create({ id })
  }

  get #wallets(): WalletDatabase {
    if (!this.#walletDatabase) throw new Error('This node has no wallet')
    return this.#walletDatabase
  }

  /** Mines blocks, each with what is in the mempool, on the tip or on `previous`. */
  async mine(count: number, to: Address, previous?: ChainEntry): Promise<Block[]> {
    const { miner, chain } = this.node
    const blocks: Block[] = []
    let tip: ChainEntry | null = previous ?? null
    for (let i = 0; i < count; i++) {
      const block = await miner.mineBlock(tip, to)
      const entry = await chain.add(block)
      if (previous) tip = entry
      blocks.push(block)
    }
    return blocks
  }

  /** Mines a block with what is in the mempool and keeps it from the chain. */
  async mineUnconnected(to: Address): Promise<Block> {
    return this.node.miner.mineBlock(null, to)
  }

  /** The wallet follows the chain at its own pace. */
  async walletSynced(signal?: AbortSignal): Promise<void> {
    const database = this.#walletDatabase
    if (!database) return
    const { chain } = this.node
    await waitUntil(
      'the wallet to follow the chain',
      () => database.state.height === chain.height,
      signal,
    )
  }

  /** Connects to another node, and again whenever the connection is lost. */
  addPeer(other: RegtestNode): void {
    this.node.pool.hosts.addNode(`${other.host}:${other.port}`)
    this.node.pool.fillOutbound()
  }

  /** Comes to know another node as by gossip, and connects to it. */
  learnOf(other: RegtestNode): void {
    const { pool } = this.node
    const name = `${other.host}:${other.port}`
    pool.hosts.addNode(name)
    pool.hosts.removeNode(name)
    pool.fillOutbound()
  }

  async close(): Promise<void> {
    await this.node.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

function walletDatabaseOf(node: RegtestFullNode): WalletDatabase | null {
  // What bcoin's own plugin of this name is.
  const plugin = node.plugins['walletdb'] as { wdb: WalletDatabase } | undefined
  return plugin?.wdb ?? null
}
