import { ByteReader } from './byte-reader.js'
import { doubleSha256 } from './hash.js'
import { MinimumSizes } from './limits.js'

/** One input. The bytes are views into the payload. */
export interface TransactionInput {
  /**
   * Txid of the transaction whose output is spent, 32 bytes in internal order; zeros in a coinbase.
   */
  readonly previousTxid: Uint8Array
  /** Which output of it; 0xffffffff in a coinbase. */
  readonly previousIndex: number
  /** scriptSig. */
  readonly script: Uint8Array
  readonly sequence: number
  /** Witness stack, empty where there is none. */
  readonly witness: readonly Uint8Array[]
}

/** One output. The script is a view into the payload. */
export interface TransactionOutput {
  /** Satoshis as sent: nodes read any 64-bit value and refuse a negative one later. */
  readonly valueSat: number
  /** scriptPubKey. */
  readonly script: Uint8Array
}

/** Where the parts of a transaction lie in the payload, as found by the one scan. */
interface Layout {
  start: number
  /** The count of inputs, behind the BIP 144 marker and flag if there are any. */
  body: number
  /** The first input. */
  inputs: number
  /** The first output. */
  outputs: number
  /** The witness, or the lock time where there is none. */
  witness: number
  end: number
}

const emptyWitness: readonly Uint8Array[] = Object.freeze([])
const INPUTS = 'inputs'
const OUTPUTS = 'outputs'
const WITNESS = 'witness'

/**
 * A transaction over the bytes of its payload. The whole of it is checked when it is
 * decoded; inputs, outputs and hashes are made on first use and kept.
 *
 * Scripts, witness items and hashes of previous transactions are views into the payload:
 * copy what has to outlive it.
 */
export class Transaction {
  /** As sent, an unsigned 32-bit integer. */
  readonly version: number
  readonly inputCount: number
  readonly outputCount: number
  readonly lockTime: number
  /** Whether it was sent with a BIP 144 witness. */
  readonly hasWitness: boolean
  readonly #reader: ByteReader
  readonly #layout: Layout
  #inputs: readonly TransactionInput[] | undefined
  #outputs: readonly TransactionOutput[] | undefined
  #txid: Uint8Array | undefined
  #wtxid: Uint8Array | undefined

  private constructor(
    reader: ByteReader,
    layout: Layout,
    version: number,
    inputCount: number,
    outputCount: number,
    lockTime: number,
    hasWitness: boolean,
  ) {
    this.version = version
    this.inputCount = inputCount
    this.outputCount = outputCount
    this.lockTime = lockTime
    this.hasWitness = hasWitness
    this.#reader = reader
    this.#layout = layout
  }

  /** Scans one transaction and leaves the reader behind it. */
  static read(reader: ByteReader): Transaction {
    const start = reader.position
    const version = reader.uint32('version')
    let body = reader.position
    let inputCount = reader.count(INPUTS, MinimumSizes.transactionInput)
    let inputs = reader.position
    let flags = 0
    // BIP 144: no inputs here is the marker, unless the flags behind it are zero too; that
    // is a transaction without inputs and outputs, and the zero is the count of outputs.
    if (inputCount === 0) {
      flags = reader.uint8('flags')
      if (flags !== 0) {
        body = reader.position
        inputCount = reader.count(INPUTS, MinimumSizes.transactionInput)
        inputs = reader.position
      }
    }
    let outputCount = 0
    let outputs = reader.position
    if (inputCount > 0 || flags !== 0) {
      scanInputs(reader, inputCount)
      outputCount = reader.count(OUTPUTS, MinimumSizes.transactionOutput)
      outputs = reader.position
      scanOutputs(reader, outputCount)
    }
    const witness = reader.position
    if ((flags & 1) !== 0) scanWitness(reader, inputCount)
    if ((flags & ~1) !== 0) {
      reader.fail('flags', `0x${flags.toString(16)} has bits that nobody knows`, start + 5)
    }
    const lockTime = reader.uint32('lockTime')
    const layout = { start, body, inputs, outputs, witness, end: reader.position }
    return new Transaction(
      reader,
      layout,
      version,
      inputCount,
      outputCount,
      lockTime,
      (flags & 1) !== 0,
    )
  }

  /** All bytes, with the witness: a view into the payload. */
  get bytes(): Uint8Array {
    const { start, end } = this.#layout
    const { bytes } = this.#reader
    return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start)
  }

  /** Bytes, with the witness. */
  get size(): number {
    return this.#layout.end - this.#layout.start
  }

  /** Bytes without marker, flag and witness. */
  get strippedSize(): number {
    return 8 + this.#layout.witness - this.#layout.body
  }

  /** Weight units of BIP 141. */
  get weight(): number {
    return 3 * this.strippedSize + this.size
  }

  /** Virtual bytes of BIP 141: weight / 4, rounded up. Signature operations don't count here. */
  get vsize(): number {
    return Math.ceil(this.weight / 4)
  }

  /** Whether it has one input that spends nothing. */
  get isCoinbase(): boolean {
    if (this.inputCount !== 1) return false
    const { bytes } = this.#reader
    const { inputs } = this.#layout
    for (let offset = 0; offset < 32; offset++) {
      if (bytes[inputs + offset] !== 0) return false
    }
    for (let offset = 32; offset < 36; offset++) {
      if (bytes[inputs + offset] !== 0xff) return false
    }
    return true
  }

  /** Hash without the witness, 32 bytes in internal order. Hashed on first use. */
  get txid(): Uint8Array {
    this.#txid ??= this.hasWitness ? doubleSha256(this.#strippedBytes()) : this.wtxid
    return this.#txid
  }

  /** Hash with the witness, 32 bytes in internal order. Hashed on first use. */
  get wtxid(): Uint8Array {
    this.#wtxid ??= doubleSha256(this.bytes)
    return this.#wtxid
  }

  get inputs(): readonly TransactionInput[] {
    this.#inputs ??= this.#readInputs()
    return this.#inputs
  }

  get outputs(): readonly TransactionOutput[] {
    this.#outputs ??= this.#readOutputs()
    return this.#outputs
  }

  /** Satoshis of all outputs together; exact wherever they could be real money. */
  get outputValueSat(): number {
    let sum = 0
    for (const output of this.outputs) sum += output.valueSat
    return sum
  }

  #strippedBytes(): Uint8Array {
    const { start, body, witness, end } = this.#layout
    const { bytes } = this.#reader
    const stripped = Buffer.allocUnsafe(this.strippedSize)
    stripped.set(bytes.subarray(start, start + 4), 0)
    stripped.set(bytes.subarray(body, witness), 4)
    stripped.set(bytes.subarray(end - 4, end), 4 + witness - body)
    return stripped
  }

  #readInputs(): TransactionInput[] {
    const reader = this.#reader.fork(this.#layout.inputs)
    const witnessReader = this.hasWitness ? this.#reader.fork(this.#layout.witness) : undefined
    const inputs: TransactionInput[] = []
    reader.enter(INPUTS)
    for (let index = 0; index < this.inputCount; index++) {
      reader.at(index)
      inputs.push({
        previousTxid: reader.hash('previousTxid'),
        previousIndex: reader.uint32('previousIndex'),
        script: reader.varBytes('script'),
        sequence: reader.uint32('sequence'),
        witness: witnessReader === undefined ? emptyWitness : readWitnessStack(witnessReader),
      })
    }
    return inputs
  }

  #readOutputs(): TransactionOutput[] {
    const reader = this.#reader.fork(this.#layout.outputs)
    const outputs: TransactionOutput[] = []
    reader.enter(OUTPUTS)
    for (let index = 0; index < this.outputCount; index++) {
      reader.at(index)
      outputs.push({ valueSat: reader.safeInt64('valueSat'), script: reader.varBytes('script') })
    }
    return outputs
  }
}

/**
 * Decodes one transaction, with or without a witness.
 *
 * @param bytes the transaction and nothing behind it; the result keeps views into them
 * @throws NodetapError `MALFORMED_PAYLOAD`, with field and byte offset
 */
export function decodeTransaction(bytes: Uint8Array): Transaction {
  const reader = new ByteReader(bytes, 'transaction')
  const transaction = Transaction.read(reader)
  if (reader.remaining > 0) reader.fail('end', `${reader.remaining} bytes are left over`)
  return transaction
}

function scanInputs(reader: ByteReader, count: number): void {
  reader.enter(INPUTS)
  for (let index = 0; index < count; index++) {
    reader.at(index)
    reader.skip(36, 'outpoint')
    reader.skipVarBytes('script')
    reader.skip(4, 'sequence')
  }
  reader.leave()
}

function scanOutputs(reader: ByteReader, count: number): void {
  reader.enter(OUTPUTS)
  for (let index = 0; index < count; index++) {
    reader.at(index)
    reader.safeInt64('valueSat')
    reader.skipVarBytes('script')
  }
  reader.leave()
}

/** A witness without a single item is refused as Bitcoin Core does: it should not be there. */
function scanWitness(reader: ByteReader, inputCount: number): void {
  const start = reader.position
  let items = 0
  reader.enter(WITNESS)
  for (let index = 0; index < inputCount; index++) {
    reader.at(index)
    const count = reader.count('items', MinimumSizes.witnessItem)
    for (let item = 0; item < count; item++) reader.skipVarBytes('item')
    items += count
  }
  reader.leave()
  if (items === 0) reader.fail(WITNESS, 'all witness stacks are empty', start)
}

function readWitnessStack(reader: ByteReader): readonly Uint8Array[] {
  const count = reader.count('items', MinimumSizes.witnessItem)
  if (count === 0) return emptyWitness
  const items: Uint8Array[] = []
  for (let item = 0; item < count; item++) items.push(reader.varBytes('item'))
  return items
}
