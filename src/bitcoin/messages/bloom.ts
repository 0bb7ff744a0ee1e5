import { BlockHeader } from '../block.js'
import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits } from '../limits.js'
import type { MessageBase } from './message-base.js'

/** `filterload` (BIP 37). */
export interface FilterLoadMessage extends MessageBase<'filterload'> {
  /** The bits, a view into the payload. */
  readonly filter: Uint8Array
  /** Nodes refuse more than 50. */
  readonly hashFunctions: number
  readonly tweak: number
  /** How matched outputs update the filter: 0 none, 1 all, 2 pay-to-public-key only. */
  readonly flags: number
}

/** `filteradd` (BIP 37). */
export interface FilterAddMessage extends MessageBase<'filteradd'> {
  /** A view into the payload. */
  readonly element: Uint8Array
}

/** `merkleblock` (BIP 37): the matched part of a block's Merkle tree. */
export interface MerkleBlockMessage extends MessageBase<'merkleblock'> {
  readonly header: BlockHeader
  /** Transactions of the whole block, as the sender claims. */
  readonly transactionCount: number
  /** Nodes of the tree, depth first: 32 bytes in internal order each, views into the payload. */
  readonly hashes: readonly Uint8Array[]
  /** Eight bits a byte, the lowest first, depth first: a view into the payload. */
  readonly flags: Uint8Array
}

export function readFilterLoad(reader: ByteReader): FilterLoadMessage {
  const size = reader.remaining
  const filter = reader.varBytes('filter', BitcoinLimits.bloomFilterBytes)
  const hashFunctions = reader.uint32('hashFunctions')
  const tweak = reader.uint32('tweak')
  const flags = reader.uint8('flags')
  return {
    kind: 'filterload',
    messageType: 'filterload',
    size,
    trailingBytes: reader.remaining,
    filter,
    hashFunctions,
    tweak,
    flags,
  }
}

export function readFilterAdd(reader: ByteReader): FilterAddMessage {
  const size = reader.remaining
  const element = reader.varBytes('element', BitcoinLimits.filterElementBytes)
  return {
    kind: 'filteradd',
    messageType: 'filteradd',
    size,
    trailingBytes: reader.remaining,
    element,
  }
}

export function readMerkleBlock(reader: ByteReader): MerkleBlockMessage {
  const size = reader.remaining
  const header = BlockHeader.read(reader)
  const transactionCount = reader.uint32('transactionCount')
  const hashes = reader.hashes('hashes')
  const flags = reader.varBytes('flags')
  return {
    kind: 'merkleblock',
    messageType: 'merkleblock',
    size,
    trailingBytes: reader.remaining,
    header,
    transactionCount,
    hashes,
    flags,
  }
}
