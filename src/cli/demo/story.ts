import { setTimeout as delay } from 'node:timers/promises'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { RegtestFullNode, Transaction } from './bcoin-module.js'
import { oversizedHeaders, RawPeer } from './raw-peer.js'
import type { RegtestNode } from './regtest-node.js'
import { type OwnCoin, Spender } from './spender.js'
import { waitUntil } from './wait.js'

export interface StoryOptions {
  readonly signal: AbortSignal
  readonly onNote: (text: string) => void
  readonly paceMs: number
  readonly roundsPerChain: number
}

const COIN = 100_000_000

/** Below 0xfffffffe: the transaction may be replaced (BIP 125). */
const REPLACEABLE = 0xfffffffd

/** Blocks whose coins the wallet has in the beginning: half of them of addresses of their own. */
const WALLET_BLOCKS = 24

/** Segregated witness, which the wallet's addresses are of, is active from 432 on. */
const FIRST_HEIGHT = 440

/**
 * What the demo's nodes do, told in notes. In a round every tracepoint fires at least once.
 * The node is the traced one; the neighbour shares its chain and mines now and then.
 */
export class Story {
  readonly #node: RegtestNode
  readonly #neighbour: RegtestNode
  readonly #options: StoryOptions
  readonly #alice = new Spender()
  readonly #strangers: RawPeer[] = []
  /** Alice's coins when the chain was young. */
  #beginning: readonly OwnCoin[] = []
  #round = 0

  constructor(node: RegtestNode, neighbour: RegtestNode, options: StoryOptions) {
    this.#node = node
    this.#neighbour = neighbour
    this.#options = options
    // Strangers come from the address that the neighbour has too.
    const { pool } = node.node
    pool.on('ban', () => pool.hosts.clearBanned())
  }

  /** Mines the coins that will be spent, and connects the two nodes. */
  async begin(): Promise<void> {
    const { wallet, node } = this.#node
    const { chain } = node
    this.#options.onNote(
      `The node mines ${FIRST_HEIGHT} blocks, to have coins to spend, and gets a neighbour.`,
    )
    const shared = await wallet.receiveAddress()
    for (let i = 0; i < WALLET_BLOCKS; i++) {
      const own = i % 2 === 0
      const address = own ? (await wallet.createReceive()).getAddress() : shared
      await this.#node.mine(1, address)
    }
    await this.#mineToAlice(FIRST_HEIGHT - chain.height)
    await this.#node.walletSynced(this.#options.signal)
    this.#beginning = this.#alice.snapshot()
    this.#node.addPeer(this.#neighbour)
    this.#neighbour.addPeer(this.#node)
    await this.#together()
  }

  /** Goes on until the signal fires; rejects with ABORTED then. */
  async tell(): Promise<never> {
    for (;;) {
      await this.#tellRound()
      this.#round++
      if (this.#round % this.#options.roundsPerChain === 0) await this.#windBack()
    }
  }

  close(): void {
    for (const stranger of this.#strangers.splice(0)) stranger.close()
  }

  async #tellRound(): Promise<void> {
    await this.#walletPays()
    await this.#walletLacksMoney()
    await this.#aliceRaisesHerFee()
    await this.#strangerSendsBadSignature()
    await this.#strangerSendsTooManyHeaders()
    await this.#newcomersDisplaceEachOther()
    await this.#minerFindsBlock()
    await this.#aliceSpendsTwice()
    await this.#neighbourReconnects()
    await this.#chainForks()
  }

  async #walletPays(): Promise<void> {
    const { wallet } = this.#node
    const value = COIN / 2 + (this.#round % 5) * (COIN / 4)
    await this.#note(`The wallet pays ${value / COIN} BTC to Alice.`)
    const outputs = [{ address: this.#alice.address, value }]
    const transaction = await wallet.send({ outputs })
    await this.#inMempool(transaction)
    this.#relay()
  }

  async #walletLacksMoney(): Promise<void> {
    await this.#note('The wallet is asked for a million BTC, which it does not have.')
    const outputs = [{ address: this.#alice.address, value: 1_000_000 * COIN }]
    const failed = await this.#node.wallet.createTX({ outputs }).then(
      () => false,
      () => true,
    )
    if (!failed) throw new NodetapError(ErrorCodes.Internal, 'The wallet made money')
  }

  async #aliceRaisesHerFee(): Promise<void> {
    const { node } = this.#node
    const alice = this.#alice
    const coins = [alice.takeCoin(node.chain.height)]
    await this.#note('Alice pays a low fee, and spends her change at once.')
    const amountSat = COIN
    const low = alice.spend({ coins, amountSat, feeSat: 2_000, sequence: REPLACEABLE })
    await node.sendTX(low)
    const change = { transaction: low, index: 1, height: -1 }
    await node.sendTX(alice.spend({ coins: [change], feeSat: 2_000 }))
    this.#relay()
    await this.#note('Alice raises her fee: both of her transactions are replaced by one.')
    const high = alice.spend({ coins, amountSat, feeSat: 20_000, sequence: REPLACEABLE })
    await node.sendTX(high)
    await this.#inMempool(high)
    this.#relay()
  }

  async #strangerSendsBadSignature(): Promise<void> {
    const { signal } = this.#options
    await this.#note('A stranger sends a transaction with a bad signature and is banned for it.')
    const coins = [this.#alice.takeCoin(this.#node.node.chain.height)]
    const bad = this.#alice.spend({ coins, feeSat: 5_000, invalid: true })
    const stranger = await this.#stranger()
    await stranger.offer(bad, signal)
    await waitUntil('the ban', () => stranger.closed, signal)
  }

  async #strangerSendsTooManyHeaders(): Promise<void> {
    await this.#note('A stranger sends 2,001 headers in one message.')
    const stranger = await this.#stranger()
    stranger.send('headers', oversizedHeaders())
    await waitUntil(
      'a reject message',
      () => stranger.closed || stranger.received('reject'),
      this.#options.signal,
    )
  }

  async #newcomersDisplaceEachOther(): Promise<void> {
    await this.#note(`More newcomers knock than there is room for: ${this.#node.maxInbound}.`)
    for (let i = 0; i < this.#node.maxInbound; i++) await this.#stranger()
    await this.#note('The newcomers leave.')
    this.close()
  }

  async #minerFindsBlock(): Promise<void> {
    const { node } = this.#node
    const count = node.mempool.map.size
    await this.#note(`A miner finds block ${node.chain.height + 1} with ${count} transactions.`)
    await this.#mineToAlice(1)
    await this.#together()
  }

  async #aliceSpendsTwice(): Promise<void> {
    const { node } = this.#node
    const neighbour = this.#neighbour.node
    const alice = this.#alice
    const coins = [alice.takeCoin(node.chain.height)]
    await this.#note(
      'Alice spends a coin twice: the neighbour sees one transaction, the node another.',
    )
    await neighbour.sendTX(alice.spend({ coins, feeSat: 3_000 }))
    await node.sendTX(alice.spend({ coins, feeSat: 4_000 }))
    this.#relay()
    await this.#note('The neighbour mines its one; the node drops the other.')
    alice.collect(await this.#neighbour.mine(1, alice.address), neighbour.chain.height)
    await this.#together()
  }

  async #neighbourReconnects(): Promise<void> {
    await this.#note('The connection to the neighbour is lost, and made anew.')
    const { pool } = this.#node.node
    for (let peer = pool.peers.head(); peer; peer = peer.next) {
      if (peer.outbound) {
        peer.destroy()
        break
      }
    }
    // bcoin would take its time.
    pool.fillOutbound()
    await this.#connected()
  }

  async #chainForks(): Promise<void> {
    const { node } = this.#node
    const { chain } = node
    // Blocks of the losing branch must not hold what the winning one lacks.
    while (node.mempool.map.size > 0) await this.#mineToAlice(1)
    const fork = chain.tip
    await this.#note(`Two miners find block ${fork.height + 1}; the second is ahead with the next.`)
    await this.#node.mine(1, this.#alice.address)
    this.#alice.collect(await this.#node.mine(2, this.#alice.address, fork), fork.height + 1)
    await this.#together()
  }

  /** The memory that blocks take is given back. */
  async #windBack(): Promise<void> {
    const { wallet, node } = this.#node
    const { signal } = this.#options
    await this.#note(`The chain is wound back to block ${FIRST_HEIGHT}: all this never happened.`)
    const all = [node, this.#neighbour.node]
    // A node that still synchronises would fetch the other's blocks again.
    for (const each of all) each.stopSync()
    for (const each of all) await each.chain.reset(FIRST_HEIGHT)
    await this.#node.walletSynced(signal)
    for (const { hash } of await wallet.getPending()) await wallet.remove(hash)
    this.#alice.restore(this.#beginning)
    for (const each of all) each.startSync()
    await this.#together()
  }

  async #note(text: string): Promise<void> {
    const { signal, onNote, paceMs } = this.#options
    if (!signal.aborted && paceMs > 0) {
      await delay(paceMs, undefined, { signal }).catch(() => {})
    }
    if (signal.aborted) throw new NodetapError(ErrorCodes.Aborted, 'The demo has ended')
    onNote(text)
  }

  async #stranger(): Promise<RawPeer> {
    const stranger = await RawPeer.connect({ port: this.#node.port })
    this.#strangers.push(stranger)
    await stranger.shakeHands(this.#options.signal)
    return stranger
  }

  async #mineToAlice(count: number): Promise<void> {
    const first = this.#node.node.chain.height + 1
    this.#alice.collect(await this.#node.mine(count, this.#alice.address), first)
  }

  /** Both nodes are connected both ways, have the same tip, and the wallet knows of it. */
  async #together(): Promise<void> {
    const a = this.#node.node
    const b = this.#neighbour.node
    await waitUntil(
      'the nodes to have the same tip',
      () => a.chain.tip.hash === b.chain.tip.hash,
      this.#options.signal,
    )
    await this.#node.walletSynced(this.#options.signal)
    await this.#connected()
  }

  async #connected(): Promise<void> {
    await waitUntil(
      'the nodes to be connected',
      () => [this.#node, this.#neighbour].every(({ node }) => hasOutbound(node)),
      this.#options.signal,
    )
  }

  async #inMempool(transaction: Transaction): Promise<void> {
    const { mempool } = this.#node.node
    const hash = Buffer.from(transaction.hash()).toString('hex')
    await waitUntil(
      'the mempool to take a transaction',
      () => mempool.getEntry(hash) !== undefined,
      this.#options.signal,
    )
  }

  /** bcoin announces transactions every five seconds; here, at once. */
  #relay(): void {
    for (let peer = this.#node.node.pool.peers.head(); peer; peer = peer.next) peer.flushInv()
  }
}

function hasOutbound({ pool }: RegtestFullNode): boolean {
  for (let peer = pool.peers.head(); peer; peer = peer.next) {
    if (peer.outbound && peer.handshake) return true
  }
  return false
}
