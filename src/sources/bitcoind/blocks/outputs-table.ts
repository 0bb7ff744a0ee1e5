import { hashToHex, type Transaction } from '../../../bitcoin/index.js'
import { BridgeLimits } from '../limits.js'
import { BoundedMap } from '../merge/bounded-map.js'
import type { BlockFacts, BlockTransaction, CoinOrigin } from './block-facts.js'

/** A transaction's outputs. */
interface Outputs {
  /** Satoshis by output. */
  readonly valuesSat: number[]
  readonly coinbase: boolean
  /** Also of outputs that make no coin. */
  readonly isWhole: boolean
  /** Of the block that has it; undefined where none is known. */
  height: number | undefined
}

/**
 * What the transactions seen lately are worth, output by output: it stands in where RPC does not
 * tell a fee or where a coin comes from. The oldest are forgotten.
 */
export class OutputsTable {
  readonly #byTxid = new BoundedMap<string, Outputs>(BridgeLimits.maxOutputsKnown)

  /** Takes over a transaction's bytes. Returns its fee, where all that it spends is known. */
  learnRaw(txid: string, transaction: Transaction): number | undefined {
    const { isCoinbase } = transaction
    const valuesSat = transaction.outputs.map(({ valueSat }) => valueSat)
    const height = this.#byTxid.get(txid)?.height
    this.#byTxid.set(txid, { valuesSat, coinbase: isCoinbase, isWhole: true, height })
    if (isCoinbase) return undefined
    let feeSat = -transaction.outputValueSat
    for (const { previousTxid, previousIndex } of transaction.inputs) {
      const valueSat = this.#byTxid.get(hashToHex(previousTxid))?.valuesSat[previousIndex]
      if (valueSat === undefined) return undefined
      feeSat += valueSat
    }
    return feeSat >= 0 ? feeSat : undefined
  }

  /** Satoshis of all outputs of a transaction, where all are known. */
  worthOf(txid: string): number | undefined {
    const outputs = this.#byTxid.get(txid)
    return outputs?.isWhole === true ? outputs.valuesSat.reduce((a, b) => a + b, 0) : undefined
  }

  /** Takes over a block that is being connected, and adds to it what is known of the coins that it spends. */
  resolve(block: BlockFacts, height: number | undefined): BlockFacts {
    const transactions = block.transactions.map(transaction => {
      const spends = transaction.spends.map(coin =>
        coin.origin === undefined
          ? { ...coin, origin: this.#originOf(coin.txid, coin.vout) }
          : coin,
      )
      this.#learn(transaction, height)
      return { ...transaction, spends, feeSat: transaction.feeSat ?? feeOf(transaction, spends) }
    })
    return { ...block, transactions }
  }

  #learn({ txid, creates, coinbase }: BlockTransaction, height: number | undefined): void {
    const known = this.#byTxid.get(txid)
    const valuesSat = known?.valuesSat ?? []
    for (const { vout, valueSat } of creates) valuesSat[vout] = valueSat
    const isWhole = known?.isWhole ?? false
    this.#byTxid.set(txid, { valuesSat, coinbase, isWhole, height: height ?? known?.height })
  }

  #originOf(txid: string, vout: number): CoinOrigin | undefined {
    const outputs = this.#byTxid.get(txid)
    const valueSat = outputs?.valuesSat[vout]
    if (outputs?.height === undefined || valueSat === undefined) return undefined
    return { height: outputs.height, valueSat, coinbase: outputs.coinbase }
  }
}

/** What goes in less what comes out, where all outputs became coins and all inputs are known. */
function feeOf(
  { coinbase, creates, outputs }: BlockTransaction,
  spends: BlockTransaction['spends'],
): number | undefined {
  if (coinbase || creates.length !== outputs) return undefined
  let feeSat = 0
  for (const { origin } of spends) {
    if (origin === undefined) return undefined
    feeSat += origin.valueSat
  }
  for (const { valueSat } of creates) feeSat -= valueSat
  return feeSat >= 0 ? feeSat : undefined
}
