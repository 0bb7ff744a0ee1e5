import { Block } from '../block.js'
import type { ByteReader } from '../byte-reader.js'
import { Transaction } from '../transaction.js'
import type { MessageBase } from './message-base.js'

/** `tx`. */
export interface TransactionMessage extends MessageBase<'tx'> {
  readonly transaction: Transaction
}

/** `block`. Transactions are read while they are walked. */
export interface BlockMessage extends MessageBase<'block'> {
  readonly block: Block
}

export function readTransaction(reader: ByteReader): TransactionMessage {
  const size = reader.remaining
  const transaction = Transaction.read(reader)
  return {
    kind: 'tx',
    messageType: 'tx',
    size,
    trailingBytes: reader.remaining,
    transaction,
  }
}

export function readBlock(reader: ByteReader): BlockMessage {
  const size = reader.remaining
  const block = Block.read(reader)
  return {
    kind: 'block',
    messageType: 'block',
    size,
    get trailingBytes() {
      return size - block.size
    },
    block,
  }
}
