import { Block, BlockHeader } from './block.js'
import type { DecodedMessage } from './decode-message.js'
import { bytesToHex, hashToHex } from './hash.js'
import { LazyList } from './lazy-list.js'
import { shortIdToHex } from './messages/compact-blocks.js'
import { formatAddress, type NetworkAddress } from './network-address.js'
import { Transaction } from './transaction.js'

/** What JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue }

/**
 * Fields that hold hashes, alone or in lists: shown in display order. Other bytes are plain hex.
 */
const hashFields: ReadonlySet<string> = new Set([
  'hash',
  'hashes',
  'blockHash',
  'previousHash',
  'stopHash',
  'locatorHashes',
  'merkleRoot',
  'txid',
  'wtxid',
  'previousTxid',
  'filterHashes',
  'filterHeaders',
  'previousFilterHeader',
])

/**
 * A plain object for JSON: bytes as hex, hashes in display order, 64-bit integers as decimal
 * strings, absent fields left out. Everything is in it, also the transactions of blocks: a
 * 1 MB block makes several MB.
 *
 * @throws NodetapError `MALFORMED_PAYLOAD` where transactions read on demand are malformed
 */
export function decodedToJson(message: DecodedMessage): JsonObject {
  return objectToJson(message)
}

/** The fields, hashes and sizes of a transaction, in the manner of {@link decodedToJson}. */
export function transactionToJson(transaction: Transaction): JsonObject {
  return objectToJson({
    txid: transaction.txid,
    wtxid: transaction.wtxid,
    version: transaction.version,
    size: transaction.size,
    vsize: transaction.vsize,
    weight: transaction.weight,
    inputs: transaction.inputs,
    outputs: transaction.outputs,
    lockTime: transaction.lockTime,
  })
}

/** The fields and hash of a block header, in the manner of {@link decodedToJson}. */
export function blockHeaderToJson(header: BlockHeader): JsonObject {
  return objectToJson({
    hash: header.hash,
    version: header.version,
    previousHash: header.previousHash,
    merkleRoot: header.merkleRoot,
    timeS: header.timeS,
    bits: header.bits,
    nonce: header.nonce,
  })
}

/** Header, sizes and all transactions of a block, in the manner of {@link decodedToJson}. */
export function blockToJson(block: Block): JsonObject {
  return objectToJson({
    header: block.header,
    size: block.size,
    weight: block.weight,
    transactions: block.transactions,
  })
}

function objectToJson(object: object): JsonObject {
  const json: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue
    if (key === 'shortIds' && value instanceof Uint8Array) json[key] = shortIdsToJson(value)
    else json[key] = valueToJson(key, value)
  }
  // Whoever reads the JSON has no formatAddress.
  if (isAddress(object)) json['address'] = formatAddress(object)
  return json
}

function valueToJson(key: string, value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return hashFields.has(key) ? hashToHex(value) : bytesToHex(value)
  if (value instanceof Transaction) return transactionToJson(value)
  if (value instanceof BlockHeader) return blockHeaderToJson(value)
  if (value instanceof Block) return blockToJson(value)
  if (Array.isArray(value) || value instanceof LazyList) {
    const elements: JsonValue[] = []
    for (const element of value) elements.push(valueToJson(key, element))
    return elements
  }
  return typeof value === 'object' && value !== null ? objectToJson(value) : null
}

function shortIdsToJson(shortIds: Uint8Array): string[] {
  return Array.from({ length: shortIds.length / 6 }, (_, index) => shortIdToHex(shortIds, index))
}

function isAddress(object: object): object is NetworkAddress {
  return 'networkId' in object && 'network' in object && 'bytes' in object
}
