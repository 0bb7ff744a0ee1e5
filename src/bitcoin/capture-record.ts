/*
 * The files that Bitcoin Core's `-capturemessages` writes, two in a directory a peer. A record is
 * 8 bytes of Unix microseconds, 12 of message type, 4 of length, and the payload.
 */

/** What came from the peer. */
export const CAPTURE_RECEIVED_FILE = 'msgs_recv.dat'
/** What was sent to it. */
export const CAPTURE_SENT_FILE = 'msgs_sent.dat'

/** Bytes in front of a record's payload, and where they are what. Numbers are little-endian. */
export const CaptureRecordLayout = {
  headerBytes: 24,
  typeAt: 8,
  typeBytes: 12,
  lengthAt: 20,
} as const

/** What stands in front of a record's payload. */
export interface CaptureHeader {
  /** Unix microseconds of the node's clock. As it stands in the file: it may be any number. */
  readonly timeUs: number
  readonly messageType: string
  readonly payloadBytes: number
}

const { headerBytes, typeAt, typeBytes, lengthAt } = CaptureRecordLayout

export function writeCaptureHeader({
  timeUs,
  messageType,
  payloadBytes,
}: CaptureHeader): Uint8Array {
  const bytes = Buffer.alloc(headerBytes)
  bytes.writeBigUInt64LE(BigInt(Math.max(0, Math.floor(timeUs))), 0)
  bytes.write(messageType, typeAt, typeBytes, 'latin1')
  bytes.writeUInt32LE(payloadBytes, lengthAt)
  return bytes
}

/** Trusts nothing but that the header's bytes are there. */
export function readCaptureHeader(bytes: Buffer, at: number): CaptureHeader {
  const type = bytes.toString('latin1', at + typeAt, at + typeAt + typeBytes)
  const zero = type.indexOf('\0')
  return {
    timeUs: Number(bytes.readBigUInt64LE(at)),
    messageType: zero === -1 ? type : type.slice(0, zero),
    payloadBytes: bytes.readUInt32LE(at + lengthAt),
  }
}
