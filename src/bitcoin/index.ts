/** Decoding of Bitcoin's P2P payloads, transactions and blocks. */

export { type Block, type BlockHeader, decodeBlock, decodeBlockHeader } from './block.js'
export {
  CAPTURE_RECEIVED_FILE,
  CAPTURE_SENT_FILE,
  type CaptureHeader,
  CaptureRecordLayout,
  readCaptureHeader,
  writeCaptureHeader,
} from './capture-record.js'
export {
  type CutMessage,
  type DecodedMessage,
  type DecodeMessageOptions,
  decodeMessage,
  type KnownMessage,
  type KnownMessageType,
  knownMessageTypes,
  type MessageOfKind,
  type RawMessage,
} from './decode-message.js'
export { describeMessage } from './describe-message.js'
export { doubleSha256, hashToHex, hexToHash } from './hash.js'
export type { LazyList } from './lazy-list.js'
export { BitcoinLimits } from './limits.js'
export {
  blockHeaderToJson,
  blockToJson,
  decodedToJson,
  type JsonObject,
  type JsonValue,
  transactionToJson,
} from './message-json.js'
export type { AddressesMessage, GossipedAddress } from './messages/addresses.js'
export type { BlockMessage, TransactionMessage } from './messages/blocks.js'
export type { FilterAddMessage, FilterLoadMessage, MerkleBlockMessage } from './messages/bloom.js'
export {
  type BlockTransactionsMessage,
  type CompactBlockMessage,
  type GetBlockTransactionsMessage,
  type PrefilledTransaction,
  type SendCompactMessage,
  shortIdToHex,
} from './messages/compact-blocks.js'
export type {
  EmptyMessage,
  EmptyMessageType,
  FeeFilterMessage,
  PingMessage,
  PongMessage,
  RejectMessage,
} from './messages/control.js'
export type {
  FilterCheckpointsMessage,
  FilterHeadersMessage,
  FilterMessage,
  FilterRangeMessage,
  GetFilterCheckpointsMessage,
} from './messages/filters-bip157.js'
export type {
  FeatureMessage,
  SendTransactionReconciliationMessage,
  VersionAddress,
  VersionMessage,
} from './messages/handshake.js'
export type { HeadersMessage, LocatorMessage } from './messages/headers.js'
export {
  type InventoryEntry,
  type InventoryMessage,
  InventoryTypes,
  inventoryTypeName,
} from './messages/inventory.js'
export {
  formatAddress,
  formatAddressAndPort,
  type NetworkAddress,
  type NetworkName,
} from './network-address.js'
export { serviceFlagNames } from './services.js'
export { escapePeerText } from './text.js'
export {
  decodeTransaction,
  type Transaction,
  type TransactionInput,
  type TransactionOutput,
} from './transaction.js'
