import { BLOCK_HEADER_SIZE, BlockHeader } from './block.js'
import { ByteReader } from './byte-reader.js'
import { BitcoinLimits } from './limits.js'
import * as addresses from './messages/addresses.js'
import * as blocks from './messages/blocks.js'
import * as bloom from './messages/bloom.js'
import * as compactBlocks from './messages/compact-blocks.js'
import * as control from './messages/control.js'
import * as filters from './messages/filters-bip157.js'
import * as handshake from './messages/handshake.js'
import * as headers from './messages/headers.js'
import * as inventory from './messages/inventory.js'

/** A message of a type that is not known here: its bytes as they are. */
export interface RawMessage {
  readonly kind: 'raw'
  /** As handed in: perhaps chosen by a peer, so escape it before showing it. */
  readonly messageType: string
  /** Bytes of the payload. */
  readonly size: number
  readonly trailingBytes: 0
  readonly payload: Uint8Array
}

/** A message of which only the first bytes are at hand, because a subscriber asked for no more. */
export interface CutMessage {
  readonly kind: 'cut'
  /** As handed in: perhaps chosen by a peer, so escape it before showing it. */
  readonly messageType: string
  /** Bytes of the whole payload, of which `payload.length` are at hand. */
  readonly size: number
  readonly trailingBytes: 0
  readonly payload: Uint8Array
  /** What the message announces to hold, where that comes first: entries, headers, addresses. */
  readonly count: number | undefined
  /** The block's header, where the message starts with one and all of it is at hand. */
  readonly header: BlockHeader | undefined
}

/** A whole message of a known type; `kind` tells which. */
export type KnownMessage =
  | handshake.VersionMessage
  | handshake.SendTransactionReconciliationMessage
  | handshake.FeatureMessage
  | { [Kind in control.EmptyMessageType]: control.EmptyMessage<Kind> }[control.EmptyMessageType]
  | control.PingMessage
  | control.PongMessage
  | control.FeeFilterMessage
  | control.RejectMessage
  | addresses.AddressesMessage<'addr'>
  | addresses.AddressesMessage<'addrv2'>
  | inventory.InventoryMessage<'inv'>
  | inventory.InventoryMessage<'getdata'>
  | inventory.InventoryMessage<'notfound'>
  | headers.LocatorMessage<'getblocks'>
  | headers.LocatorMessage<'getheaders'>
  | headers.HeadersMessage
  | blocks.TransactionMessage
  | blocks.BlockMessage
  | compactBlocks.SendCompactMessage
  | compactBlocks.CompactBlockMessage
  | compactBlocks.GetBlockTransactionsMessage
  | compactBlocks.BlockTransactionsMessage
  | bloom.FilterLoadMessage
  | bloom.FilterAddMessage
  | bloom.MerkleBlockMessage
  | filters.FilterRangeMessage<'getcfilters'>
  | filters.FilterRangeMessage<'getcfheaders'>
  | filters.FilterMessage
  | filters.FilterHeadersMessage
  | filters.GetFilterCheckpointsMessage
  | filters.FilterCheckpointsMessage

/** What {@link decodeMessage} returns: tell the shapes apart by `kind`. */
export type DecodedMessage = KnownMessage | RawMessage | CutMessage

/** The type names of {@link KnownMessage}. */
export type KnownMessageType = KnownMessage['kind']

/** A message of one kind: `MessageOfKind<'inv'>`. */
export type MessageOfKind<Kind extends DecodedMessage['kind']> = Extract<
  DecodedMessage,
  { readonly kind: Kind }
>

/** What is known of a message besides its bytes. */
export interface DecodeMessageOptions {
  /**
   * Bytes of the whole payload as the node saw it; default `payload.length`. If it is more,
   * the result is a {@link CutMessage}.
   */
  readonly wholeSize?: number
}

/** Keyed by what its type says, so that neither a type nor its decoder can be forgotten. */
const decoders: { [Kind in KnownMessageType]: (reader: ByteReader) => MessageOfKind<Kind> } = {
  version: handshake.readVersion,
  verack: reader => control.readEmpty(reader, 'verack'),
  sendaddrv2: reader => control.readEmpty(reader, 'sendaddrv2'),
  wtxidrelay: reader => control.readEmpty(reader, 'wtxidrelay'),
  sendtxrcncl: handshake.readSendTransactionReconciliation,
  feature: handshake.readFeature,
  ping: control.readPing,
  pong: control.readPong,
  getaddr: reader => control.readEmpty(reader, 'getaddr'),
  addr: addresses.readAddr,
  addrv2: addresses.readAddrV2,
  inv: reader => inventory.readInventory(reader, 'inv'),
  getdata: reader => inventory.readInventory(reader, 'getdata'),
  notfound: reader => inventory.readInventory(reader, 'notfound'),
  getblocks: reader => headers.readLocator(reader, 'getblocks'),
  getheaders: reader => headers.readLocator(reader, 'getheaders'),
  headers: headers.readHeaders,
  sendheaders: reader => control.readEmpty(reader, 'sendheaders'),
  tx: blocks.readTransaction,
  block: blocks.readBlock,
  mempool: reader => control.readEmpty(reader, 'mempool'),
  feefilter: control.readFeeFilter,
  reject: control.readReject,
  sendcmpct: compactBlocks.readSendCompact,
  cmpctblock: compactBlocks.readCompactBlock,
  getblocktxn: compactBlocks.readGetBlockTransactions,
  blocktxn: compactBlocks.readBlockTransactions,
  filterload: bloom.readFilterLoad,
  filteradd: bloom.readFilterAdd,
  filterclear: reader => control.readEmpty(reader, 'filterclear'),
  merkleblock: bloom.readMerkleBlock,
  getcfilters: reader => filters.readFilterRange(reader, 'getcfilters'),
  cfilter: filters.readFilter,
  getcfheaders: reader => filters.readFilterRange(reader, 'getcfheaders'),
  cfheaders: filters.readFilterHeaders,
  getcfcheckpt: filters.readGetFilterCheckpoints,
  cfcheckpt: filters.readFilterCheckpoints,
}

/** A map, because the names looked up are hostile: `constructor` is no message type. */
const decoderByType: ReadonlyMap<string, (reader: ByteReader) => KnownMessage> = new Map(
  Object.entries(decoders),
)

/** Types that start with a count of their elements. */
const countFirst: ReadonlySet<string> = new Set<KnownMessageType>([
  'inv',
  'getdata',
  'notfound',
  'addr',
  'addrv2',
  'headers',
])

/** Types that start with a block header. */
const headerFirst: ReadonlySet<string> = new Set<KnownMessageType>([
  'block',
  'cmpctblock',
  'merkleblock',
])

/** All message types that {@link decodeMessage} knows. */
export const knownMessageTypes = Object.keys(decoders) as readonly KnownMessageType[]

/**
 * Decodes the payload of one P2P message.
 *
 * Bytes and hashes in the result are views into `payload`: copy what has to outlive it. The
 * transactions of `block`, `blocktxn` and `cmpctblock` are read while they are walked, so a
 * malformed one is found only then.
 *
 * @param messageType the name on the wire, without its padding
 * @param payload the bytes behind the message's header, or the first of them
 * @returns a {@link RawMessage} for a type that is not known, a {@link CutMessage} where
 *   `wholeSize` says that bytes are missing
 * @throws NodetapError `MALFORMED_PAYLOAD`, with field and byte offset: also for a count or
 *   size over the protocol's limits, and for `wholeSize` below `payload.length`
 */
export function decodeMessage(
  messageType: string,
  payload: Uint8Array,
  options?: DecodeMessageOptions,
): DecodedMessage {
  const size = options?.wholeSize ?? payload.length
  const decode = decoderByType.get(messageType)
  const reader = new ByteReader(payload, decode === undefined ? 'message' : messageType)
  if (size > BitcoinLimits.payloadBytes) {
    reader.fail('payload', `${size} bytes are over the limit of ${BitcoinLimits.payloadBytes}`)
  }
  if (!(size >= payload.length)) {
    reader.fail('payload', `wholeSize is ${size}, but ${payload.length} bytes are here`)
  }
  if (size > payload.length) return readCut(messageType, reader, size)
  if (decode === undefined) return { kind: 'raw', messageType, size, trailingBytes: 0, payload }
  return decode(reader)
}

function readCut(messageType: string, reader: ByteReader, size: number): CutMessage {
  const header =
    headerFirst.has(messageType) && reader.remaining >= BLOCK_HEADER_SIZE
      ? BlockHeader.read(reader)
      : undefined
  // A CompactSize that counts takes 1, 3 or 5 bytes: with fewer at hand it may be cut itself.
  const count =
    countFirst.has(messageType) && reader.remaining >= 5 ? reader.compactSize('count') : undefined
  const payload = reader.bytes
  return { kind: 'cut', messageType, size, trailingBytes: 0, payload, count, header }
}
