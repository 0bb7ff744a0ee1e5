/** The files that Bitcoin Core's `-capturemessages` writes, in a directory a peer. */
export const RECEIVED_FILE = 'msgs_recv.dat'
export const SENT_FILE = 'msgs_sent.dat'

/** Of a record: 8 bytes of Unix microseconds, 12 of type, 4 of length; the payload follows. */
export const RECORD_HEADER_BYTES = 24

const TYPE_AT = 8
const TYPE_BYTES = 12
const LENGTH_AT = 20

export interface RecordHeader {
  readonly timeUs: number
  readonly messageType: string
  readonly payloadBytes: number
}

export function writeRecordHeader({ timeUs, messageType, payloadBytes }: RecordHeader): Uint8Array {
  const bytes = Buffer.alloc(RECORD_HEADER_BYTES)
  bytes.writeBigUInt64LE(BigInt(Math.max(0, Math.floor(timeUs))), 0)
  bytes.write(messageType, TYPE_AT, TYPE_BYTES, 'latin1')
  bytes.writeUInt32LE(payloadBytes, LENGTH_AT)
  return bytes
}

/** Null for a time that no clock shows. */
export function readRecordHeader(bytes: Buffer, at: number): RecordHeader | null {
  const timeUs = Number(bytes.readBigUInt64LE(at))
  if (!Number.isSafeInteger(timeUs)) return null
  const type = bytes.toString('latin1', at + TYPE_AT, at + LENGTH_AT)
  const zero = type.indexOf('\0')
  return {
    timeUs,
    messageType: zero === -1 ? type : type.slice(0, zero),
    payloadBytes: bytes.readUInt32LE(at + LENGTH_AT),
  }
}

/** Hosts that may be in a path: IP addresses, and names of Tor and I2P. */
const SAFE_ADDRESS =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]|[a-z2-7]{16,56}\.onion|[a-z2-7]{52}\.b32\.i2p):\d{1,5}$/

/**
 * The directory of a peer: its address with `_` for `:`, as Bitcoin Core has it. Any other text
 * than an address, which a peer may have had its say in, is not let into a path.
 */
export function directoryOf(peerId: number, address: string): string {
  return SAFE_ADDRESS.test(address) ? address.replaceAll(':', '_') : `peer_${peerId}`
}

/** The address that a directory is named after. */
export function addressOf(directory: string): string {
  return directory.replaceAll('_', ':')
}
