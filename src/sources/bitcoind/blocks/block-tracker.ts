import { hexToHash } from '../../../bitcoin/index.js'
import type { InputName, NodeTracepointName } from '../inputs.js'
import { limits } from '../limits.js'
import type { BlockTakenBack, LogFact, TipUpdated } from '../log/facts.js'
import type { MempoolTracker } from '../mempool/mempool-tracker.js'
import { Twins } from '../merge/twins.js'
import { qualityWith, type Stage } from '../stage.js'
import type { BlockFacts } from './block-facts.js'
import { BlockStore } from './block-store.js'
import { coinEvent, connectedCoins, disconnectedCoins, spread } from './coin-events.js'
import { type ConnectTiming, ConnectTimings } from './connect-timing.js'
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
  readonly #outputs: OutputsTable
  readonly #timings = new ConnectTimings()
  readonly #twins = new Twins(limits.maxBlockTwins)
  readonly #blocks = new BlockStore()
  /** By thread: it has just taken a block back. */
  readonly #takenBack = new Map<string, BlockTakenBack>()
  #tip: Tip | undefined
  /** When the last block was connected or taken back, by the log or ZMQ. */
  #lastEndUs = 0

  constructor(stage: Stage, mempool: MempoolTracker, outputs: OutputsTable) {
    this.#stage = stage
    this.#outputs = outputs
    this.#mempool = mempool
  }

  onFact(
    fact: Extract<
      LogFact,
      { fact: 'bench' | 'block-checked' | 'block-swept' | 'tip' | 'block-taken-back' }
    >,
  ): void {
    switch (fact.fact) {
      case 'bench':
        this.#timings.onBench(fact)
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
      if (label === 'C') this.#connect(hash, undefined, undefined, receivedUs, 'zmq')
      else this.#disconnect(hash, undefined, receivedUs, receivedUs)
    }
    if (this.#stage.inputs.log.on) this.#stage.add({ timeUs: receivedUs, hand: give })
    else give()
  }

  onBlock(block: BlockFacts): void {
    if (this.#blocks.has(block.hash)) return
    this.#blocks.add(block)
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
  onTip(hash: string, height: number): void {
    this.#tip ??= { hash, height }
  }

  restart(): void {
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
    if (this.#twins.first(`C${hash}`)) this.#connect(hash, height, timing, timeUs, 'log')
  }

  #ask(hash: string): void {
    if (!this.#blocks.has(hash)) this.#stage.want({ method: 'getblock', params: [hash, 3] })
  }

  #connect(
    hash: string,
    height: number | undefined,
    timing: ConnectTiming | undefined,
    tipUs: number,
    input: InputName,
  ): void {
    // Core connects its genesis block without any event.
    if (height === 0) return
    const { rpc } = this.#stage.inputs
    // The start is computed from rounded figures: a block doesn't start before the last one ended.
    const timeUs = Math.max(timing?.startUs ?? tipUs, this.#lastEndUs)
    this.#lastEndUs = Math.max(timing?.connectedUs ?? tipUs, this.#lastEndUs)
    this.#stage.add({
      timeUs,
      ready: () => !rpc || this.#blocks.isAnswered(hash),
      hand: () => this.#handConnected(hash, height, timing, tipUs, input),
    })
  }

  #handConnected(
    hash: string,
    toldHeight: number | undefined,
    timing: ConnectTiming | undefined,
    tipUs: number,
    input: InputName,
  ): void {
    const told = this.#blocks.get(hash)
    const connectedUs = timing?.connectedUs ?? tipUs
    const height = told?.height ?? toldHeight
    if (height === 0) return
    const block = told === undefined ? undefined : this.#outputs.resolve(told, height)
    for (const { txid, vsize, feeSat, coinbase } of block?.transactions ?? []) {
      if (!coinbase) this.#mempool.facts.learn(txid, vsize, feeSat)
    }
    if (block === undefined) {
      this.#lose(connectedUs, ['utxocache:add', 'utxocache:spent', 'mempool:removed'])
    } else {
      const changes = connectedCoins(block, height)
      const at = spread(
        timing?.coinsFromUs ?? connectedUs,
        timing?.coinsToUs ?? connectedUs,
        changes.length,
      )
      for (const [index, change] of changes.entries()) {
        const event = coinEvent(change, at(index))
        this.#stage.add({ timeUs: event.timestampUs, hand: () => this.#stage.emit(event) })
      }
    }
    const missing: string[] = []
    if (height === undefined) missing.push('height')
    if (block === undefined) missing.push('transactions', 'inputs')
    if (block?.sigopsCost === undefined) missing.push('sigopsCost')
    if (timing?.durationNs === undefined) missing.push('durationNs')
    this.#stage.add({
      timeUs: connectedUs,
      hand: () =>
        this.#stage.emit({
          tracepoint: 'validation:block_connected',
          timestampUs: connectedUs,
          ...qualityWith(missing, 'derived'),
          hash: hexToHash(hash),
          height: height ?? 0,
          transactions: block?.transactions.length ?? 0,
          inputs: block?.inputs ?? 0,
          sigopsCost: block?.sigopsCost ?? 0,
          durationNs: timing?.durationNs ?? 0,
        }),
    })
    if (block === undefined) return
    const sweepUs = timing?.sweepFromUs ?? connectedUs
    this.#stage.add({
      timeUs: sweepUs,
      hand: () => this.#sweep(block, sweepUs, timing?.sweptUs ?? sweepUs, timing?.swept, input),
    })
  }

  /** The block's transactions leave the mempool, as far as they were there. */
  #sweep(
    block: BlockFacts,
    fromUs: number,
    toUs: number,
    told: number | undefined,
    input: InputName,
  ): void {
    const candidates = block.transactions.filter(({ coinbase }) => !coinbase)
    // If as many left as the block has, then all of them were there, known or not.
    const all = told === candidates.length
    const gone = candidates.filter(({ txid }) => all || this.#mempool.has(txid))
    const at = spread(fromUs, toUs, gone.length)
    for (const [index, { txid }] of gone.entries()) {
      const timeUs = at(index)
      this.#stage.add({ timeUs, hand: () => this.#mempool.takeByBlock(txid, timeUs) })
    }
    if (told !== undefined && told > gone.length) {
      this.#stage.loss({
        tracepoints: ['mempool:removed'],
        count: told - gone.length,
        atUs: toUs,
        input,
        reason: 'a block took transactions of whose presence nothing was known',
      })
    }
  }

  #disconnect(hash: string, height: number | undefined, startUs: number, toUs: number): void {
    const { rpc } = this.#stage.inputs
    const fromUs = Math.max(startUs, this.#lastEndUs)
    this.#lastEndUs = Math.max(toUs, this.#lastEndUs)
    this.#stage.add({
      timeUs: fromUs,
      ready: () => !rpc || this.#blocks.isAnswered(hash),
      hand: () => {
        const told = this.#blocks.get(hash)
        const block = told === undefined ? undefined : this.#outputs.resolve(told, height)
        if (block === undefined) {
          this.#lose(toUs, ['utxocache:add', 'utxocache:spent'])
          return
        }
        const changes = disconnectedCoins(block, block.height ?? height)
        const at = spread(fromUs, toUs, changes.length)
        for (const [index, change] of changes.entries()) {
          const event = coinEvent(change, at(index))
          this.#stage.add({ timeUs: event.timestampUs, hand: () => this.#stage.emit(event) })
        }
      },
    })
  }

  /** Nobody told what is in a block. Where nobody could have, the tracepoints' quality says so. */
  #lose(atUs: number, tracepoints: readonly NodeTracepointName[]): void {
    const { rpc, zmq } = this.#stage.inputs
    if (!rpc && !zmq.has('rawblock')) return
    const reason = 'the node did not tell what is in a block'
    this.#stage.loss({ tracepoints, atUs, input: rpc ? 'rpc' : 'zmq', reason })
  }
}
