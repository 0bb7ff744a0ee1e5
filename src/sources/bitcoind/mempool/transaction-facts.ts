import { BridgeLimits } from '../limits.js'
import { BoundedMap } from '../merge/bounded-map.js'
import type { PoolEntry } from '../rpc/answers.js'

/** What is known of a transaction, in the mempool or not. Size and fee never change. */
export interface TransactionFacts {
  vsize: number | undefined
  feeSat: number | undefined
  /** When it entered the mempool, as RPC told it last. Unix seconds by the node's clock. */
  enteredAtS: number | undefined
  /** When RPC was asked for it, Unix microseconds: it was in the mempool then. */
  askedUs: number
}

/** Sizes and fees by txid, from RPC answers, blocks and the log; the oldest are forgotten. */
export class FactsTable {
  readonly #byTxid = new BoundedMap<string, TransactionFacts>(BridgeLimits.maxTransactionFacts)

  get(txid: string): TransactionFacts | undefined {
    return this.#byTxid.get(txid)
  }

  /** Takes over an entry of the mempool. */
  learnEntry(txid: string, entry: PoolEntry, askedUs: number): void {
    const known = this.#byTxid.get(txid)
    if (known === undefined) {
      this.#byTxid.set(txid, { ...entry, askedUs })
      return
    }
    known.askedUs = askedUs
    known.vsize = entry.vsize
    known.feeSat = entry.feeSat
    known.enteredAtS = entry.enteredAtS
  }

  /** Takes over what is still unknown: sources that come second to RPC. */
  learn(txid: string, vsize: number | undefined, feeSat: number | undefined): void {
    const known = this.#byTxid.get(txid)
    if (known === undefined) {
      this.#byTxid.set(txid, { vsize, feeSat, enteredAtS: undefined, askedUs: 0 })
      return
    }
    known.vsize ??= vsize
    known.feeSat ??= feeSat
  }
}

/** Which of the two fields of an event nobody has told. */
export function sizeAndFeeMissing(
  facts: { readonly vsize: number | undefined; readonly feeSat: number | undefined } | undefined,
): string[] {
  const missing: string[] = []
  if (facts?.vsize === undefined) missing.push('vsize')
  if (facts?.feeSat === undefined) missing.push('feeSat')
  return missing
}
