import assert from 'node:assert/strict'
import type {
  Address,
  Block,
  ChainEntry,
  RegtestFullNode,
  Transaction,
} from '../../../src/cli/demo/bcoin-module.js'
import type { OwnCoin, SpendOptions } from '../../../src/cli/demo/spender.js'
import type { Stage } from './scenario.js'

/** What the tests use of a node beyond what the source and the demo do. */
export interface NodeInside {
  readonly rpc: {
    execute(call: { method: string; params: readonly unknown[] }): Promise<MempoolEntryAnswer>
  }
  readonly mempool: {
    readonly options: { maxSize: number; expiryTime: number }
    /** Bytes of memory. */
    readonly size: number
    addTX(transaction: Transaction): Promise<unknown>
    getEntry(hash: string): EntryInside | undefined
  }
  readonly chain: {
    verifyBlock(block: Block): Promise<unknown>
    getCoin(hash: string, index: number): Promise<CoinInside | null>
  }
  readonly miner: { createJob(previous: ChainEntry | null, address: Address): Promise<Job> }
}

export interface MempoolEntryAnswer {
  readonly size: number
  /** In BTC. */
  readonly fee: number
  readonly time: number
}

export interface EntryInside {
  readonly size: number
  readonly fee: number
  readonly sigops: number
  time: number
}

export interface CoinInside {
  readonly height: number
  readonly value: number
  readonly coinbase: boolean
}

interface Job {
  readonly attempt: { items: unknown[]; fees: number }
  pushTX(transaction: Transaction): void
  refresh(): void
  mineAsync(): Promise<Block>
}

export function inside(node: RegtestFullNode): NodeInside {
  // bcoin has no types; these are what its source says.
  return node as unknown as NodeInside
}

/** A block on the tip, or on `previous`, with these transactions whatever is in the mempool. */
export async function blockWith(
  stage: Stage,
  transactions: readonly Transaction[],
  previous: ChainEntry | null = null,
): Promise<Block> {
  const job = await inside(stage.node).miner.createJob(previous, stage.spender.address)
  job.attempt.items = []
  job.attempt.fees = 0
  for (const transaction of transactions) job.pushTX(transaction)
  job.refresh()
  return job.mineAsync()
}

/** Has the mempool take a transaction, of the spender to himself unless said otherwise. */
export async function pay(stage: Stage, options: Partial<SpendOptions> = {}): Promise<Transaction> {
  const coins = options.coins ?? [stage.coin()]
  const transaction = stage.spender.spend({ feeSat: 10_000, ...options, coins })
  await addToMempool(stage, transaction)
  return transaction
}

export async function addToMempool(stage: Stage, transaction: Transaction): Promise<void> {
  await inside(stage.node).mempool.addTX(transaction)
}

/** The first output of a transaction that no block has yet. */
export function outputOf(transaction: Transaction): OwnCoin {
  return { transaction, index: 0, height: -1 }
}

/** The mempool's own record of a transaction. */
export function entryOf(stage: Stage, transaction: Transaction): EntryInside {
  const entry = inside(stage.node).mempool.getEntry(internalHex(transaction))
  assert.ok(entry, 'The transaction is in the mempool')
  return entry
}

export function isInMempool(stage: Stage, transaction: Transaction): boolean {
  return inside(stage.node).mempool.getEntry(internalHex(transaction)) !== undefined
}

/** A transaction's or block's hash as bcoin 1.x has it. */
export function internalHex(object: { hash(): Uint8Array }): string {
  return Buffer.from(object.hash()).toString('hex')
}

/** Whether bcoin refuses for that reason. */
export function hasReason(reason: string): (error: unknown) => boolean {
  return error => error instanceof Error && 'reason' in error && error.reason === reason
}
