/** A transaction or package, and what had to make way for it. */
export interface Replacement {
  /** A txid or a package hash, in internal order. */
  readonly id: Uint8Array
  readonly isTxid: boolean
  readonly timestampUs: number
  readonly vsize: number
  /** The modified fee, of the whole package if it is one. */
  readonly feeSat: number
  /** Transactions replaced, descendants of the direct conflicts included. */
  replaced: number
  /** Of all of them together. */
  replacedVsize: number
  replacedFeeSat: number
}

/** Whether it pays less a virtual byte than what it replaced paid together. */
export function paysLowerRate(it: Replacement): boolean {
  return it.feeSat * it.replacedVsize < it.replacedFeeSat * it.vsize
}

export function paysLowerFee(it: Replacement): boolean {
  return it.feeSat < it.replacedFeeSat
}
