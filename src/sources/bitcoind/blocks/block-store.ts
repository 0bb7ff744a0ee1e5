import { limits } from '../limits.js'
import type { BlockFacts } from './block-facts.js'

/** Blocks with all their coins; the oldest are forgotten when there are too many coins or blocks. */
export class BlockStore {
  readonly #blocks = new Map<string, BlockFacts>()
  #coins = 0

  get(hash: string): BlockFacts | undefined {
    return this.#blocks.get(hash)
  }

  has(hash: string): boolean {
    return this.#blocks.has(hash)
  }

  add(block: BlockFacts): void {
    if (this.#blocks.has(block.hash)) return
    this.#blocks.set(block.hash, block)
    this.#coins += coinsOf(block)
    for (const [hash, oldest] of this.#blocks) {
      if (hash === block.hash) return
      if (this.#coins <= limits.maxBlockCoins && this.#blocks.size <= limits.maxBlocks) return
      this.#blocks.delete(hash)
      this.#coins -= coinsOf(oldest)
    }
  }
}

function coinsOf(block: BlockFacts): number {
  let coins = 0
  for (const { spends, creates } of block.transactions) coins += spends.length + creates.length
  return coins
}
