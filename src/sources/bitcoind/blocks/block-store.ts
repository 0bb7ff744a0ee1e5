import { BridgeLimits } from '../limits.js'
import { BoundedMap } from '../merge/bounded-map.js'
import type { BlockFacts } from './block-facts.js'
import { rawBlockHash, readRawBlock } from './raw-block.js'

/**
 * Blocks with all their coins, by hash, as RPC tells them, and their bytes, as ZMQ does, which
 * stand in where RPC does not answer. The oldest are forgotten when there are too many coins,
 * bytes or blocks.
 */
export class BlockStore {
  readonly #blocks = new Map<string, BlockFacts>()
  readonly #raw = new Map<string, Uint8Array>()
  readonly #refused = new BoundedMap<string, true>(BridgeLimits.maxBlockTwins)
  #coins = 0
  #rawBytes = 0

  /** As much as is known of a block. */
  get(hash: string): BlockFacts | undefined {
    const block = this.#blocks.get(hash)
    if (block !== undefined) return block
    const bytes = this.#raw.get(hash)
    return bytes === undefined ? undefined : readRawBlock(bytes)
  }

  /** Whether RPC has told the block. */
  has(hash: string): boolean {
    return this.#blocks.has(hash)
  }

  /** Whether RPC has answered, with the block or with an error. */
  isAnswered(hash: string): boolean {
    return this.#blocks.has(hash) || this.#refused.has(hash)
  }

  /** RPC has answered with an error. */
  refuse(hash: string): void {
    this.#refused.set(hash, true)
  }

  /** Keeps the bytes of a block. */
  addRaw(bytes: Uint8Array): void {
    const hash = rawBlockHash(bytes)
    if (hash === undefined || this.#blocks.has(hash) || this.#raw.has(hash)) return
    this.#raw.set(hash, bytes)
    this.#rawBytes += bytes.length
    for (const [oldest, { length }] of this.#raw) {
      if (this.#rawBytes <= BridgeLimits.maxRawBlockBytes || oldest === hash) return
      this.#dropRaw(oldest, length)
    }
  }

  add(block: BlockFacts): void {
    if (this.#blocks.has(block.hash)) return
    const raw = this.#raw.get(block.hash)
    if (raw !== undefined) this.#dropRaw(block.hash, raw.length)
    this.#blocks.set(block.hash, block)
    this.#coins += coinsOf(block)
    for (const [hash, oldest] of this.#blocks) {
      if (hash === block.hash) return
      if (this.#coins <= BridgeLimits.maxBlockCoins && this.#blocks.size <= BridgeLimits.maxBlocks)
        return
      this.#blocks.delete(hash)
      this.#coins -= coinsOf(oldest)
    }
  }

  #dropRaw(hash: string, length: number): void {
    this.#raw.delete(hash)
    this.#rawBytes -= length
  }
}

function coinsOf(block: BlockFacts): number {
  let coins = 0
  for (const { spends, creates } of block.transactions) coins += spends.length + creates.length
  return coins
}
