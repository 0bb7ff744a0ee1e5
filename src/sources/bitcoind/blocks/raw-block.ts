import { decodeBlock, decodeBlockHeader, hashToHex } from '../../../bitcoin/index.js'
import { isNodetapError } from '../../../errors/index.js'
import {
  type BlockFacts,
  type BlockTransaction,
  type CreatedCoin,
  isSpendable,
  type SpentCoin,
} from './block-facts.js'

/** The hash of a block, in display order; undefined where the bytes are too few. */
export function rawBlockHash(bytes: Uint8Array): string | undefined {
  return unlessMalformed(() => hashToHex(decodeBlockHeader(bytes).hash))
}

/**
 * Reads a block as ZMQ's `rawblock` gives it: all but its height, the coins behind its inputs
 * and the cost of its signature operations. Undefined where it is malformed.
 */
export function readRawBlock(bytes: Uint8Array): BlockFacts | undefined {
  return unlessMalformed(() => {
    const block = decodeBlock(bytes)
    const transactions: BlockTransaction[] = []
    let inputs = 0
    for (const transaction of block.transactions) {
      const coinbase = transaction.isCoinbase
      const spends: SpentCoin[] = coinbase
        ? []
        : transaction.inputs.map(({ previousTxid, previousIndex }) => ({
            txid: hashToHex(previousTxid),
            vout: previousIndex,
            origin: undefined,
          }))
      const creates: CreatedCoin[] = []
      for (const [vout, { valueSat, script }] of transaction.outputs.entries()) {
        if (isSpendable(script)) creates.push({ vout, valueSat })
      }
      inputs += transaction.inputCount
      const { vsize } = transaction
      const txid = hashToHex(transaction.txid)
      const { outputCount } = transaction
      transactions.push({
        txid,
        coinbase,
        vsize,
        feeSat: undefined,
        spends,
        creates,
        outputs: outputCount,
      })
    }
    const hash = hashToHex(block.hash)
    const previousHash = hashToHex(block.header.previousHash)
    const untold = { height: undefined, weight: block.weight, sigopsCost: undefined }
    return { hash, previousHash, transactions, inputs, ...untold }
  })
}

function unlessMalformed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (isNodetapError(error)) return undefined
    throw error
  }
}
