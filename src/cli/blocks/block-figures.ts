/** What connecting blocks came to, in a second or in all. */
export class BlockFigures {
  blocks = 0
  transactions = 0
  inputs = 0
  /** The weighted cost (BIP 141). */
  sigopsCost = 0
  durationNs = 0
  /** The height of the last block; -1: none. */
  height = -1

  add(block: {
    readonly transactions: number
    readonly inputs: number
    readonly sigopsCost: number
    readonly durationNs: number
    readonly height: number
  }): void {
    this.blocks++
    this.transactions += block.transactions
    this.inputs += block.inputs
    this.sigopsCost += block.sigopsCost
    this.durationNs += block.durationNs
    this.height = block.height
  }
}
