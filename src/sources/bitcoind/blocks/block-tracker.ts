import { BridgeLimits } from '../limits.js'
import type { BlockTakenBack, LogFact, TipUpdated } from '../log/facts.js'
import type { MempoolTracker } from '../mempool/mempool-tracker.js'
import { Twins } from '../merge/twins.js'
import { isRpcUsed, type Stage } from '../stage.js'
import { BlockEvents, type Connection } from './block-events.js'
import type { BlockFacts } from './block-facts.js'
import { BlockStore } from './block-store.js'
import { ChainFollower } from './chain-follower.js'
import { ConnectTimings, type TemplateCheck } from './connect-timing.js'
import type { OutputsTable } from './outputs-table.js'

interface Tip {
  readonly hash: string
  readonly height: number
}

/**
 * Blocks that join and leave the chain, and with them the coins and the mempool: the log or
 * ZMQ tells that and when, `getblock HASH 3` tells what is in them.
 */
export class BlockTracker {
  readonly #stage: Stage
  readonly #mempool: MempoolTracker
  readonly #events: BlockEvents
  readonly #chain: ChainFollower
  readonly #timings = new ConnectTimings()
  readonly #twins = new Twins(BridgeLimits.maxBlockTwins)
  readonly #blocks = new BlockStore()
  /** By thread: it has just taken a block back. */
  readonly #takenBack = new Map<string, BlockTakenBack>()
  #tip: Tip | undefined
  /** When the last block was connected or taken back, by the log or ZMQ. */
  #lastEndUs = 0

  constructor(stage: Stage, mempool: MempoolTracker, outputs: OutputsTable) {
    this.#stage = stage
    this.#mempool = mempool
    this.#events = new BlockEvents(stage, mempool, outputs, this.#blocks)
    this.#chain = new ChainFollower(this.#blocks, hash => this.#ask(hash))
  }

  onFact(
    fact: Extract<
      LogFact,
      { fact: 'bench' | 'template' | 'block-checked' | 'block-swept' | 'tip' | 'block-taken-back' }
    >,
  ): void {
    switch (fact.fact) {
      case 'bench':
        this.#timings.onBench(fact)
        return
      case 'template':
        this.#timings.onTemplate(fact)
        return
      case 'block-checked':
        if (fact.valid) this.#ask(fact.hash)
        this.#timings.onChecked(fact)
        return
      case 'block-swept':
        this.#timings.onSwept(fact)
        return
      case 'block-taken-back':
        this.#takenBack.set(fact.thread, fact)
        return
      case 'tip':
        this.#onTip(fact)
    }
  }

  /** ZMQ tells that a block was connected or disconnected. */
  onSequence(label: 'C' | 'D', hash: string, receivedUs: number): void {
    this.#ask(hash)
    const key = label + hash
    const waiting = this.#twins.second(key)
    if (waiting === undefined) return
    const give = (): void => {
      if (!this.#twins.giveUp(key, waiting)) return
      if (label === 'C') {
        const untold = { height: undefined, timing: undefined }
        this.#connect({ hash, ...untold, toldUs: receivedUs, input: 'zmq' })
      } else this.#disconnect(hash, undefined, receivedUs, receivedUs)
    }
    if (this.#stage.inputs.log.on) this.#stage.add({ timeUs: receivedUs, hand: give })
    else give()
  }

  onBlock(block: BlockFacts): void {
    if (this.#blocks.has(block.hash)) return
    this.#blocks.add(block)
    this.#chain.onTold(block.hash)
    for (const { txid, vsize, feeSat, coinbase } of block.transactions) {
      if (!coinbase) this.#mempool.facts.learn(txid, vsize, feeSat)
    }
  }

  /** RPC has no such block, or not what it spends. */
  onRefused(hash: string): void {
    this.#blocks.refuse(hash)
  }

  /** ZMQ tells a block's bytes. */
  onRawBlock(bytes: Uint8Array): void {
    this.#blocks.addRaw(bytes)
  }

  /** `getblockchaininfo` tells the tip, for as long as the log has not. */
  onTip(hash: string, height: number, doneUs: number): void {
    this.#tip ??= { hash, height }
    this.#stage.add({ timeUs: doneUs, hand: () => this.#chain.onTip(hash, height) })
  }

  restart(timeUs: number): void {
    // A node that was killed goes on at an older block. From its start on the log tells of each.
    if (this.#stage.inputs.log.on) this.#stage.add({ timeUs, hand: () => this.#chain.forget() })
    this.#timings.clear()
    this.#takenBack.clear()
    this.#twins.clear()
    this.#tip = undefined
    this.#lastEndUs = 0
  }

  #onTip(fact: TipUpdated): void {
    const { hash, height, thread, timeUs } = fact
    const previous = this.#tip
    this.#tip = { hash, height }
    const takenBack = this.#takenBack.get(thread)
    this.#takenBack.delete(thread)
    const timing = this.#timings.take(thread, hash)
    const isBack =
      takenBack !== undefined ||
      (timing?.hash !== hash && previous !== undefined && height < previous.height)
    if (isBack) {
      if (previous === undefined || !this.#twins.first(`D${previous.hash}`)) return
      const endUs = takenBack?.timeUs ?? timeUs
      this.#ask(previous.hash)
      const startUs = Math.round(endUs - (takenBack?.ms ?? 0) * 1000)
      this.#disconnect(previous.hash, previous.height, startUs, endUs)
      return
    }
    this.#ask(hash)
    if (this.#twins.first(`C${hash}`)) {
      this.#connect({ hash, height, timing, toldUs: timeUs, input: 'log' })
    }
  }

  #ask(hash: string): void {
    if (!this.#blocks.has(hash)) this.#stage.want({ method: 'getblock', params: [hash, 3] })
  }

  #connect(connection: Connection): void {
    const { hash, height, timing, toldUs } = connection
    // Core connects its genesis block without any event.
    if (height === 0) return
    const isAsked = isRpcUsed(this.#stage.inputs)
    // The start is computed from rounded figures: a block doesn't start before the last one ended.
    const timeUs = Math.max(timing?.startUs ?? toldUs, this.#lastEndUs)
    if (timing?.check !== undefined) this.#addCheck(connection, timing.check)
    this.#lastEndUs = Math.max(timing?.connectedUs ?? toldUs, this.#lastEndUs)
    this.#stage.add({
      timeUs,
      ready: () =>
        !isAsked || (this.#blocks.isAnswered(hash) && this.#chain.isReady(this.#blocks.get(hash))),
      hand: () => {
        this.#handMissed(connection, timeUs)
        this.#events.connected(connection)
        this.#chain.onConnected(this.#blocks.get(hash))
      },
    })
  }

  /** The block was checked before, as a template. */
  #addCheck({ hash, height }: Connection, check: TemplateCheck): void {
    const isAsked = isRpcUsed(this.#stage.inputs)
    this.#stage.add({
      timeUs: Math.max(check.fromUs, this.#lastEndUs),
      ready: () => !isAsked || this.#blocks.isAnswered(hash),
      hand: () => this.#events.checked(hash, height, check),
    })
  }

  /** Blocks between the last one and this one, which nobody has told, come first. */
  #handMissed({ hash, input }: Connection, timeUs: number): void {
    const missed = this.#chain.missedBefore(this.#blocks.get(hash))
    if (missed === undefined) {
      this.#stage.loss({
        tracepoints: ['validation:block_connected', 'utxocache:add', 'utxocache:spent'],
        atUs: timeUs,
        input,
        reason:
          'blocks were missed, more than are asked for afterwards or of a chain that was left',
      })
      return
    }
    for (const { hash: missedHash, height } of missed) {
      // ZMQ may tell it yet, later than the block behind it.
      if (!this.#twins.first(`C${missedHash}`)) continue
      const timing = undefined
      this.#events.connected({ hash: missedHash, height, timing, toldUs: timeUs, input })
    }
  }

  #disconnect(hash: string, height: number | undefined, startUs: number, toUs: number): void {
    const isAsked = isRpcUsed(this.#stage.inputs)
    const fromUs = Math.max(startUs, this.#lastEndUs)
    this.#lastEndUs = Math.max(toUs, this.#lastEndUs)
    this.#stage.add({
      timeUs: fromUs,
      ready: () => !isAsked || this.#blocks.isAnswered(hash),
      hand: () => {
        this.#events.disconnected(hash, height, fromUs, toUs)
        this.#chain.onDisconnected(this.#blocks.get(hash))
      },
    })
  }
}
