import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits } from '../limits.js'
import type { MessageBase } from './message-base.js'

/** The types whose payload is empty; bytes in it are `trailingBytes`, ignored by nodes. */
const emptyMessageTypes = [
  'verack',
  'sendaddrv2',
  'wtxidrelay',
  'sendheaders',
  'getaddr',
  'mempool',
  'filterclear',
] as const

export type EmptyMessageType = (typeof emptyMessageTypes)[number]

/** A message that says all by its type. */
export interface EmptyMessage<Kind extends EmptyMessageType = EmptyMessageType>
  extends MessageBase<Kind> {}

/** `ping`. */
export interface PingMessage extends MessageBase<'ping'> {
  /** Absent before BIP 31. */
  readonly nonce: bigint | undefined
}

/** `pong` (BIP 31). */
export interface PongMessage extends MessageBase<'pong'> {
  /** That of the `ping`; absent where the payload is too short, which nodes take as an answer. */
  readonly nonce: bigint | undefined
}

/** `feefilter` (BIP 133). */
export interface FeeFilterMessage extends MessageBase<'feefilter'> {
  /** Satoshis for 1,000 virtual bytes, as sent: nodes ignore what is no sum of money. */
  readonly feeRateSatPerKvb: number
}

/** `reject` (BIP 61), no longer sent by Bitcoin Core. */
export interface RejectMessage extends MessageBase<'reject'> {
  /** What is rejected; chosen by the peer, so escape it before showing it. */
  readonly rejectedMessageType: string
  /** 0x10 invalid, 0x12 duplicate, 0x40 nonstandard … */
  readonly code: number
  /** One character a byte, unescaped: chosen by the peer. */
  readonly reason: string
  /** The transaction or block, 32 bytes in internal order, where the peer names one. */
  readonly hash: Uint8Array | undefined
}

export function readEmpty<Kind extends EmptyMessageType>(
  reader: ByteReader,
  kind: Kind,
): EmptyMessage<Kind> {
  return { kind, messageType: kind, size: reader.remaining, trailingBytes: reader.remaining }
}

export function readPing(reader: ByteReader): PingMessage {
  const size = reader.remaining
  const nonce = size === 0 ? undefined : reader.uint64('nonce')
  return { kind: 'ping', messageType: 'ping', size, trailingBytes: reader.remaining, nonce }
}

export function readPong(reader: ByteReader): PongMessage {
  const size = reader.remaining
  const nonce = size < 8 ? undefined : reader.uint64('nonce')
  return { kind: 'pong', messageType: 'pong', size, trailingBytes: reader.remaining, nonce }
}

export function readFeeFilter(reader: ByteReader): FeeFilterMessage {
  const size = reader.remaining
  const feeRateSatPerKvb = reader.safeInt64('feeRateSatPerKvb')
  return {
    kind: 'feefilter',
    messageType: 'feefilter',
    size,
    trailingBytes: reader.remaining,
    feeRateSatPerKvb,
  }
}

export function readReject(reader: ByteReader): RejectMessage {
  const size = reader.remaining
  const rejectedMessageType = reader.varText(
    'rejectedMessageType',
    BitcoinLimits.rejectMessageTypeBytes,
  )
  const code = reader.uint8('code')
  const reason = reader.varText('reason', BitcoinLimits.rejectReasonBytes)
  const hash = reader.remaining >= 32 ? reader.hash('hash') : undefined
  return {
    kind: 'reject',
    messageType: 'reject',
    size,
    trailingBytes: reader.remaining,
    rejectedMessageType,
    code,
    reason,
    hash,
  }
}
