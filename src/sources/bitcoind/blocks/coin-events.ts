import { hexToHash } from '../../../bitcoin/index.js'
import type { BridgeEvent } from '../inputs.js'
import type { BlockFacts } from './block-facts.js'

interface CoinChange {
  readonly tracepoint: 'utxocache:add' | 'utxocache:spent'
  readonly txid: string
  readonly vout: number
  readonly height: number
  readonly valueSat: number
  readonly coinbase: boolean
}

/** What connecting a block does to the coins, in Core's order: per transaction, inputs then outputs. */
export function connectedCoins(block: BlockFacts): CoinChange[] {
  const changes: CoinChange[] = []
  for (const { txid, coinbase, spends, creates } of block.transactions) {
    for (const coin of spends) changes.push({ tracepoint: 'utxocache:spent', ...coin })
    for (const { vout, valueSat } of creates) {
      const { height } = block
      changes.push({ tracepoint: 'utxocache:add', txid, vout, height, valueSat, coinbase })
    }
  }
  return changes
}

/** What taking a block back does to the coins: the last transaction first, its outputs, then its inputs from the last. */
export function disconnectedCoins(block: BlockFacts): CoinChange[] {
  const changes: CoinChange[] = []
  const { height } = block
  for (const { txid, coinbase, spends, creates } of block.transactions.toReversed()) {
    for (const { vout, valueSat } of creates) {
      changes.push({ tracepoint: 'utxocache:spent', txid, vout, height, valueSat, coinbase })
    }
    for (const coin of spends.toReversed()) changes.push({ tracepoint: 'utxocache:add', ...coin })
  }
  return changes
}

/** The event of a change. Blocks change the node's main cache. */
export function coinEvent(change: CoinChange, timestampUs: number): BridgeEvent {
  const { tracepoint, txid, vout, height, valueSat, coinbase } = change
  return {
    tracepoint,
    timestampUs,
    quality: 'derived',
    missing: [],
    txid: hexToHash(txid),
    vout,
    height,
    value: valueSat,
    coinbase,
    cache: 'main',
  }
}

/** Times for `count` events between two, evenly; all the same where there is nothing between. */
export function spread(fromUs: number, toUs: number, count: number): (index: number) => number {
  const step = toUs > fromUs ? (toUs - fromUs) / (count + 1) : 0
  return index => Math.floor(fromUs + step * (index + 1))
}
