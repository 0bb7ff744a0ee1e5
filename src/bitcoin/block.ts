import { ByteReader } from './byte-reader.js'
import { doubleSha256 } from './hash.js'
import { LazyList } from './lazy-list.js'
import { MinimumSizes } from './limits.js'
import { Transaction } from './transaction.js'

/** Bytes of a block header. */
export const BLOCK_HEADER_SIZE = 80

/** A block header. Hashes are 32 bytes in internal order, views into the payload. */
export class BlockHeader {
  /** Signed, as sent. */
  readonly version: number
  /** The block before it; zeros for the first of a chain. */
  readonly previousHash: Uint8Array
  /** Of the txids. */
  readonly merkleRoot: Uint8Array
  /** Unix time, seconds. */
  readonly timeS: number
  /** The target in its compact form. */
  readonly bits: number
  readonly nonce: number
  /** The 80 bytes: a view into the payload. */
  readonly bytes: Uint8Array
  #hash: Uint8Array | undefined

  private constructor(reader: ByteReader) {
    this.bytes = reader.view(BLOCK_HEADER_SIZE, 'header')
    const fields = reader.fork(reader.position - BLOCK_HEADER_SIZE)
    this.version = fields.int32('version')
    this.previousHash = fields.hash('previousHash')
    this.merkleRoot = fields.hash('merkleRoot')
    this.timeS = fields.uint32('timeS')
    this.bits = fields.uint32('bits')
    this.nonce = fields.uint32('nonce')
  }

  /** Reads one header and leaves the reader behind it. */
  static read(reader: ByteReader): BlockHeader {
    return new BlockHeader(reader)
  }

  /** The block's hash, 32 bytes in internal order. Hashed on first use. */
  get hash(): Uint8Array {
    this.#hash ??= doubleSha256(this.bytes)
    return this.#hash
  }
}

/**
 * A block over the bytes of its payload: the header at once, transactions while they are walked.
 */
export class Block {
  readonly header: BlockHeader
  /** Read while walked; see {@link LazyList} for what that means where bytes are malformed. */
  readonly transactions: LazyList<Transaction>
  readonly #start: number
  readonly #transactionsStart: number
  #strippedSize: number | undefined

  private constructor(reader: ByteReader) {
    this.#start = reader.position
    this.header = BlockHeader.read(reader)
    this.transactions = readTransactionList(reader)
    this.#transactionsStart = reader.position
  }

  /** Reads the header and the count of transactions; the reader is left behind these. */
  static read(reader: ByteReader): Block {
    return new Block(reader)
  }

  /** The block's hash, 32 bytes in internal order. Hashed on first use. */
  get hash(): Uint8Array {
    return this.header.hash
  }

  /**
   * Bytes, with witnesses. Walks the transactions the first time; throws where they are malformed.
   */
  get size(): number {
    return this.transactions.endOffset - this.#start
  }

  /**
   * Bytes without witnesses. Walks the transactions the first time; throws where they are
   * malformed.
   */
  get strippedSize(): number {
    if (this.#strippedSize === undefined) {
      let size = this.#transactionsStart - this.#start
      for (const transaction of this.transactions) size += transaction.strippedSize
      this.#strippedSize = size
    }
    return this.#strippedSize
  }

  /**
   * Weight units of BIP 141. Walks the transactions the first time; throws where they are
   * malformed.
   */
  get weight(): number {
    return 3 * this.strippedSize + this.size
  }
}

/** The count of transactions, checked, and behind it the transactions, to be read on demand. */
export function readTransactionList(reader: ByteReader): LazyList<Transaction> {
  const count = reader.count('transactions', MinimumSizes.transaction)
  return new LazyList(reader, 'transactions', count, () => Transaction.read)
}

/**
 * Decodes a block: the header and the count of transactions now, the transactions while
 * they are walked. `block.size` equals `bytes.length` for a whole block and nothing else.
 *
 * @param bytes starting with the block; the result keeps views into them
 * @throws NodetapError `MALFORMED_PAYLOAD`, with field and byte offset
 */
export function decodeBlock(bytes: Uint8Array): Block {
  return Block.read(new ByteReader(bytes, 'block'))
}

/**
 * Decodes a block header.
 *
 * @param bytes at least 80 bytes, of which the first 80 are read; the result keeps views into them
 * @throws NodetapError `MALFORMED_PAYLOAD` where there are fewer
 */
export function decodeBlockHeader(bytes: Uint8Array): BlockHeader {
  return BlockHeader.read(new ByteReader(bytes, 'header'))
}
