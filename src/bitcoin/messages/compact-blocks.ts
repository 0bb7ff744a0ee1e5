import { BlockHeader, readTransactionList } from '../block.js'
import type { ByteReader } from '../byte-reader.js'
import { bytesToHex } from '../hash.js'
import { type ElementReader, LazyList } from '../lazy-list.js'
import { BitcoinLimits, MinimumSizes } from '../limits.js'
import { Transaction } from '../transaction.js'
import type { MessageBase } from './message-base.js'

/** `sendcmpct` (BIP 152). */
export interface SendCompactMessage extends MessageBase<'sendcmpct'> {
  /**
   * 1: blocks shall come as `cmpctblock` without being announced first (high bandwidth); 0:
   * only on request; nodes refuse anything else.
   */
  readonly announce: number
  /** 2 is the version with witnesses, the only one in use. */
  readonly version: bigint
}

/** A transaction that comes whole in a `cmpctblock`. */
export interface PrefilledTransaction {
  /** Its index in the block, absolute. */
  readonly index: number
  readonly transaction: Transaction
}

/** `cmpctblock` (BIP 152). Prefilled transactions are read while they are walked. */
export interface CompactBlockMessage extends MessageBase<'cmpctblock'> {
  readonly header: BlockHeader
  /** Seed of the short ids. */
  readonly nonce: bigint
  /** 6 bytes each, one behind the other, in block order: a view; see {@link shortIdToHex}. */
  readonly shortIds: Uint8Array
  readonly shortIdCount: number
  readonly prefilledTransactions: LazyList<PrefilledTransaction>
}

/** `getblocktxn` (BIP 152). */
export interface GetBlockTransactionsMessage extends MessageBase<'getblocktxn'> {
  readonly blockHash: Uint8Array
  /** Absolute and ascending, decoded from their differences. */
  readonly indexes: readonly number[]
}

/** `blocktxn` (BIP 152). Transactions are read while they are walked. */
export interface BlockTransactionsMessage extends MessageBase<'blocktxn'> {
  readonly blockHash: Uint8Array
  readonly transactions: LazyList<Transaction>
}

/**
 * The short id at `index` of `shortIds` as 12 hex digits, the number with its highest digit first.
 */
export function shortIdToHex(shortIds: Uint8Array, index: number): string {
  const offset = index * MinimumSizes.shortId
  return bytesToHex(shortIds.slice(offset, offset + MinimumSizes.shortId).reverse())
}

export function readSendCompact(reader: ByteReader): SendCompactMessage {
  const size = reader.remaining
  const announce = reader.uint8('announce')
  const version = reader.uint64('version')
  return {
    kind: 'sendcmpct',
    messageType: 'sendcmpct',
    size,
    trailingBytes: reader.remaining,
    announce,
    version,
  }
}

export function readCompactBlock(reader: ByteReader): CompactBlockMessage {
  const size = reader.remaining
  const header = BlockHeader.read(reader)
  const nonce = reader.uint64('nonce')
  const shortIdCount = reader.count(
    'shortIds',
    MinimumSizes.shortId,
    BitcoinLimits.compactBlockTransactions,
  )
  const shortIds = reader.view(shortIdCount * MinimumSizes.shortId, 'shortIds')
  const prefilledCount = reader.count(
    'prefilledTransactions',
    MinimumSizes.prefilledTransaction,
    BitcoinLimits.compactBlockTransactions - shortIdCount,
  )
  const prefilledTransactions = new LazyList(reader, 'prefilledTransactions', prefilledCount, () =>
    prefilledReader(shortIdCount),
  )
  return {
    kind: 'cmpctblock',
    messageType: 'cmpctblock',
    size,
    get trailingBytes() {
      return size - prefilledTransactions.endOffset
    },
    header,
    nonce,
    shortIds,
    shortIdCount,
    prefilledTransactions,
  }
}

export function readGetBlockTransactions(reader: ByteReader): GetBlockTransactionsMessage {
  const size = reader.remaining
  const blockHash = reader.hash('blockHash')
  const count = reader.count(
    'indexes',
    MinimumSizes.compactSize,
    BitcoinLimits.compactBlockTransactions,
  )
  const indexes: number[] = []
  let previous = -1
  reader.enter('indexes')
  for (let position = 0; position < count; position++) {
    reader.at(position)
    previous = readDifference(reader, previous)
    indexes.push(previous)
  }
  reader.leave()
  return {
    kind: 'getblocktxn',
    messageType: 'getblocktxn',
    size,
    trailingBytes: reader.remaining,
    blockHash,
    indexes,
  }
}

export function readBlockTransactions(reader: ByteReader): BlockTransactionsMessage {
  const size = reader.remaining
  const blockHash = reader.hash('blockHash')
  const transactions = readTransactionList(reader)
  return {
    kind: 'blocktxn',
    messageType: 'blocktxn',
    size,
    get trailingBytes() {
      return size - transactions.endOffset
    },
    blockHash,
    transactions,
  }
}

/**
 * Prefilled transactions number themselves by their distance from the one before, and may
 * not leave a gap that the short ids don't fill.
 */
function prefilledReader(shortIdCount: number): ElementReader<PrefilledTransaction> {
  let previous = -1
  return (reader, position) => {
    const start = reader.position
    previous = readDifference(reader, previous)
    if (previous > shortIdCount + position) {
      reader.fail('index', `index ${previous} leaves a gap behind the short ids`, start)
    }
    return { index: previous, transaction: Transaction.read(reader) }
  }
}

/** BIP 152's differential index: how many are between `previous` and this one. */
function readDifference(reader: ByteReader, previous: number): number {
  const start = reader.position
  const index = previous + 1 + reader.compactSize('index')
  if (index > BitcoinLimits.compactBlockTransactions) {
    reader.fail('index', `index ${index} is over ${BitcoinLimits.compactBlockTransactions}`, start)
  }
  return index
}
