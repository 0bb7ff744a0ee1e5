import { BridgeLimits } from '../limits.js'
import type { BlockFacts } from './block-facts.js'
import type { BlockStore } from './block-store.js'

interface Tip {
  readonly hash: string
  readonly height: number
}

const NONE: readonly BlockFacts[] = []

/**
 * Follows the chain in the order of the events, and finds the blocks that were missed: those
 * between the last one and the next, which are asked for one after the other, the newest first.
 */
export class ChainFollower {
  readonly #blocks: BlockStore
  readonly #ask: (hash: string) => void
  /** The last block that was handed out; undefined where it isn't known. */
  #tip: Tip | undefined
  /** The block that is asked for, and the one whose turn has come. */
  #wanted: { readonly hash: string; readonly before: BlockFacts } | undefined

  /** @param ask wants a block from RPC */
  constructor(blocks: BlockStore, ask: (hash: string) => void) {
    this.#blocks = blocks
    this.#ask = ask
  }

  /** Whether all that can be known of the blocks missed before this one is known. Asks for the next otherwise. */
  isReady(block: BlockFacts | undefined): boolean {
    return this.#walk(block) !== 'asking'
  }

  /** The blocks missed before this one, the oldest first; undefined where they can't be told. */
  missedBefore(block: BlockFacts | undefined): readonly BlockFacts[] | undefined {
    const missed = this.#walk(block)
    return missed === 'asking' || missed === 'lost' ? undefined : missed
  }

  /** A block has been told: if it was asked for, the next is. */
  onTold(hash: string): void {
    if (this.#wanted?.hash === hash) this.#walk(this.#wanted.before)
  }

  /** The tip when nothing was followed yet. */
  onTip(hash: string, height: number): void {
    this.#tip ??= { hash, height }
  }

  /** Another life of the node begins, at whatever block it has kept. */
  forget(): void {
    this.#tip = undefined
  }

  onConnected(block: BlockFacts | undefined): void {
    this.#tip = block?.height === undefined ? undefined : { hash: block.hash, height: block.height }
  }

  onDisconnected(block: BlockFacts | undefined): void {
    this.#tip =
      block?.height === undefined || block.previousHash === undefined
        ? undefined
        : { hash: block.previousHash, height: block.height - 1 }
  }

  #walk(block: BlockFacts | undefined): readonly BlockFacts[] | 'asking' | 'lost' {
    const tip = this.#tip
    this.#wanted = undefined
    if (tip === undefined || block?.height === undefined) return NONE
    let hash = block.previousHash
    if (hash === undefined || hash === tip.hash) return NONE
    const count = block.height - tip.height - 1
    if (count <= 0 || count > BridgeLimits.maxBackfilledBlocks) return 'lost'
    const missed: BlockFacts[] = []
    while (missed.length < count && hash !== undefined) {
      const before: BlockFacts | undefined = this.#blocks.has(hash)
        ? this.#blocks.get(hash)
        : undefined
      if (before === undefined) {
        if (this.#blocks.isAnswered(hash)) return 'lost'
        this.#wanted = { hash, before: block }
        this.#ask(hash)
        return 'asking'
      }
      missed.push(before)
      hash = before.previousHash
    }
    return hash === tip.hash ? missed.reverse() : 'lost'
  }
}
