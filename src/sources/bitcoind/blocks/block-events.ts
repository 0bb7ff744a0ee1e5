import { hexToHash } from '../../../bitcoin/index.js'
import type { CoinsCacheName } from '../../../tracepoints/index.js'
import type { InputName, NodeTracepointName } from '../inputs.js'
import type { MempoolTracker } from '../mempool/mempool-tracker.js'
import { qualityWith, type Stage } from '../stage.js'
import type { BlockFacts } from './block-facts.js'
import type { BlockStore } from './block-store.js'
import {
  type CoinChange,
  coinEvent,
  connectedCoins,
  disconnectedCoins,
  spread,
} from './coin-events.js'
import type { ConnectTiming, TemplateCheck } from './connect-timing.js'
import type { OutputsTable } from './outputs-table.js'

/** What is told of a block that joins the chain. */
export interface Connection {
  readonly hash: string
  /** Undefined where only ZMQ tells. */
  readonly height: number | undefined
  readonly timing: ConnectTiming | undefined
  /** When it was told, Unix microseconds. */
  readonly toldUs: number
  readonly input: InputName
}

/** Makes the events of a block that joins or leaves the chain: its own, its coins', the mempool's. */
export class BlockEvents {
  readonly #stage: Stage
  readonly #mempool: MempoolTracker
  readonly #outputs: OutputsTable
  readonly #blocks: BlockStore

  constructor(stage: Stage, mempool: MempoolTracker, outputs: OutputsTable, blocks: BlockStore) {
    this.#stage = stage
    this.#mempool = mempool
    this.#outputs = outputs
    this.#blocks = blocks
  }

  /** Called when the connection's turn comes. */
  connected({ hash, height: toldHeight, timing, toldUs, input }: Connection): void {
    const told = this.#blocks.get(hash)
    const connectedUs = timing?.connectedUs ?? toldUs
    const height = told?.height ?? toldHeight
    if (height === 0) return
    const block = told === undefined ? undefined : this.#outputs.resolve(told, height)
    for (const { txid, vsize, feeSat, coinbase } of block?.transactions ?? []) {
      if (!coinbase) this.#mempool.facts.learn(txid, vsize, feeSat)
    }
    if (block === undefined) {
      this.#lose(connectedUs, ['utxocache:add', 'utxocache:spent', 'mempool:removed'])
    } else {
      this.#addCoins(
        connectedCoins(block, height),
        timing?.coinsFromUs ?? connectedUs,
        timing?.coinsToUs ?? connectedUs,
        'main',
      )
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

  /** Called when its turn comes. */
  disconnected(hash: string, height: number | undefined, fromUs: number, toUs: number): void {
    const told = this.#blocks.get(hash)
    const block = told === undefined ? undefined : this.#outputs.resolve(told, height)
    if (block === undefined) {
      this.#lose(toUs, ['utxocache:add', 'utxocache:spent'])
      return
    }
    this.#addCoins(disconnectedCoins(block, block.height ?? height), fromUs, toUs, 'main')
  }

  /** A block has been checked as a template before it was connected; called when the check's turn comes. */
  checked(hash: string, height: number | undefined, check: TemplateCheck): void {
    const block = this.#blocks.get(hash)
    if (block === undefined || (check.weight !== undefined && check.weight !== block.weight)) return
    const { fromUs, toUs } = check
    this.#addCoins(connectedCoins(block, block.height ?? height), fromUs, toUs, 'temporary')
  }

  #addCoins(
    changes: readonly CoinChange[],
    fromUs: number,
    toUs: number,
    cache: CoinsCacheName,
  ): void {
    const at = spread(fromUs, toUs, changes.length)
    for (const [index, change] of changes.entries()) {
      const event = coinEvent(change, at(index), cache)
      this.#stage.add({ timeUs: event.timestampUs, hand: () => this.#stage.emit(event) })
    }
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

  /** Nobody told what is in a block. Where nobody could have, the tracepoints' quality says so. */
  #lose(atUs: number, tracepoints: readonly NodeTracepointName[]): void {
    const { rpc, zmq } = this.#stage.inputs
    if (!rpc && !zmq.has('rawblock')) return
    const reason = 'the node did not tell what is in a block'
    this.#stage.loss({ tracepoints, atUs, input: rpc ? 'rpc' : 'zmq', reason })
  }
}
