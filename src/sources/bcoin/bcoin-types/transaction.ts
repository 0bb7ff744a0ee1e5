/** Hex in internal order in bcoin 1.x, 32 bytes in internal order in 2.x. */
export type BcoinHash = string | Uint8Array

export interface BcoinOutpoint {
  readonly hash: BcoinHash
  readonly index: number
}

export interface BcoinTransaction {
  readonly inputs: readonly BcoinInput[]
  readonly outputs: readonly BcoinOutput[]
  /** The txid in internal order. */
  hash(): Uint8Array
  getSigopsCost(view: BcoinCoinView, flags: number): number
}

export interface BcoinInput {
  readonly prevout: BcoinOutpoint
  readonly sequence: number
}

export interface BcoinOutput {
  readonly value: number
  readonly script: BcoinScript
  getSize(): number
}

export interface BcoinScript {
  toRaw(): Uint8Array
  isUnspendable(): boolean
}

export interface BcoinCoinView {
  readonly map: ReadonlyMap<unknown, { readonly outputs: ReadonlyMap<number, BcoinCoinEntry> }>
  getEntry(prevout: BcoinOutpoint): BcoinCoinEntry | null
}

export interface BcoinCoinEntry {
  /** The height at which the coin was created; -1 for one that only the mempool knows. */
  readonly height: number
  readonly coinbase: boolean
  readonly output: { readonly value: number }
  getSize(): number
}
