import type { BcoinCoinSelector, BcoinDraft } from './bcoin-types/index.js'

/**
 * What spending a coin later is taken to cost, in satoshis for 1000 virtual bytes: Bitcoin
 * Core's default of `-consolidatefeerate`. bcoin has no such rate of its own.
 */
const LONG_TERM_RATE = 10_000

/**
 * The waste of a selection of coins, as Bitcoin Core defines it: what the inputs cost now over
 * what they would cost at a long-term fee rate, plus what the change costs (to make it now, to
 * spend it later), or without change what is paid too much. In satoshis; negative when
 * it is cheap to spend.
 *
 * bcoin estimates the sizes. Change is taken to be spent by an input of the average size.
 *
 * @param draft the transaction as funded, with its change if it has any
 */
export async function wasteOf(draft: BcoinDraft, selector: BcoinCoinSelector): Promise<number> {
  const estimator = selector.estimate ?? selector.getAccount
  const size = await draft.estimateSize(estimator)
  const withoutInputs = draft.clone()
  withoutInputs.inputs = []
  const inputsSize = size - (await withoutInputs.estimateSize(estimator))

  const rate = selector.hardFee === -1 ? selector.rate : (selector.fee / size) * 1000
  const inputsWaste = feeOf(inputsSize, rate) - feeOf(inputsSize, LONG_TERM_RATE)
  const change = draft.outputs[draft.changeIndex]
  if (!change) return inputsWaste + draft.getFee() - feeOf(size, rate)
  const averageInput = inputsSize / Math.max(draft.inputs.length, 1)
  return inputsWaste + feeOf(change.getSize(), rate) + feeOf(averageInput, LONG_TERM_RATE)
}

function feeOf(size: number, rate: number): number {
  return Math.floor((size * rate) / 1000)
}
