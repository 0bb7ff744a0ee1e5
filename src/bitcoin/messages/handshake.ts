import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits } from '../limits.js'
import { type NetworkAddress, readAddressV1 } from '../network-address.js'
import type { MessageBase } from './message-base.js'

/** An address in `version`, with the services said to be there. */
export interface VersionAddress extends NetworkAddress {
  readonly services: bigint
}

/**
 * `version`: the first message of a connection. Old peers end it after any of the optional fields.
 */
export interface VersionMessage extends MessageBase<'version'> {
  /** Protocol version, signed as sent. */
  readonly version: number
  /** Service bits of the sender; see `serviceFlagNames`. */
  readonly services: bigint
  /** Unix time of the sender's clock, seconds; may be negative. */
  readonly timeS: number
  /** The receiver, as the sender sees it. */
  readonly receiver: VersionAddress
  /** The sender, as it sees itself; nodes ignore it and send zeros. */
  readonly sender: VersionAddress | undefined
  /** Random; a node that sees its own is connected to itself. */
  readonly nonce: bigint | undefined
  /** One character a byte, unescaped: chosen by the peer, so escape it before showing it. */
  readonly userAgent: string | undefined
  /** Height of the sender's chain. */
  readonly startHeight: number | undefined
  /** BIP 37: whether transactions may be announced before a filter is loaded. Absent means yes. */
  readonly relay: boolean | undefined
}

/** `sendtxrcncl` (BIP 330). */
export interface SendTransactionReconciliationMessage extends MessageBase<'sendtxrcncl'> {
  readonly version: number
  readonly salt: bigint
}

/** `feature` (BIP 434). */
export interface FeatureMessage extends MessageBase<'feature'> {
  /** One character a byte, unescaped: chosen by the peer. */
  readonly featureId: string
  /** What the feature's own specification says: a view into the payload. */
  readonly featureData: Uint8Array
}

export function readVersion(reader: ByteReader): VersionMessage {
  const size = reader.remaining
  const version = reader.int32('version')
  const services = reader.uint64('services')
  const timeS = reader.safeInt64('timeS')
  const receiver = readVersionAddress(reader, 'receiver')
  let sender: VersionAddress | undefined
  let nonce: bigint | undefined
  let userAgent: string | undefined
  let startHeight: number | undefined
  let relay: boolean | undefined
  if (reader.remaining > 0) {
    sender = readVersionAddress(reader, 'sender')
    nonce = reader.uint64('nonce')
  }
  if (reader.remaining > 0) userAgent = reader.varText('userAgent', BitcoinLimits.userAgentBytes)
  if (reader.remaining > 0) startHeight = reader.int32('startHeight')
  if (reader.remaining > 0) relay = reader.bool('relay')
  return {
    kind: 'version',
    messageType: 'version',
    size,
    trailingBytes: reader.remaining,
    version,
    services,
    timeS,
    receiver,
    sender,
    nonce,
    userAgent,
    startHeight,
    relay,
  }
}

export function readSendTransactionReconciliation(
  reader: ByteReader,
): SendTransactionReconciliationMessage {
  const size = reader.remaining
  const version = reader.uint32('version')
  const salt = reader.uint64('salt')
  return {
    kind: 'sendtxrcncl',
    messageType: 'sendtxrcncl',
    size,
    trailingBytes: reader.remaining,
    version,
    salt,
  }
}

export function readFeature(reader: ByteReader): FeatureMessage {
  const size = reader.remaining
  const featureId = reader.varText('featureId', BitcoinLimits.featureIdBytes)
  const featureData = reader.varBytes('featureData', BitcoinLimits.featureDataBytes)
  return {
    kind: 'feature',
    messageType: 'feature',
    size,
    trailingBytes: reader.remaining,
    featureId,
    featureData,
  }
}

function readVersionAddress(reader: ByteReader, name: string): VersionAddress {
  reader.enter(name)
  const services = reader.uint64('services')
  const address = { services, ...readAddressV1(reader) }
  reader.leave()
  return address
}
