import { hexToHash } from '../../../bitcoin/index.js'
import type { CoinsCacheName } from '../../../tracepoints/index.js'
import type { BridgeEvent } from '../inputs.js'
import { qualityWith } from '../stage.js'
import type { BlockFacts, BlockTransaction, CoinOrigin } from './block-facts.js'

/** A coin that is added or spent. */
export interface CoinChange {
  readonly tracepoint: 'utxocache:add' | 'utxocache:spent'
  readonly txid: string
  readonly vout: number
  readonly origin: CoinOrigin | undefined
}

/**
 * What connecting a block does to the coins, in Core's order: per transaction, inputs then outputs.
 *
 * @param height the block's; undefined where nobody has told
 */
export function connectedCoins(block: BlockFacts, height: number | undefined): CoinChange[] {
  const changes: CoinChange[] = []
  for (const transaction of block.transactions) {
    for (const coin of transaction.spends) changes.push({ tracepoint: 'utxocache:spent', ...coin })
    pushCreated(changes, 'utxocache:add', transaction, height)
  }
  return changes
}

/** What taking a block back does to the coins: the last transaction first, its outputs, then its inputs from the last. */
export function disconnectedCoins(block: BlockFacts, height: number | undefined): CoinChange[] {
  const changes: CoinChange[] = []
  for (const transaction of block.transactions.toReversed()) {
    pushCreated(changes, 'utxocache:spent', transaction, height)
    for (const coin of transaction.spends.toReversed()) {
      changes.push({ tracepoint: 'utxocache:add', ...coin })
    }
  }
  return changes
}

function pushCreated(
  changes: CoinChange[],
  tracepoint: CoinChange['tracepoint'],
  { txid, coinbase, creates }: BlockTransaction,
  height: number | undefined,
): void {
  for (const { vout, valueSat } of creates) {
    const origin = height === undefined ? undefined : { height, valueSat, coinbase }
    changes.push({ tracepoint, txid, vout, origin })
  }
}

const UNKNOWN_ORIGIN = ['height', 'value', 'coinbase']

/** The event of a change. Blocks change the node's main cache, their checks a temporary one. */
export function coinEvent(
  change: CoinChange,
  timestampUs: number,
  cache: CoinsCacheName,
): BridgeEvent {
  const { tracepoint, txid, vout, origin } = change
  return {
    tracepoint,
    timestampUs,
    ...qualityWith(origin === undefined ? UNKNOWN_ORIGIN : [], 'derived'),
    txid: hexToHash(txid),
    vout,
    height: origin?.height ?? 0,
    value: origin?.valueSat ?? 0,
    coinbase: origin?.coinbase ?? false,
    cache,
  }
}

/** Times for `count` events between two, evenly; all the same where there is nothing between. */
export function spread(fromUs: number, toUs: number, count: number): (index: number) => number {
  const step = toUs > fromUs ? (toUs - fromUs) / (count + 1) : 0
  return index => Math.floor(fromUs + step * (index + 1))
}
