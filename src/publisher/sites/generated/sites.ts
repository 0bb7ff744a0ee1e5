// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { CoinsCacheName, FlushModeName, NetworkName } from '../../../tracepoints/index.js'
import { DropCauseIndex, type RingWriter, type Text, TracepointFlag } from '../../ring/index.js'
import { mustBeBytes, wrong, writeBool, writeHash, writePayload } from '../arguments.js'
import { Site } from '../site.js'
import { coinsCacheNumber, flushModeNumber, networkNumber } from './enum-numbers.js'

/** In a constant of its own: a property of what another module exports is looked up each time. */
const GATED = TracepointFlag.Gated

/**
 * The messages of P2P connections.
 * A site of a tracepoint with these fields.
 */
export class NetMessageSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param peerId The node's number for the peer. Below 2^53.
   * @param address The peer's address and port, or host name.
   * @param connectionType How the connection came about: "inbound", "outbound-full-relay", "block-relay-only",
   *   "manual", "feeler", "addr-fetch", …
   * @param messageType The message's type: "inv", "tx", "ping", …
   * @param size Bytes of the whole payload, also where `payload` is cut. Below 2^53. Unit: bytes.
   * @param payload All of it; as much as subscribers want is copied.
   */
  fire(
    peerId: number,
    address: Text,
    connectionType: Text,
    messageType: Text,
    size: number,
    payload: Uint8Array,
  ): void {
    const ring = this.ring
    try {
      if (ring.flags[this.id] === GATED && !ring.gate.admits(this.id, messageType)) return
      if (!Number.isSafeInteger(peerId)) {
        throw wrong('peerId', peerId, 'an integer within ±(2^53 - 1)')
      }
      if (!(Number.isSafeInteger(size) && size >= 0)) {
        throw wrong('size', size, 'an integer from 0 to 2^53 - 1')
      }
      if (!(payload instanceof Uint8Array)) mustBeBytes('payload', payload)
      ring.refreshTime()
      const { texts } = ring
      const addressId = texts.known(address)
      const connectionTypeId = texts.known(connectionType)
      const messageTypeId = texts.known(messageType)
      const payloadLength = Math.min(payload.length, ring.payloadLimits[this.id] as number)
      const words = 6 + ((payloadLength + 7) >>> 3)
      if ((addressId | connectionTypeId | messageTypeId) >= 0 && ring.hasRoom(words)) {
        storeNetMessage(ring, this.id, words, payloadLength, peerId, addressId, connectionTypeId, messageTypeId, size, payload)
      } else {
        storeNetMessageLate(ring, this.id, words, payloadLength, peerId, address, connectionType, messageType, size, payload)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNetMessage(
  ring: RingWriter,
  id: number,
  words: number,
  payloadLength: number,
  peerId: number,
  addressId: number,
  connectionTypeId: number,
  messageTypeId: number,
  size: number,
  payload: Uint8Array,
): void {
  const at = ring.begin(id, words, payloadLength)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = peerId
  int32[at + 8] = addressId
  int32[at + 9] = connectionTypeId
  int32[at + 10] = messageTypeId
  float64[word + 3] = size
  writePayload(ring, at + 12, payload, payloadLength)
  ring.commit(words)
}

function storeNetMessageLate(
  ring: RingWriter,
  id: number,
  words: number,
  payloadLength: number,
  peerId: number,
  address: Text,
  connectionType: Text,
  messageType: Text,
  size: number,
  payload: Uint8Array,
): void {
  const addressId = ring.texts.id(address)
  const connectionTypeId = ring.texts.id(connectionType)
  const messageTypeId = ring.texts.id(messageType)
  if ((addressId | connectionTypeId | messageTypeId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(words) || ring.makeRoom(id, words)) {
    storeNetMessage(ring, id, words, payloadLength, peerId, addressId, connectionTypeId, messageTypeId, size, payload)
  }
}

/**
 * Connections that begin.
 * A site of a tracepoint with these fields.
 */
export class NetConnectionSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param peerId The node's number for the peer. Below 2^53.
   * @param address The peer's address and port, or host name.
   * @param connectionType How the connection came about: "inbound", "outbound-full-relay", …
   * @param network The network of the peer's address.
   * @param existingConnections Connections of that direction, this one included.
   */
  fire(
    peerId: number,
    address: Text,
    connectionType: Text,
    network: NetworkName,
    existingConnections: number,
  ): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(peerId)) {
        throw wrong('peerId', peerId, 'an integer within ±(2^53 - 1)')
      }
      if (!(Number.isSafeInteger(existingConnections) && existingConnections >= 0)) {
        throw wrong('existingConnections', existingConnections, 'an integer from 0 to 2^53 - 1')
      }
      ring.refreshTime()
      const { texts } = ring
      const addressId = texts.known(address)
      const connectionTypeId = texts.known(connectionType)
      if ((addressId | connectionTypeId) >= 0 && ring.hasRoom(6)) {
        storeNetConnection(ring, this.id, peerId, addressId, connectionTypeId, network, existingConnections)
      } else {
        storeNetConnectionLate(ring, this.id, peerId, address, connectionType, network, existingConnections)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNetConnection(
  ring: RingWriter,
  id: number,
  peerId: number,
  addressId: number,
  connectionTypeId: number,
  network: NetworkName,
  existingConnections: number,
): void {
  const at = ring.begin(id, 6, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = peerId
  int32[at + 8] = addressId
  int32[at + 9] = connectionTypeId
  int32[at + 10] = networkNumber(network)
  float64[word + 3] = existingConnections
  ring.commit(6)
}

function storeNetConnectionLate(
  ring: RingWriter,
  id: number,
  peerId: number,
  address: Text,
  connectionType: Text,
  network: NetworkName,
  existingConnections: number,
): void {
  const addressId = ring.texts.id(address)
  const connectionTypeId = ring.texts.id(connectionType)
  if ((addressId | connectionTypeId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(6) || ring.makeRoom(id, 6)) {
    storeNetConnection(ring, id, peerId, addressId, connectionTypeId, network, existingConnections)
  }
}

/**
 * Connections that end.
 * A site of a tracepoint with these fields.
 */
export class NetConnectionEndSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param peerId The node's number for the peer. Below 2^53.
   * @param address The peer's address and port, or host name.
   * @param connectionType How the connection came about: "inbound", "outbound-full-relay", …
   * @param network The network of the peer's address.
   * @param establishedAt When the connection was made, in Unix seconds. Unit: s.
   */
  fire(
    peerId: number,
    address: Text,
    connectionType: Text,
    network: NetworkName,
    establishedAt: number,
  ): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(peerId)) {
        throw wrong('peerId', peerId, 'an integer within ±(2^53 - 1)')
      }
      if (!Number.isSafeInteger(establishedAt)) {
        throw wrong('establishedAt', establishedAt, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      const { texts } = ring
      const addressId = texts.known(address)
      const connectionTypeId = texts.known(connectionType)
      if ((addressId | connectionTypeId) >= 0 && ring.hasRoom(6)) {
        storeNetConnectionEnd(ring, this.id, peerId, addressId, connectionTypeId, network, establishedAt)
      } else {
        storeNetConnectionEndLate(ring, this.id, peerId, address, connectionType, network, establishedAt)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNetConnectionEnd(
  ring: RingWriter,
  id: number,
  peerId: number,
  addressId: number,
  connectionTypeId: number,
  network: NetworkName,
  establishedAt: number,
): void {
  const at = ring.begin(id, 6, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = peerId
  int32[at + 8] = addressId
  int32[at + 9] = connectionTypeId
  int32[at + 10] = networkNumber(network)
  float64[word + 3] = establishedAt
  ring.commit(6)
}

function storeNetConnectionEndLate(
  ring: RingWriter,
  id: number,
  peerId: number,
  address: Text,
  connectionType: Text,
  network: NetworkName,
  establishedAt: number,
): void {
  const addressId = ring.texts.id(address)
  const connectionTypeId = ring.texts.id(connectionType)
  if ((addressId | connectionTypeId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(6) || ring.makeRoom(id, 6)) {
    storeNetConnectionEnd(ring, id, peerId, addressId, connectionTypeId, network, establishedAt)
  }
}

/**
 * Peers that broke the rules.
 * A site of a tracepoint with these fields.
 */
export class NetMisbehavingConnectionSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param peerId The node's number for the peer. Below 2^53.
   * @param reason What the peer did, in words. May be empty.
   */
  fire(peerId: number, reason: Text): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(peerId)) {
        throw wrong('peerId', peerId, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      const { texts } = ring
      const reasonId = texts.known(reason)
      if (reasonId >= 0 && ring.hasRoom(4)) {
        storeNetMisbehavingConnection(ring, this.id, peerId, reasonId)
      } else {
        storeNetMisbehavingConnectionLate(ring, this.id, peerId, reason)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNetMisbehavingConnection(
  ring: RingWriter,
  id: number,
  peerId: number,
  reasonId: number,
): void {
  const at = ring.begin(id, 4, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = peerId
  int32[at + 6] = reasonId
  ring.commit(4)
}

function storeNetMisbehavingConnectionLate(
  ring: RingWriter,
  id: number,
  peerId: number,
  reason: Text,
): void {
  const reasonId = ring.texts.id(reason)
  if (reasonId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(4) || ring.makeRoom(id, 4)) {
    storeNetMisbehavingConnection(ring, id, peerId, reasonId)
  }
}

/**
 * Blocks that joined the active chain.
 * A site of a tracepoint with these fields.
 */
export class BlockConnectedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param hash The block's hash. 32 bytes in internal order.
   * @param height The block's height.
   * @param transactions Transactions in the block, the coinbase included.
   * @param inputs Inputs of all those transactions, the coinbase's included.
   * @param sigopsCost The weighted cost of the block's signature operations (BIP 141), not their number.
   * @param durationNs How long it took to connect the block, in nanoseconds. Unit: ns.
   */
  fire(
    hash: Uint8Array,
    height: number,
    transactions: number,
    inputs: number,
    sigopsCost: number,
    durationNs: number,
  ): void {
    const ring = this.ring
    try {
      if ((height | 0) !== height) {
        throw wrong('height', height, 'a 32-bit integer')
      }
      if (!(Number.isSafeInteger(transactions) && transactions >= 0)) {
        throw wrong('transactions', transactions, 'an integer from 0 to 2^53 - 1')
      }
      if ((inputs | 0) !== inputs) {
        throw wrong('inputs', inputs, 'a 32-bit integer')
      }
      if (!(Number.isSafeInteger(sigopsCost) && sigopsCost >= 0)) {
        throw wrong('sigopsCost', sigopsCost, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(durationNs) && durationNs >= 0)) {
        throw wrong('durationNs', durationNs, 'an integer from 0 to 2^53 - 1')
      }
      ring.refreshTime()
      if (ring.hasRoom(10)) {
        storeBlockConnected(ring, this.id, hash, height, transactions, inputs, sigopsCost, durationNs)
      } else {
        storeBlockConnectedLate(ring, this.id, hash, height, transactions, inputs, sigopsCost, durationNs)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeBlockConnected(
  ring: RingWriter,
  id: number,
  hash: Uint8Array,
  height: number,
  transactions: number,
  inputs: number,
  sigopsCost: number,
  durationNs: number,
): void {
  const at = ring.begin(id, 10, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  writeHash(int32, at + 12, hash)
  int32[at + 10] = height
  float64[word + 2] = transactions
  int32[at + 11] = inputs
  float64[word + 3] = sigopsCost
  float64[word + 4] = durationNs
  ring.commit(10)
}

function storeBlockConnectedLate(
  ring: RingWriter,
  id: number,
  hash: Uint8Array,
  height: number,
  transactions: number,
  inputs: number,
  sigopsCost: number,
  durationNs: number,
): void {
  if (ring.hasRoom(10) || ring.makeRoom(id, 10)) {
    storeBlockConnected(ring, id, hash, height, transactions, inputs, sigopsCost, durationNs)
  }
}

/**
 * Coins (unspent outputs) in a cache.
 * A site of a tracepoint with these fields.
 */
export class CoinSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param txid The transaction whose output the coin is. 32 bytes in internal order.
   * @param vout The output's index in that transaction.
   * @param height The height at which the coin was created; 2147483647 for one that only the mempool knows.
   * @param value The coin's worth. Unit: sat.
   * @param coinbase Whether a coinbase transaction made the coin.
   * @param cache Which cache the event is about. nodetap's addition to Bitcoin Core's fields.
   */
  fire(
    txid: Uint8Array,
    vout: number,
    height: number,
    value: number,
    coinbase: boolean,
    cache: CoinsCacheName,
  ): void {
    const ring = this.ring
    try {
      if (vout >>> 0 !== vout) {
        throw wrong('vout', vout, 'an unsigned 32-bit integer')
      }
      if (height >>> 0 !== height) {
        throw wrong('height', height, 'an unsigned 32-bit integer')
      }
      if (!Number.isSafeInteger(value)) {
        throw wrong('value', value, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      if (ring.hasRoom(9)) {
        storeCoin(ring, this.id, txid, vout, height, value, coinbase, cache)
      } else {
        storeCoinLate(ring, this.id, txid, vout, height, value, coinbase, cache)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeCoin(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  vout: number,
  height: number,
  value: number,
  coinbase: boolean,
  cache: CoinsCacheName,
): void {
  const at = ring.begin(id, 9, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  writeHash(int32, at + 10, txid)
  int32[at + 6] = vout
  int32[at + 7] = height
  float64[word + 2] = value
  writeBool(int32, at + 8, coinbase)
  int32[at + 9] = coinsCacheNumber(cache)
  ring.commit(9)
}

function storeCoinLate(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  vout: number,
  height: number,
  value: number,
  coinbase: boolean,
  cache: CoinsCacheName,
): void {
  if (ring.hasRoom(9) || ring.makeRoom(id, 9)) {
    storeCoin(ring, id, txid, vout, height, value, coinbase, cache)
  }
}

/**
 * Writes of the cache of unspent outputs to disk.
 * A site of a tracepoint with these fields.
 */
export class CacheFlushSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param durationUs How long the flush took, in microseconds. Unit: us.
   * @param mode Why it was flushed.
   * @param coins Coins in the cache before.
   * @param memoryBytes Memory the cache took before. Unit: bytes.
   * @param forPrune Whether it happened in order to prune.
   */
  fire(
    durationUs: number,
    mode: FlushModeName,
    coins: number,
    memoryBytes: number,
    forPrune: boolean,
  ): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(durationUs)) {
        throw wrong('durationUs', durationUs, 'an integer within ±(2^53 - 1)')
      }
      if (!(Number.isSafeInteger(coins) && coins >= 0)) {
        throw wrong('coins', coins, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(memoryBytes) && memoryBytes >= 0)) {
        throw wrong('memoryBytes', memoryBytes, 'an integer from 0 to 2^53 - 1')
      }
      ring.refreshTime()
      if (ring.hasRoom(6)) {
        storeCacheFlush(ring, this.id, durationUs, mode, coins, memoryBytes, forPrune)
      } else {
        storeCacheFlushLate(ring, this.id, durationUs, mode, coins, memoryBytes, forPrune)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeCacheFlush(
  ring: RingWriter,
  id: number,
  durationUs: number,
  mode: FlushModeName,
  coins: number,
  memoryBytes: number,
  forPrune: boolean,
): void {
  const at = ring.begin(id, 6, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = durationUs
  int32[at + 10] = flushModeNumber(mode)
  float64[word + 3] = coins
  float64[word + 4] = memoryBytes
  writeBool(int32, at + 11, forPrune)
  ring.commit(6)
}

function storeCacheFlushLate(
  ring: RingWriter,
  id: number,
  durationUs: number,
  mode: FlushModeName,
  coins: number,
  memoryBytes: number,
  forPrune: boolean,
): void {
  if (ring.hasRoom(6) || ring.makeRoom(id, 6)) {
    storeCacheFlush(ring, id, durationUs, mode, coins, memoryBytes, forPrune)
  }
}

/**
 * Transactions that entered the mempool.
 * A site of a tracepoint with these fields.
 */
export class MempoolAddedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param txid The transaction. 32 bytes in internal order.
   * @param vsize Its virtual size (BIP 141). Unit: vbyte.
   * @param feeSat Its fee. Unit: sat.
   */
  fire(txid: Uint8Array, vsize: number, feeSat: number): void {
    const ring = this.ring
    try {
      if ((vsize | 0) !== vsize) {
        throw wrong('vsize', vsize, 'a 32-bit integer')
      }
      if (!Number.isSafeInteger(feeSat)) {
        throw wrong('feeSat', feeSat, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      if (ring.hasRoom(8)) {
        storeMempoolAdded(ring, this.id, txid, vsize, feeSat)
      } else {
        storeMempoolAddedLate(ring, this.id, txid, vsize, feeSat)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeMempoolAdded(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  vsize: number,
  feeSat: number,
): void {
  const at = ring.begin(id, 8, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  writeHash(int32, at + 8, txid)
  int32[at + 6] = vsize
  float64[word + 2] = feeSat
  ring.commit(8)
}

function storeMempoolAddedLate(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  vsize: number,
  feeSat: number,
): void {
  if (ring.hasRoom(8) || ring.makeRoom(id, 8)) {
    storeMempoolAdded(ring, id, txid, vsize, feeSat)
  }
}

/**
 * Transactions that left the mempool.
 * A site of a tracepoint with these fields.
 */
export class MempoolRemovedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param txid The transaction. 32 bytes in internal order.
   * @param reason Why: "expiry", "sizelimit", "reorg", "block", "conflict" or "replaced".
   * @param vsize Its virtual size (BIP 141). Unit: vbyte.
   * @param feeSat Its fee. Unit: sat.
   * @param enteredAt When it had entered the mempool, in Unix seconds. Unit: s.
   */
  fire(txid: Uint8Array, reason: Text, vsize: number, feeSat: number, enteredAt: number): void {
    const ring = this.ring
    try {
      if ((vsize | 0) !== vsize) {
        throw wrong('vsize', vsize, 'a 32-bit integer')
      }
      if (!Number.isSafeInteger(feeSat)) {
        throw wrong('feeSat', feeSat, 'an integer within ±(2^53 - 1)')
      }
      if (!Number.isSafeInteger(enteredAt)) {
        throw wrong('enteredAt', enteredAt, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      const { texts } = ring
      const reasonId = texts.known(reason)
      if (reasonId >= 0 && ring.hasRoom(9)) {
        storeMempoolRemoved(ring, this.id, txid, reasonId, vsize, feeSat, enteredAt)
      } else {
        storeMempoolRemovedLate(ring, this.id, txid, reason, vsize, feeSat, enteredAt)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeMempoolRemoved(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  reasonId: number,
  vsize: number,
  feeSat: number,
  enteredAt: number,
): void {
  const at = ring.begin(id, 9, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  writeHash(int32, at + 10, txid)
  int32[at + 8] = reasonId
  int32[at + 9] = vsize
  float64[word + 2] = feeSat
  float64[word + 3] = enteredAt
  ring.commit(9)
}

function storeMempoolRemovedLate(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  reason: Text,
  vsize: number,
  feeSat: number,
  enteredAt: number,
): void {
  const reasonId = ring.texts.id(reason)
  if (reasonId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(9) || ring.makeRoom(id, 9)) {
    storeMempoolRemoved(ring, id, txid, reasonId, vsize, feeSat, enteredAt)
  }
}

/**
 * Transactions that had to make way for others.
 * A site of a tracepoint with these fields.
 */
export class MempoolReplacedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param replacedTxid The transaction that goes. 32 bytes in internal order.
   * @param replacedVsize Its virtual size. Unit: vbyte.
   * @param replacedFeeSat Its fee. Unit: sat.
   * @param replacedEnteredAt When it had entered the mempool, in Unix seconds. Unit: s.
   * @param replacementId What takes its place: a txid, or the hash of a package. 32 bytes in internal order.
   * @param replacementVsize The replacement's virtual size, of the whole package if it is one. Unit: vbyte.
   * @param replacementFeeSat The replacement's modified fee, of the whole package if it is one. Unit: sat.
   * @param replacementIsTxid Whether `replacementId` is a txid; otherwise it is a package hash.
   */
  fire(
    replacedTxid: Uint8Array,
    replacedVsize: number,
    replacedFeeSat: number,
    replacedEnteredAt: number,
    replacementId: Uint8Array,
    replacementVsize: number,
    replacementFeeSat: number,
    replacementIsTxid: boolean,
  ): void {
    const ring = this.ring
    try {
      if ((replacedVsize | 0) !== replacedVsize) {
        throw wrong('replacedVsize', replacedVsize, 'a 32-bit integer')
      }
      if (!Number.isSafeInteger(replacedFeeSat)) {
        throw wrong('replacedFeeSat', replacedFeeSat, 'an integer within ±(2^53 - 1)')
      }
      if (!Number.isSafeInteger(replacedEnteredAt)) {
        throw wrong('replacedEnteredAt', replacedEnteredAt, 'an integer within ±(2^53 - 1)')
      }
      if ((replacementVsize | 0) !== replacementVsize) {
        throw wrong('replacementVsize', replacementVsize, 'a 32-bit integer')
      }
      if (!Number.isSafeInteger(replacementFeeSat)) {
        throw wrong('replacementFeeSat', replacementFeeSat, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      if (ring.hasRoom(15)) {
        storeMempoolReplaced(ring, this.id, replacedTxid, replacedVsize, replacedFeeSat, replacedEnteredAt, replacementId, replacementVsize, replacementFeeSat, replacementIsTxid)
      } else {
        storeMempoolReplacedLate(ring, this.id, replacedTxid, replacedVsize, replacedFeeSat, replacedEnteredAt, replacementId, replacementVsize, replacementFeeSat, replacementIsTxid)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeMempoolReplaced(
  ring: RingWriter,
  id: number,
  replacedTxid: Uint8Array,
  replacedVsize: number,
  replacedFeeSat: number,
  replacedEnteredAt: number,
  replacementId: Uint8Array,
  replacementVsize: number,
  replacementFeeSat: number,
  replacementIsTxid: boolean,
): void {
  const at = ring.begin(id, 15, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  writeHash(int32, at + 14, replacedTxid)
  int32[at + 10] = replacedVsize
  float64[word + 2] = replacedFeeSat
  float64[word + 3] = replacedEnteredAt
  writeHash(int32, at + 22, replacementId)
  int32[at + 11] = replacementVsize
  float64[word + 4] = replacementFeeSat
  writeBool(int32, at + 12, replacementIsTxid)
  ring.commit(15)
}

function storeMempoolReplacedLate(
  ring: RingWriter,
  id: number,
  replacedTxid: Uint8Array,
  replacedVsize: number,
  replacedFeeSat: number,
  replacedEnteredAt: number,
  replacementId: Uint8Array,
  replacementVsize: number,
  replacementFeeSat: number,
  replacementIsTxid: boolean,
): void {
  if (ring.hasRoom(15) || ring.makeRoom(id, 15)) {
    storeMempoolReplaced(ring, id, replacedTxid, replacedVsize, replacedFeeSat, replacedEnteredAt, replacementId, replacementVsize, replacementFeeSat, replacementIsTxid)
  }
}

/**
 * Transactions that were not accepted.
 * A site of a tracepoint with these fields.
 */
export class MempoolRejectedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param txid The transaction. 32 bytes in internal order.
   * @param reason Why, in words; free text.
   */
  fire(txid: Uint8Array, reason: Text): void {
    const ring = this.ring
    try {
      ring.refreshTime()
      const { texts } = ring
      const reasonId = texts.known(reason)
      if (reasonId >= 0 && ring.hasRoom(7)) {
        storeMempoolRejected(ring, this.id, txid, reasonId)
      } else {
        storeMempoolRejectedLate(ring, this.id, txid, reason)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeMempoolRejected(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  reasonId: number,
): void {
  const at = ring.begin(id, 7, 0)
  const int32 = ring.int32
  writeHash(int32, at + 6, txid)
  int32[at + 4] = reasonId
  ring.commit(7)
}

function storeMempoolRejectedLate(
  ring: RingWriter,
  id: number,
  txid: Uint8Array,
  reason: Text,
): void {
  const reasonId = ring.texts.id(reason)
  if (reasonId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(7) || ring.makeRoom(id, 7)) {
    storeMempoolRejected(ring, id, txid, reasonId)
  }
}

/**
 * Choices of coins to pay with.
 * A site of a tracepoint with these fields.
 */
export class SelectedCoinsSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param wallet The wallet's name.
   * @param algorithm The selection algorithm: "bnb", "knapsack", "srd", "cg", or the source's own name for it.
   * @param targetSat The amount to reach. Unit: sat.
   * @param wasteSat The selection's waste: what it costs more than spending these coins at a long-term fee rate. Unit: sat.
   * @param selectedSat The worth of the coins chosen. Unit: sat.
   */
  fire(
    wallet: Text,
    algorithm: Text,
    targetSat: number,
    wasteSat: number,
    selectedSat: number,
  ): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(targetSat)) {
        throw wrong('targetSat', targetSat, 'an integer within ±(2^53 - 1)')
      }
      if (!Number.isSafeInteger(wasteSat)) {
        throw wrong('wasteSat', wasteSat, 'an integer within ±(2^53 - 1)')
      }
      if (!Number.isSafeInteger(selectedSat)) {
        throw wrong('selectedSat', selectedSat, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      const { texts } = ring
      const walletId = texts.known(wallet)
      const algorithmId = texts.known(algorithm)
      if ((walletId | algorithmId) >= 0 && ring.hasRoom(6)) {
        storeSelectedCoins(ring, this.id, walletId, algorithmId, targetSat, wasteSat, selectedSat)
      } else {
        storeSelectedCoinsLate(ring, this.id, wallet, algorithm, targetSat, wasteSat, selectedSat)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeSelectedCoins(
  ring: RingWriter,
  id: number,
  walletId: number,
  algorithmId: number,
  targetSat: number,
  wasteSat: number,
  selectedSat: number,
): void {
  const at = ring.begin(id, 6, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 10] = walletId
  int32[at + 11] = algorithmId
  float64[word + 2] = targetSat
  float64[word + 3] = wasteSat
  float64[word + 4] = selectedSat
  ring.commit(6)
}

function storeSelectedCoinsLate(
  ring: RingWriter,
  id: number,
  wallet: Text,
  algorithm: Text,
  targetSat: number,
  wasteSat: number,
  selectedSat: number,
): void {
  const walletId = ring.texts.id(wallet)
  const algorithmId = ring.texts.id(algorithm)
  if ((walletId | algorithmId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(6) || ring.makeRoom(id, 6)) {
    storeSelectedCoins(ring, id, walletId, algorithmId, targetSat, wasteSat, selectedSat)
  }
}

/**
 * Attempts to create a transaction in the normal way.
 * A site of a tracepoint with these fields.
 */
export class CreateTxSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param wallet The wallet's name.
   * @param success Whether a transaction was created.
   * @param feeSat Its fee. Unit: sat.
   * @param changePosition The index of its change output; -1: it has none.
   */
  fire(wallet: Text, success: boolean, feeSat: number, changePosition: number): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(feeSat)) {
        throw wrong('feeSat', feeSat, 'an integer within ±(2^53 - 1)')
      }
      if ((changePosition | 0) !== changePosition) {
        throw wrong('changePosition', changePosition, 'a 32-bit integer')
      }
      ring.refreshTime()
      const { texts } = ring
      const walletId = texts.known(wallet)
      if (walletId >= 0 && ring.hasRoom(5)) {
        storeCreateTx(ring, this.id, walletId, success, feeSat, changePosition)
      } else {
        storeCreateTxLate(ring, this.id, wallet, success, feeSat, changePosition)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeCreateTx(
  ring: RingWriter,
  id: number,
  walletId: number,
  success: boolean,
  feeSat: number,
  changePosition: number,
): void {
  const at = ring.begin(id, 5, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 6] = walletId
  writeBool(int32, at + 7, success)
  float64[word + 2] = feeSat
  int32[at + 8] = changePosition
  ring.commit(5)
}

function storeCreateTxLate(
  ring: RingWriter,
  id: number,
  wallet: Text,
  success: boolean,
  feeSat: number,
  changePosition: number,
): void {
  const walletId = ring.texts.id(wallet)
  if (walletId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(5) || ring.makeRoom(id, 5)) {
    storeCreateTx(ring, id, walletId, success, feeSat, changePosition)
  }
}

/**
 * Second attempts that avoid partial spends, about to begin.
 * A site of a tracepoint with these fields.
 */
export class AttemptingApsSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param wallet The wallet's name.
   */
  fire(wallet: Text): void {
    const ring = this.ring
    try {
      ring.refreshTime()
      const { texts } = ring
      const walletId = texts.known(wallet)
      if (walletId >= 0 && ring.hasRoom(3)) {
        storeAttemptingAps(ring, this.id, walletId)
      } else {
        storeAttemptingApsLate(ring, this.id, wallet)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeAttemptingAps(ring: RingWriter, id: number, walletId: number): void {
  const at = ring.begin(id, 3, 0)
  const int32 = ring.int32
  int32[at + 4] = walletId
  ring.commit(3)
}

function storeAttemptingApsLate(ring: RingWriter, id: number, wallet: Text): void {
  const walletId = ring.texts.id(wallet)
  if (walletId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(3) || ring.makeRoom(id, 3)) {
    storeAttemptingAps(ring, id, walletId)
  }
}

/**
 * Second attempts that avoid partial spends, and what came of them.
 * A site of a tracepoint with these fields.
 */
export class ApsCreateTxSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param wallet The wallet's name.
   * @param apsUsed Whether the wallet uses this transaction instead of the first.
   * @param success Whether a transaction was created.
   * @param feeSat Its fee. Unit: sat.
   * @param changePosition The index of its change output; -1: it has none.
   */
  fire(
    wallet: Text,
    apsUsed: boolean,
    success: boolean,
    feeSat: number,
    changePosition: number,
  ): void {
    const ring = this.ring
    try {
      if (!Number.isSafeInteger(feeSat)) {
        throw wrong('feeSat', feeSat, 'an integer within ±(2^53 - 1)')
      }
      if ((changePosition | 0) !== changePosition) {
        throw wrong('changePosition', changePosition, 'a 32-bit integer')
      }
      ring.refreshTime()
      const { texts } = ring
      const walletId = texts.known(wallet)
      if (walletId >= 0 && ring.hasRoom(5)) {
        storeApsCreateTx(ring, this.id, walletId, apsUsed, success, feeSat, changePosition)
      } else {
        storeApsCreateTxLate(ring, this.id, wallet, apsUsed, success, feeSat, changePosition)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeApsCreateTx(
  ring: RingWriter,
  id: number,
  walletId: number,
  apsUsed: boolean,
  success: boolean,
  feeSat: number,
  changePosition: number,
): void {
  const at = ring.begin(id, 5, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 6] = walletId
  writeBool(int32, at + 7, apsUsed)
  writeBool(int32, at + 8, success)
  float64[word + 2] = feeSat
  int32[at + 9] = changePosition
  ring.commit(5)
}

function storeApsCreateTxLate(
  ring: RingWriter,
  id: number,
  wallet: Text,
  apsUsed: boolean,
  success: boolean,
  feeSat: number,
  changePosition: number,
): void {
  const walletId = ring.texts.id(wallet)
  if (walletId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(5) || ring.makeRoom(id, 5)) {
    storeApsCreateTx(ring, id, walletId, apsUsed, success, feeSat, changePosition)
  }
}

/**
 * Peers of the moment.
 * A site of a tracepoint with these fields.
 */
export class SnapshotPeerSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param snapshotId Which snapshot it is part of; unique while the publisher runs.
   * @param peerId The node's number for the peer. Below 2^53.
   * @param address The peer's address and port, or host name.
   * @param connectionType How the connection came about: "inbound", "outbound-full-relay", …
   * @param network The network of the peer's address.
   * @param establishedAt When the connection was made, in Unix seconds. Unit: s.
   * @param messagesReceived P2P messages from the peer; 0 where the source does not count them.
   * @param messagesSent P2P messages to the peer; 0 where the source does not count them.
   * @param bytesReceived Bytes from the peer, message headers included; 0 where the source does not count them. Unit: bytes.
   * @param bytesSent Bytes to the peer, message headers included; 0 where the source does not count them. Unit: bytes.
   * @param protocolVersion The version that the peer has named; 0: none yet.
   * @param userAgent What software the peer says it is; empty: nothing yet.
   * @param pingUs The shortest round trip so far, in microseconds; -1: not known. Unit: us.
   */
  fire(
    snapshotId: number,
    peerId: number,
    address: Text,
    connectionType: Text,
    network: NetworkName,
    establishedAt: number,
    messagesReceived: number,
    messagesSent: number,
    bytesReceived: number,
    bytesSent: number,
    protocolVersion: number,
    userAgent: Text,
    pingUs: number,
  ): void {
    const ring = this.ring
    try {
      if (snapshotId >>> 0 !== snapshotId) {
        throw wrong('snapshotId', snapshotId, 'an unsigned 32-bit integer')
      }
      if (!Number.isSafeInteger(peerId)) {
        throw wrong('peerId', peerId, 'an integer within ±(2^53 - 1)')
      }
      if (!Number.isSafeInteger(establishedAt)) {
        throw wrong('establishedAt', establishedAt, 'an integer within ±(2^53 - 1)')
      }
      if (!(Number.isSafeInteger(messagesReceived) && messagesReceived >= 0)) {
        throw wrong('messagesReceived', messagesReceived, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(messagesSent) && messagesSent >= 0)) {
        throw wrong('messagesSent', messagesSent, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(bytesReceived) && bytesReceived >= 0)) {
        throw wrong('bytesReceived', bytesReceived, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(bytesSent) && bytesSent >= 0)) {
        throw wrong('bytesSent', bytesSent, 'an integer from 0 to 2^53 - 1')
      }
      if (protocolVersion >>> 0 !== protocolVersion) {
        throw wrong('protocolVersion', protocolVersion, 'an unsigned 32-bit integer')
      }
      if (!Number.isSafeInteger(pingUs)) {
        throw wrong('pingUs', pingUs, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      const { texts } = ring
      const addressId = texts.known(address)
      const connectionTypeId = texts.known(connectionType)
      const userAgentId = texts.known(userAgent)
      if ((addressId | connectionTypeId | userAgentId) >= 0 && ring.hasRoom(12)) {
        storeSnapshotPeer(ring, this.id, snapshotId, peerId, addressId, connectionTypeId, network, establishedAt, messagesReceived, messagesSent, bytesReceived, bytesSent, protocolVersion, userAgentId, pingUs)
      } else {
        storeSnapshotPeerLate(ring, this.id, snapshotId, peerId, address, connectionType, network, establishedAt, messagesReceived, messagesSent, bytesReceived, bytesSent, protocolVersion, userAgent, pingUs)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeSnapshotPeer(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  peerId: number,
  addressId: number,
  connectionTypeId: number,
  network: NetworkName,
  establishedAt: number,
  messagesReceived: number,
  messagesSent: number,
  bytesReceived: number,
  bytesSent: number,
  protocolVersion: number,
  userAgentId: number,
  pingUs: number,
): void {
  const at = ring.begin(id, 12, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 18] = snapshotId
  float64[word + 2] = peerId
  int32[at + 19] = addressId
  int32[at + 20] = connectionTypeId
  int32[at + 21] = networkNumber(network)
  float64[word + 3] = establishedAt
  float64[word + 4] = messagesReceived
  float64[word + 5] = messagesSent
  float64[word + 6] = bytesReceived
  float64[word + 7] = bytesSent
  int32[at + 22] = protocolVersion
  int32[at + 23] = userAgentId
  float64[word + 8] = pingUs
  ring.commit(12)
}

function storeSnapshotPeerLate(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  peerId: number,
  address: Text,
  connectionType: Text,
  network: NetworkName,
  establishedAt: number,
  messagesReceived: number,
  messagesSent: number,
  bytesReceived: number,
  bytesSent: number,
  protocolVersion: number,
  userAgent: Text,
  pingUs: number,
): void {
  const addressId = ring.texts.id(address)
  const connectionTypeId = ring.texts.id(connectionType)
  const userAgentId = ring.texts.id(userAgent)
  if ((addressId | connectionTypeId | userAgentId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(12) || ring.makeRoom(id, 12)) {
    storeSnapshotPeer(ring, id, snapshotId, peerId, addressId, connectionTypeId, network, establishedAt, messagesReceived, messagesSent, bytesReceived, bytesSent, protocolVersion, userAgentId, pingUs)
  }
}

/**
 * Mempools of the moment, summed up.
 * A site of a tracepoint with these fields.
 */
export class SnapshotMempoolSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param snapshotId Which snapshot it is part of; unique while the publisher runs.
   * @param transactions Transactions in the mempool.
   * @param vsize Their virtual sizes (BIP 141), added up. Unit: vbyte.
   * @param feeSat Their fees, added up. Unit: sat.
   * @param memoryBytes Memory that the mempool takes. Unit: bytes.
   * @param minFeeRate The fee rate below which no transaction is taken now, in satoshis for 1000 virtual bytes. Unit: sat.
   */
  fire(
    snapshotId: number,
    transactions: number,
    vsize: number,
    feeSat: number,
    memoryBytes: number,
    minFeeRate: number,
  ): void {
    const ring = this.ring
    try {
      if (snapshotId >>> 0 !== snapshotId) {
        throw wrong('snapshotId', snapshotId, 'an unsigned 32-bit integer')
      }
      if (!(Number.isSafeInteger(transactions) && transactions >= 0)) {
        throw wrong('transactions', transactions, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(vsize) && vsize >= 0)) {
        throw wrong('vsize', vsize, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(feeSat) && feeSat >= 0)) {
        throw wrong('feeSat', feeSat, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(memoryBytes) && memoryBytes >= 0)) {
        throw wrong('memoryBytes', memoryBytes, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(minFeeRate) && minFeeRate >= 0)) {
        throw wrong('minFeeRate', minFeeRate, 'an integer from 0 to 2^53 - 1')
      }
      ring.refreshTime()
      if (ring.hasRoom(8)) {
        storeSnapshotMempool(ring, this.id, snapshotId, transactions, vsize, feeSat, memoryBytes, minFeeRate)
      } else {
        storeSnapshotMempoolLate(ring, this.id, snapshotId, transactions, vsize, feeSat, memoryBytes, minFeeRate)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeSnapshotMempool(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  transactions: number,
  vsize: number,
  feeSat: number,
  memoryBytes: number,
  minFeeRate: number,
): void {
  const at = ring.begin(id, 8, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 14] = snapshotId
  float64[word + 2] = transactions
  float64[word + 3] = vsize
  float64[word + 4] = feeSat
  float64[word + 5] = memoryBytes
  float64[word + 6] = minFeeRate
  ring.commit(8)
}

function storeSnapshotMempoolLate(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  transactions: number,
  vsize: number,
  feeSat: number,
  memoryBytes: number,
  minFeeRate: number,
): void {
  if (ring.hasRoom(8) || ring.makeRoom(id, 8)) {
    storeSnapshotMempool(ring, id, snapshotId, transactions, vsize, feeSat, memoryBytes, minFeeRate)
  }
}

/**
 * Tips of the moment.
 * A site of a tracepoint with these fields.
 */
export class SnapshotTipSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param snapshotId Which snapshot it is part of; unique while the publisher runs.
   * @param hash The block's hash. 32 bytes in internal order.
   * @param height The block's height.
   * @param blockTime The time in the block's header, in Unix seconds. Unit: s.
   */
  fire(snapshotId: number, hash: Uint8Array, height: number, blockTime: number): void {
    const ring = this.ring
    try {
      if (snapshotId >>> 0 !== snapshotId) {
        throw wrong('snapshotId', snapshotId, 'an unsigned 32-bit integer')
      }
      if ((height | 0) !== height) {
        throw wrong('height', height, 'a 32-bit integer')
      }
      if (!Number.isSafeInteger(blockTime)) {
        throw wrong('blockTime', blockTime, 'an integer within ±(2^53 - 1)')
      }
      ring.refreshTime()
      if (ring.hasRoom(8)) {
        storeSnapshotTip(ring, this.id, snapshotId, hash, height, blockTime)
      } else {
        storeSnapshotTipLate(ring, this.id, snapshotId, hash, height, blockTime)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeSnapshotTip(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  hash: Uint8Array,
  height: number,
  blockTime: number,
): void {
  const at = ring.begin(id, 8, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 6] = snapshotId
  writeHash(int32, at + 8, hash)
  int32[at + 7] = height
  float64[word + 2] = blockTime
  ring.commit(8)
}

function storeSnapshotTipLate(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  hash: Uint8Array,
  height: number,
  blockTime: number,
): void {
  if (ring.hasRoom(8) || ring.makeRoom(id, 8)) {
    storeSnapshotTip(ring, id, snapshotId, hash, height, blockTime)
  }
}

/**
 * Ends of snapshots.
 * A site of a tracepoint with these fields.
 */
export class SnapshotEndSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param snapshotId Which snapshot has ended; unique while the publisher runs.
   * @param records Records of the snapshot, this one left out.
   * @param missing Records that the source had and that are not here: they did not fit. 0: none.
   * @param failure What kept the source from telling all of its state; empty: nothing. Free text.
   * @param durationUs How long the source took, in microseconds. Unit: us.
   */
  fire(
    snapshotId: number,
    records: number,
    missing: number,
    failure: Text,
    durationUs: number,
  ): void {
    const ring = this.ring
    try {
      if (snapshotId >>> 0 !== snapshotId) {
        throw wrong('snapshotId', snapshotId, 'an unsigned 32-bit integer')
      }
      if (!(Number.isSafeInteger(records) && records >= 0)) {
        throw wrong('records', records, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(missing) && missing >= 0)) {
        throw wrong('missing', missing, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(durationUs) && durationUs >= 0)) {
        throw wrong('durationUs', durationUs, 'an integer from 0 to 2^53 - 1')
      }
      ring.refreshTime()
      const { texts } = ring
      const failureId = texts.known(failure)
      if (failureId >= 0 && ring.hasRoom(6)) {
        storeSnapshotEnd(ring, this.id, snapshotId, records, missing, failureId, durationUs)
      } else {
        storeSnapshotEndLate(ring, this.id, snapshotId, records, missing, failure, durationUs)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeSnapshotEnd(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  records: number,
  missing: number,
  failureId: number,
  durationUs: number,
): void {
  const at = ring.begin(id, 6, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  int32[at + 10] = snapshotId
  float64[word + 2] = records
  float64[word + 3] = missing
  int32[at + 11] = failureId
  float64[word + 4] = durationUs
  ring.commit(6)
}

function storeSnapshotEndLate(
  ring: RingWriter,
  id: number,
  snapshotId: number,
  records: number,
  missing: number,
  failure: Text,
  durationUs: number,
): void {
  const failureId = ring.texts.id(failure)
  if (failureId < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(6) || ring.makeRoom(id, 6)) {
    storeSnapshotEnd(ring, id, snapshotId, records, missing, failureId, durationUs)
  }
}

/**
 * Subscriptions that begin.
 * A site of a tracepoint with these fields.
 */
export class NodetapSubscribedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param subscriptionId The publisher's number for the subscription; unique while it runs.
   * @param connectionId Equal for subscriptions on one connection.
   * @param processId The subscriber's, as it says itself; 0: it does not say.
   * @param kind "columns", "rows" (a client of upstream's prototype) or "aggregate".
   * @param tracepoints The tracepoints subscribed to, with spaces between them; cut where they are many.
   * @param where Its condition in nodetap's notation; empty: none.
   * @param subscriptions Subscriptions there are now, this one included.
   */
  fire(
    subscriptionId: number,
    connectionId: number,
    processId: number,
    kind: Text,
    tracepoints: Text,
    where: Text,
    subscriptions: number,
  ): void {
    const ring = this.ring
    try {
      if (!(Number.isSafeInteger(subscriptionId) && subscriptionId >= 0)) {
        throw wrong('subscriptionId', subscriptionId, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(connectionId) && connectionId >= 0)) {
        throw wrong('connectionId', connectionId, 'an integer from 0 to 2^53 - 1')
      }
      if (processId >>> 0 !== processId) {
        throw wrong('processId', processId, 'an unsigned 32-bit integer')
      }
      if (subscriptions >>> 0 !== subscriptions) {
        throw wrong('subscriptions', subscriptions, 'an unsigned 32-bit integer')
      }
      ring.refreshTime()
      const { texts } = ring
      const kindId = texts.known(kind)
      const tracepointsId = texts.known(tracepoints)
      const whereId = texts.known(where)
      if ((kindId | tracepointsId | whereId) >= 0 && ring.hasRoom(7)) {
        storeNodetapSubscribed(ring, this.id, subscriptionId, connectionId, processId, kindId, tracepointsId, whereId, subscriptions)
      } else {
        storeNodetapSubscribedLate(ring, this.id, subscriptionId, connectionId, processId, kind, tracepoints, where, subscriptions)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNodetapSubscribed(
  ring: RingWriter,
  id: number,
  subscriptionId: number,
  connectionId: number,
  processId: number,
  kindId: number,
  tracepointsId: number,
  whereId: number,
  subscriptions: number,
): void {
  const at = ring.begin(id, 7, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = subscriptionId
  float64[word + 3] = connectionId
  int32[at + 8] = processId
  int32[at + 9] = kindId
  int32[at + 10] = tracepointsId
  int32[at + 11] = whereId
  int32[at + 12] = subscriptions
  ring.commit(7)
}

function storeNodetapSubscribedLate(
  ring: RingWriter,
  id: number,
  subscriptionId: number,
  connectionId: number,
  processId: number,
  kind: Text,
  tracepoints: Text,
  where: Text,
  subscriptions: number,
): void {
  const kindId = ring.texts.id(kind)
  const tracepointsId = ring.texts.id(tracepoints)
  const whereId = ring.texts.id(where)
  if ((kindId | tracepointsId | whereId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(7) || ring.makeRoom(id, 7)) {
    storeNodetapSubscribed(ring, id, subscriptionId, connectionId, processId, kindId, tracepointsId, whereId, subscriptions)
  }
}

/**
 * Subscriptions that end.
 * A site of a tracepoint with these fields.
 */
export class NodetapUnsubscribedSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param subscriptionId The publisher's number for the subscription; unique while it runs.
   * @param connectionId Equal for subscriptions on one connection.
   * @param processId The subscriber's, as it says itself; 0: it does not say.
   * @param sentEvents Events sent to it.
   * @param sentBytes Bytes of batches sent to it. Unit: bytes.
   * @param lostEvents Events that it wanted and did not get, whatever the cause.
   * @param durationUs How long it lasted, in microseconds. Unit: us.
   * @param workerTimeUs Time that the worker spent on it, in microseconds. Unit: us.
   * @param subscriptions Subscriptions that are left.
   */
  fire(
    subscriptionId: number,
    connectionId: number,
    processId: number,
    sentEvents: number,
    sentBytes: number,
    lostEvents: number,
    durationUs: number,
    workerTimeUs: number,
    subscriptions: number,
  ): void {
    const ring = this.ring
    try {
      if (!(Number.isSafeInteger(subscriptionId) && subscriptionId >= 0)) {
        throw wrong('subscriptionId', subscriptionId, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(connectionId) && connectionId >= 0)) {
        throw wrong('connectionId', connectionId, 'an integer from 0 to 2^53 - 1')
      }
      if (processId >>> 0 !== processId) {
        throw wrong('processId', processId, 'an unsigned 32-bit integer')
      }
      if (!(Number.isSafeInteger(sentEvents) && sentEvents >= 0)) {
        throw wrong('sentEvents', sentEvents, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(sentBytes) && sentBytes >= 0)) {
        throw wrong('sentBytes', sentBytes, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(lostEvents) && lostEvents >= 0)) {
        throw wrong('lostEvents', lostEvents, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(durationUs) && durationUs >= 0)) {
        throw wrong('durationUs', durationUs, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(workerTimeUs) && workerTimeUs >= 0)) {
        throw wrong('workerTimeUs', workerTimeUs, 'an integer from 0 to 2^53 - 1')
      }
      if (subscriptions >>> 0 !== subscriptions) {
        throw wrong('subscriptions', subscriptions, 'an unsigned 32-bit integer')
      }
      ring.refreshTime()
      if (ring.hasRoom(10)) {
        storeNodetapUnsubscribed(ring, this.id, subscriptionId, connectionId, processId, sentEvents, sentBytes, lostEvents, durationUs, workerTimeUs, subscriptions)
      } else {
        storeNodetapUnsubscribedLate(ring, this.id, subscriptionId, connectionId, processId, sentEvents, sentBytes, lostEvents, durationUs, workerTimeUs, subscriptions)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNodetapUnsubscribed(
  ring: RingWriter,
  id: number,
  subscriptionId: number,
  connectionId: number,
  processId: number,
  sentEvents: number,
  sentBytes: number,
  lostEvents: number,
  durationUs: number,
  workerTimeUs: number,
  subscriptions: number,
): void {
  const at = ring.begin(id, 10, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = subscriptionId
  float64[word + 3] = connectionId
  int32[at + 18] = processId
  float64[word + 4] = sentEvents
  float64[word + 5] = sentBytes
  float64[word + 6] = lostEvents
  float64[word + 7] = durationUs
  float64[word + 8] = workerTimeUs
  int32[at + 19] = subscriptions
  ring.commit(10)
}

function storeNodetapUnsubscribedLate(
  ring: RingWriter,
  id: number,
  subscriptionId: number,
  connectionId: number,
  processId: number,
  sentEvents: number,
  sentBytes: number,
  lostEvents: number,
  durationUs: number,
  workerTimeUs: number,
  subscriptions: number,
): void {
  if (ring.hasRoom(10) || ring.makeRoom(id, 10)) {
    storeNodetapUnsubscribed(ring, id, subscriptionId, connectionId, processId, sentEvents, sentBytes, lostEvents, durationUs, workerTimeUs, subscriptions)
  }
}

/**
 * Losses of the last second.
 * A site of a tracepoint with these fields.
 */
export class NodetapLostSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param subscriptionId The subscription that lost them; 0: every one that wanted them, before they reached any.
   * @param lostTracepoint The tracepoint whose events were lost.
   * @param cause Why: "ringFull", "queueFull", "tooLarge", "fault", "rateLimit" or "missed".
   * @param lostEvents How many.
   * @param firstSequence They lie from this sequence number on …
   * @param lastSequence … up to this one, both included.
   */
  fire(
    subscriptionId: number,
    lostTracepoint: Text,
    cause: Text,
    lostEvents: number,
    firstSequence: number,
    lastSequence: number,
  ): void {
    const ring = this.ring
    try {
      if (!(Number.isSafeInteger(subscriptionId) && subscriptionId >= 0)) {
        throw wrong('subscriptionId', subscriptionId, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(lostEvents) && lostEvents >= 0)) {
        throw wrong('lostEvents', lostEvents, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(firstSequence) && firstSequence >= 0)) {
        throw wrong('firstSequence', firstSequence, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(lastSequence) && lastSequence >= 0)) {
        throw wrong('lastSequence', lastSequence, 'an integer from 0 to 2^53 - 1')
      }
      ring.refreshTime()
      const { texts } = ring
      const lostTracepointId = texts.known(lostTracepoint)
      const causeId = texts.known(cause)
      if ((lostTracepointId | causeId) >= 0 && ring.hasRoom(7)) {
        storeNodetapLost(ring, this.id, subscriptionId, lostTracepointId, causeId, lostEvents, firstSequence, lastSequence)
      } else {
        storeNodetapLostLate(ring, this.id, subscriptionId, lostTracepoint, cause, lostEvents, firstSequence, lastSequence)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNodetapLost(
  ring: RingWriter,
  id: number,
  subscriptionId: number,
  lostTracepointId: number,
  causeId: number,
  lostEvents: number,
  firstSequence: number,
  lastSequence: number,
): void {
  const at = ring.begin(id, 7, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = subscriptionId
  int32[at + 12] = lostTracepointId
  int32[at + 13] = causeId
  float64[word + 3] = lostEvents
  float64[word + 4] = firstSequence
  float64[word + 5] = lastSequence
  ring.commit(7)
}

function storeNodetapLostLate(
  ring: RingWriter,
  id: number,
  subscriptionId: number,
  lostTracepoint: Text,
  cause: Text,
  lostEvents: number,
  firstSequence: number,
  lastSequence: number,
): void {
  const lostTracepointId = ring.texts.id(lostTracepoint)
  const causeId = ring.texts.id(cause)
  if ((lostTracepointId | causeId) < 0) {
    ring.drop(id, DropCauseIndex.RingFull)
    return
  }
  if (ring.hasRoom(7) || ring.makeRoom(id, 7)) {
    storeNodetapLost(ring, id, subscriptionId, lostTracepointId, causeId, lostEvents, firstSequence, lastSequence)
  }
}

/**
 * States of the ring.
 * A site of a tracepoint with these fields.
 */
export class NodetapRingSite extends Site {
  /**
   * Records an event. Call it only where {@link enabled} is true. Never throws.
   * @param usedBytes Bytes that wait for the worker. Unit: bytes.
   * @param highWaterBytes The most that a look of the worker's has found waiting since the event before. Unit: bytes.
   * @param capacityBytes Bytes of the whole ring. Unit: bytes.
   * @param firedEvents Events of the node's tracepoints since the publisher started, fired while wanted.
   * @param lostEvents Of these, events that reached no subscription.
   * @param subscriptions Subscriptions there are.
   * @param connections Connections there are.
   */
  fire(
    usedBytes: number,
    highWaterBytes: number,
    capacityBytes: number,
    firedEvents: number,
    lostEvents: number,
    subscriptions: number,
    connections: number,
  ): void {
    const ring = this.ring
    try {
      if (!(Number.isSafeInteger(usedBytes) && usedBytes >= 0)) {
        throw wrong('usedBytes', usedBytes, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(highWaterBytes) && highWaterBytes >= 0)) {
        throw wrong('highWaterBytes', highWaterBytes, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(capacityBytes) && capacityBytes >= 0)) {
        throw wrong('capacityBytes', capacityBytes, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(firedEvents) && firedEvents >= 0)) {
        throw wrong('firedEvents', firedEvents, 'an integer from 0 to 2^53 - 1')
      }
      if (!(Number.isSafeInteger(lostEvents) && lostEvents >= 0)) {
        throw wrong('lostEvents', lostEvents, 'an integer from 0 to 2^53 - 1')
      }
      if (subscriptions >>> 0 !== subscriptions) {
        throw wrong('subscriptions', subscriptions, 'an unsigned 32-bit integer')
      }
      if (connections >>> 0 !== connections) {
        throw wrong('connections', connections, 'an unsigned 32-bit integer')
      }
      ring.refreshTime()
      if (ring.hasRoom(8)) {
        storeNodetapRing(ring, this.id, usedBytes, highWaterBytes, capacityBytes, firedEvents, lostEvents, subscriptions, connections)
      } else {
        storeNodetapRingLate(ring, this.id, usedBytes, highWaterBytes, capacityBytes, firedEvents, lostEvents, subscriptions, connections)
      }
    } catch (error) {
      ring.fault(this.id, error)
    }
  }
}

function storeNodetapRing(
  ring: RingWriter,
  id: number,
  usedBytes: number,
  highWaterBytes: number,
  capacityBytes: number,
  firedEvents: number,
  lostEvents: number,
  subscriptions: number,
  connections: number,
): void {
  const at = ring.begin(id, 8, 0)
  const float64 = ring.float64
  const word = at >> 1
  const int32 = ring.int32
  float64[word + 2] = usedBytes
  float64[word + 3] = highWaterBytes
  float64[word + 4] = capacityBytes
  float64[word + 5] = firedEvents
  float64[word + 6] = lostEvents
  int32[at + 14] = subscriptions
  int32[at + 15] = connections
  ring.commit(8)
}

function storeNodetapRingLate(
  ring: RingWriter,
  id: number,
  usedBytes: number,
  highWaterBytes: number,
  capacityBytes: number,
  firedEvents: number,
  lostEvents: number,
  subscriptions: number,
  connections: number,
): void {
  if (ring.hasRoom(8) || ring.makeRoom(id, 8)) {
    storeNodetapRing(ring, id, usedBytes, highWaterBytes, capacityBytes, firedEvents, lostEvents, subscriptions, connections)
  }
}

/** The sites of all tracepoints, by their names. */
export interface Tracepoints {
  /** A P2P message has arrived from a peer and is about to be processed. */
  readonly 'net:inbound_message': NetMessageSite
  /** A P2P message has been queued to be sent to a peer. */
  readonly 'net:outbound_message': NetMessageSite
  /** A peer has connected to the node. */
  readonly 'net:inbound_connection': NetConnectionSite
  /** The node has connected to a peer. */
  readonly 'net:outbound_connection': NetConnectionSite
  /**
   * The node has chosen an inbound peer to make room for another. Its connection is closed next.
   */
  readonly 'net:evicted_inbound_connection': NetConnectionEndSite
  /** A connection has ended, whoever ended it. */
  readonly 'net:closed_connection': NetConnectionEndSite
  /** A peer broke the rules of the protocol. */
  readonly 'net:misbehaving_connection': NetMisbehavingConnectionSite
  /** A block has been connected to the active chain. */
  readonly 'validation:block_connected': BlockConnectedSite
  /** A coin has been added to a cache of unspent outputs. Fires for temporary caches too. */
  readonly 'utxocache:add': CoinSite
  /** A coin in a cache of unspent outputs has been spent. Fires for temporary caches too. */
  readonly 'utxocache:spent': CoinSite
  /** A coin has been dropped from a cache without being spent. */
  readonly 'utxocache:uncache': CoinSite
  /** The cache of unspent outputs has been written to disk. */
  readonly 'utxocache:flush': CacheFlushSite
  /** A transaction has entered the mempool. */
  readonly 'mempool:added': MempoolAddedSite
  /** A transaction has left the mempool. */
  readonly 'mempool:removed': MempoolRemovedSite
  /**
   * A transaction in the mempool is being replaced: one event for each that goes, descendants
   * of the direct conflicts included. Every `replaced` of a replacement comes before every
   * `removed` of it, and those before its `added`.
   */
  readonly 'mempool:replaced': MempoolReplacedSite
  /** A transaction has not been accepted into the mempool. */
  readonly 'mempool:rejected': MempoolRejectedSite
  /** A wallet has chosen the coins to pay with. */
  readonly 'coin_selection:selected_coins': SelectedCoinsSite
  /** A wallet has tried to create a transaction in the normal way. */
  readonly 'coin_selection:normal_create_tx_internal': CreateTxSite
  /** A wallet is about to try again while avoiding partial spends. */
  readonly 'coin_selection:attempting_aps_create_tx': AttemptingApsSite
  /** A wallet has tried to create a transaction while avoiding partial spends. */
  readonly 'coin_selection:aps_create_tx_internal': ApsCreateTxSite
  /** A peer that is connected. Part of a snapshot of a subscription to `net` tracepoints. */
  readonly 'snapshot:peer': SnapshotPeerSite
  /** What the mempool holds. Part of a snapshot of a subscription to `mempool` tracepoints. */
  readonly 'snapshot:mempool': SnapshotMempoolSite
  /**
   * The last block of the active chain. Part of a snapshot of a subscription to `validation` or
   * `utxocache` tracepoints.
   */
  readonly 'snapshot:tip': SnapshotTipSite
  /** The snapshot is complete, or the source has no more of it. Every snapshot ends with one. */
  readonly 'snapshot:end': SnapshotEndSite
  /** A subscription has begun: of every other than the subscriber's own. */
  readonly 'nodetap:subscribed': NodetapSubscribedSite
  /** A subscription has ended. */
  readonly 'nodetap:unsubscribed': NodetapUnsubscribedSite
  /**
   * Events have been lost since the last time this was told, at most once a second: one event for
   * each tracepoint, cause and subscription concerned. Losses of `nodetap` events are not told so.
   */
  readonly 'nodetap:lost': NodetapLostSite
  /** The state of the ring between the node and the publisher's worker, once a second. */
  readonly 'nodetap:ring': NodetapRingSite
}

/** Makes the sites that write to `ring`. */
export function createSites(ring: RingWriter): Tracepoints {
  return {
    'net:inbound_message': new NetMessageSite(ring, 0),
    'net:outbound_message': new NetMessageSite(ring, 1),
    'net:inbound_connection': new NetConnectionSite(ring, 2),
    'net:outbound_connection': new NetConnectionSite(ring, 3),
    'net:evicted_inbound_connection': new NetConnectionEndSite(ring, 4),
    'net:closed_connection': new NetConnectionEndSite(ring, 5),
    'net:misbehaving_connection': new NetMisbehavingConnectionSite(ring, 6),
    'validation:block_connected': new BlockConnectedSite(ring, 7),
    'utxocache:add': new CoinSite(ring, 8),
    'utxocache:spent': new CoinSite(ring, 9),
    'utxocache:uncache': new CoinSite(ring, 10),
    'utxocache:flush': new CacheFlushSite(ring, 11),
    'mempool:added': new MempoolAddedSite(ring, 12),
    'mempool:removed': new MempoolRemovedSite(ring, 13),
    'mempool:replaced': new MempoolReplacedSite(ring, 14),
    'mempool:rejected': new MempoolRejectedSite(ring, 15),
    'coin_selection:selected_coins': new SelectedCoinsSite(ring, 16),
    'coin_selection:normal_create_tx_internal': new CreateTxSite(ring, 17),
    'coin_selection:attempting_aps_create_tx': new AttemptingApsSite(ring, 18),
    'coin_selection:aps_create_tx_internal': new ApsCreateTxSite(ring, 19),
    'snapshot:peer': new SnapshotPeerSite(ring, 20),
    'snapshot:mempool': new SnapshotMempoolSite(ring, 21),
    'snapshot:tip': new SnapshotTipSite(ring, 22),
    'snapshot:end': new SnapshotEndSite(ring, 23),
    'nodetap:subscribed': new NodetapSubscribedSite(ring, 24),
    'nodetap:unsubscribed': new NodetapUnsubscribedSite(ring, 25),
    'nodetap:lost': new NodetapLostSite(ring, 26),
    'nodetap:ring': new NodetapRingSite(ring, 27),
  }
}
