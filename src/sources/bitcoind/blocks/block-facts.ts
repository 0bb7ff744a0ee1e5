import { asHash, asInteger, asObject, asSat, asText } from '../rpc/answers.js'
import { type SigopsInput, sigopsCost } from './sigops.js'

/** Where a coin comes from. */
export interface CoinOrigin {
  /** At which it was created. */
  readonly height: number
  readonly valueSat: number
  readonly coinbase: boolean
}

/** A coin that a block's transaction spends. */
export interface SpentCoin {
  readonly txid: string
  readonly vout: number
  /** Undefined where only the block itself is known. */
  readonly origin: CoinOrigin | undefined
}

/** A coin that a block's transaction creates. */
export interface CreatedCoin {
  readonly vout: number
  readonly valueSat: number
}

export interface BlockTransaction {
  readonly txid: string
  readonly coinbase: boolean
  readonly vsize: number
  /** Undefined for a coinbase, and where only the block itself is known. */
  readonly feeSat: number | undefined
  /** In the order of the inputs. */
  readonly spends: readonly SpentCoin[]
  /** Outputs that can be spent, in order: only these become coins. */
  readonly creates: readonly CreatedCoin[]
  /** The number of all outputs. */
  readonly outputs: number
}

/** A block with all that its events need, as far as its source tells. */
export interface BlockFacts {
  readonly hash: string
  /** Undefined for the genesis block. */
  readonly previousHash: string | undefined
  readonly height: number | undefined
  /** Weight units; undefined where nobody has told. */
  readonly weight: number | undefined
  readonly transactions: readonly BlockTransaction[]
  /** Inputs of all transactions, the coinbase's included. */
  readonly inputs: number
  readonly sigopsCost: number | undefined
}

const OP_RETURN = 0x6a
/** Core's MAX_SCRIPT_SIZE: a longer script can't be run, so its output can't be spent. */
const MAX_SCRIPT_BYTES = 10_000

/**
 * Reads the result of `getblock HASH 3`; undefined where it lacks anything, for instance the
 * previous outputs of a block whose undo data the node no longer has.
 */
export function readBlock(result: unknown): BlockFacts | undefined {
  const object = asObject(result)
  const hash = asHash(object?.hash)
  const height = asInteger(object?.height)
  if (hash === undefined || height === undefined || !Array.isArray(object?.tx)) return undefined
  const transactions: BlockTransaction[] = []
  let inputs = 0
  let sigops = 0
  for (const entry of object.tx) {
    const read = readTransaction(entry)
    if (read === undefined) return undefined
    transactions.push(read.transaction)
    inputs += read.inputs
    sigops += read.sigopsCost
  }
  const previousHash = asHash(object?.previousblockhash)
  const weight = asInteger(object?.weight)
  return { hash, previousHash, height, weight, transactions, inputs, sigopsCost: sigops }
}

/** Whether Core makes a coin of an output with this scriptPubKey. */
export function isSpendable(script: Uint8Array): boolean {
  return script[0] !== OP_RETURN && script.length <= MAX_SCRIPT_BYTES
}

function readTransaction(
  value: unknown,
): { transaction: BlockTransaction; inputs: number; sigopsCost: number } | undefined {
  const object = asObject(value)
  const txid = asHash(object?.txid)
  const vsize = asInteger(object?.vsize)
  if (object === undefined || txid === undefined || vsize === undefined) return undefined
  if (!Array.isArray(object.vin) || !Array.isArray(object.vout)) return undefined
  const spends: SpentCoin[] = []
  const sigopsInputs: SigopsInput[] = []
  let coinbase = false
  for (const entry of object.vin) {
    const input = asObject(entry)
    const coinbaseScript = asText(input?.coinbase)
    if (coinbaseScript !== undefined) {
      coinbase = true
      sigopsInputs.push({
        script: Buffer.from(coinbaseScript, 'hex'),
        witness: [],
        spentScript: undefined,
      })
      continue
    }
    const read = readInput(input)
    if (read === undefined) return undefined
    spends.push(read.coin)
    sigopsInputs.push(read.sigops)
  }
  const creates: CreatedCoin[] = []
  const scripts: Uint8Array[] = []
  for (const entry of object.vout) {
    const output = asObject(entry)
    const vout = asInteger(output?.n)
    const valueSat = asSat(output?.value)
    const hex = asText(asObject(output?.scriptPubKey)?.hex)
    if (vout === undefined || valueSat === undefined || hex === undefined) return undefined
    const script = Buffer.from(hex, 'hex')
    scripts.push(script)
    if (isSpendable(script)) creates.push({ vout, valueSat })
  }
  return {
    transaction: {
      txid,
      coinbase,
      vsize,
      feeSat: coinbase ? undefined : asSat(object.fee),
      spends,
      creates,
      outputs: object.vout.length,
    },
    inputs: object.vin.length,
    sigopsCost: sigopsCost(sigopsInputs, scripts),
  }
}

function readInput(
  input: Readonly<Record<string, unknown>> | undefined,
): { coin: SpentCoin; sigops: SigopsInput } | undefined {
  const previous = asObject(input?.prevout)
  const txid = asHash(input?.txid)
  const vout = asInteger(input?.vout)
  const height = asInteger(previous?.height)
  const valueSat = asSat(previous?.value)
  const spentScript = asText(asObject(previous?.scriptPubKey)?.hex)
  if (txid === undefined || vout === undefined || height === undefined) return undefined
  if (valueSat === undefined || spentScript === undefined) return undefined
  const witness = Array.isArray(input?.txinwitness) ? input.txinwitness : []
  return {
    coin: { txid, vout, origin: { height, valueSat, coinbase: previous?.generated === true } },
    sigops: {
      script: Buffer.from(asText(asObject(input?.scriptSig)?.hex) ?? '', 'hex'),
      witness: witness.map(item => Buffer.from(asText(item) ?? '', 'hex')),
      spentScript: Buffer.from(spentScript, 'hex'),
    },
  }
}
