import { EventEmitter } from 'node:events'
import type {
  BcoinBlock,
  BcoinChain,
  BcoinChainDatabase,
  BcoinChainEntry,
  BcoinCoin,
  BcoinCoinEntry,
  BcoinCoinView,
  BcoinDraft,
  BcoinEmitter,
  BcoinMempool,
  BcoinMempoolEntry,
  BcoinNode,
  BcoinOutpoint,
  BcoinPeer,
  BcoinPool,
  BcoinTransaction,
  BcoinWallet,
  Listener,
} from '../../../src/sources/bcoin/bcoin-types/index.js'

/*
 * A stand-in with the shapes of bcoin 2.2.0 where they differ from 1.0.2: hashes are Buffers and
 * maps are keyed by them, the coin cache is gone, a coin selector finds accounts instead of
 * estimating sizes. Methods call each other as there; nothing is verified or stored.
 */

/** Node's emitter, with the types that the source has for bcoin's. */
class Emitter implements BcoinEmitter {
  readonly #emitter = new EventEmitter()
  on(event: string, listener: Listener): void {
    this.#emitter.on(event, listener as () => void)
  }
  prependListener(event: string, listener: Listener): void {
    this.#emitter.prependListener(event, listener as () => void)
  }
  removeListener(event: string, listener: Listener): void {
    this.#emitter.removeListener(event, listener as () => void)
  }
  listenerCount(event: string): number {
    return this.#emitter.listenerCount(event)
  }
  emit(event: string, ...values: unknown[]): void {
    this.#emitter.emit(event, ...values)
  }
}

export class Peer2 extends Emitter implements BcoinPeer {
  id = -1
  readonly address
  readonly outbound: boolean
  connected = true
  destroyed = false
  readonly time = 1_700_000_000_999
  readonly version = 70_015
  readonly agent = '/x:1/'
  readonly minPing = -1
  readonly socket = { bytesRead: 11, bytesWritten: 22 }
  readonly parser = new Parser2()
  next: BcoinPeer | null = null
  banScore = 0
  readonly sent: string[] = []

  constructor(hostname: string, outbound: boolean) {
    super()
    this.outbound = outbound
    this.address = {
      hostname,
      raw: Buffer.from('00000000000000000000ffff08080808', 'hex'),
      isRoutable: () => true,
      isOnion: () => false,
      isIPv4: () => true,
    }
  }
  sendRaw(messageType: string, _payload: Uint8Array): void {
    this.sent.push(messageType)
  }
  async handlePacket(packet: { cmd: string }): Promise<void> {
    if (packet.cmd === 'filteradd') this.increaseBan(100)
  }
  increaseBan(score: number): boolean {
    this.banScore += score
    return false
  }
  reject(_type: string, { score }: { score: number }): boolean {
    return this.increaseBan(score)
  }
  destroy(): void {
    this.destroyed = true
  }
}

class Parser2 extends Emitter {
  parsePayload(messageType: string, _payload: Uint8Array): unknown {
    return { cmd: messageType }
  }
}

class Pool2 extends Emitter implements BcoinPool {
  readonly options = { maxInbound: 8, agent: '/bcoin:2.2.0/' }
  readonly server = { maxConnections: 8 }
  readonly hosts = { nodes: [], map: new Map([['8.8.8.8:8333', {}]]), isBanned: () => false }
  readonly peers = {
    list: [] as Peer2[],
    inbound: 0,
    head(): BcoinPeer | null {
      return this.list[0] ?? null
    },
    add(peer: Peer2): void {
      const last = this.list.at(-1)
      if (last) last.next = peer
      this.list.push(peer)
      if (!peer.outbound) this.inbound++
    },
  }
  #id = 0

  bindPeer(peer: Peer2): void {
    peer.id = ++this.#id
  }
  handleSocket(): void {}
  async listen(): Promise<void> {}
  connectPeer(peer: Peer2): void {
    this.bindPeer(peer)
    this.peers.add(peer)
    if (peer.outbound) this.emit('peer connect', peer)
  }
}

class Mempool2 extends Emitter implements BcoinMempool {
  readonly options = { replaceByFee: false, expiryTime: 1_209_600, minRelay: 1000 }
  readonly map = new Map<Buffer, BcoinMempoolEntry>()

  getSize(): number {
    return 0
  }

  async insertTX(transaction: BcoinTransaction, _peerId: number): Promise<unknown> {
    const entry = { tx: transaction, size: 150, fee: 3000, deltaFee: 3000, time: 1_700_000_100 }
    const view = new View2()
    await this.verify(entry, view)
    await this.addEntry(entry, view)
    return null
  }
  isDoubleSpend(): boolean {
    return false
  }
  async verify(_entry: BcoinMempoolEntry, _view: BcoinCoinView): Promise<void> {}
  async addEntry(entry: BcoinMempoolEntry, _view: BcoinCoinView): Promise<void> {
    this.map.set(Buffer.from(entry.tx.hash()), entry)
    this.emit('add entry', entry)
  }
  evictEntry(entry: BcoinMempoolEntry): void {
    this.removeEntry(entry)
  }
  removeEntry(entry: BcoinMempoolEntry): void {
    for (const [key, value] of this.map) if (value === entry) this.map.delete(key)
    this.emit('remove entry', entry)
  }
  getEntry(): undefined {}
  getSpent(): undefined {}
  getAncestors(): [] {
    return []
  }
  getDescendants(): [] {
    return []
  }
  removeDoubleSpends(): void {}
  limitSize(): boolean {
    return false
  }
  async _addBlock(_block: unknown, _transactions: unknown): Promise<void> {
    for (const entry of [...this.map.values()]) this.removeEntry(entry)
  }
  async _handleReorg(): Promise<void> {}
  async _reset(): Promise<void> {}
}

export class View2 implements BcoinCoinView {
  readonly map = new Map<Buffer, { outputs: Map<number, BcoinCoinEntry> }>()

  put(hash: Buffer, index: number, coin: BcoinCoinEntry): void {
    this.map.set(hash, { outputs: new Map([[index, coin]]) })
  }
  getEntry({ hash, index }: BcoinOutpoint): BcoinCoinEntry | null {
    // As a BufferMap would: by the bytes.
    for (const [key, { outputs }] of this.map) {
      if (typeof hash !== 'string' && key.equals(hash)) return outputs.get(index) ?? null
    }
    return null
  }
}

class Database2 implements BcoinChainDatabase {
  current: object | null = null

  async connectBlock(_entry: BcoinChainEntry, _block: BcoinBlock, view: View2): Promise<unknown> {
    this.saveView(view)
    return undefined
  }
  async disconnectBlock(): Promise<BcoinCoinView> {
    return new View2()
  }
  saveView(_view: BcoinCoinView): void {}
  async commit(): Promise<void> {
    this.current = null
  }
  async readCoin(): Promise<null> {
    return null
  }
}

class Chain2 extends Emitter implements BcoinChain {
  readonly db = new Database2()
  readonly height = 9
  readonly tip = {
    hash: Buffer.alloc(32, 9),
    height: 9,
    time: 1_700_000_000,
    isGenesis: () => false,
  }
  readonly state = { flags: 5 }

  async verifyContext(_block: BcoinBlock, _previous: unknown, _flags: number): Promise<unknown> {
    return undefined
  }
  async _verifyBlock(): Promise<readonly [BcoinCoinView, unknown]> {
    return [new View2(), null]
  }
  /** As `setBestChain` does. */
  async connect(entry: BcoinChainEntry, block: BcoinBlock, view: View2): Promise<void> {
    await this.verifyContext(block, entry, 0)
    this.db.current = {}
    await this.db.connectBlock(entry, block, view)
    await this.db.commit()
    this.emit('connect', entry, block, view)
  }
}

export class Wallet2 implements BcoinWallet {
  readonly id = 'primary'
  readonly #draft: BcoinDraft
  readonly #coins: readonly BcoinCoin[]
  constructor(draft: BcoinDraft, coins: readonly BcoinCoin[]) {
    this.#draft = draft
    this.#coins = coins
  }
  async createTX(options: object, force?: boolean): Promise<BcoinDraft> {
    await this.fund(this.#draft, options, force)
    return this.#draft
  }
  async fund(draft: BcoinDraft, _options: object, _force?: boolean): Promise<void> {
    await draft.fund(this.#coins, {})
  }
}

export class Node2 implements BcoinNode {
  readonly network = { type: 'regtest' }
  readonly logger = silent
  readonly pool = new Pool2()
  readonly mempool = new Mempool2()
  readonly chain = new Chain2()
  readonly plugins: Record<string, unknown>

  constructor(wallet: Wallet2) {
    const wdb = { wallets: new Map([[1, wallet]]), register() {}, unregister() {} }
    this.plugins = { walletdb: { wdb } }
    // As bcoin's FullNode does.
    this.chain.on('connect', (entry: unknown) => this.mempool._addBlock(entry, []))
  }
}

const silent = { context: () => silent, info() {}, warning() {}, error() {} }
