/** Blocks of a pcapng file (draft-ietf-opsawg-pcapng), little-endian. */

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE_DESCRIPTION = 1
const NAME_RESOLUTION = 4
const ENHANCED_PACKET = 6

const BYTE_ORDER_MAGIC = 0x1a2b3c4d

/** Packets that begin with an IP header. */
const LINKTYPE_RAW = 101

const OPTION_END = 0
const OPTION_USER_APPLICATION = 4
const OPTION_PACKET_FLAGS = 2

const NAME_RECORD_IPV6 = 2

/** The first block of a file. `application` is what writes it. */
export function sectionHeader(application: string): Uint8Array {
  const body = Buffer.alloc(16)
  body.writeUInt32LE(BYTE_ORDER_MAGIC, 0)
  body.writeUInt16LE(1, 4)
  // The length of the section is not known.
  body.writeBigInt64LE(-1n, 8)
  return block(SECTION_HEADER, [
    body,
    option(OPTION_USER_APPLICATION, Buffer.from(application)),
    END_OF_OPTIONS,
  ])
}

/** The one interface: IP packets, times in microseconds, no limit on a packet's length. */
export function interfaceDescription(): Uint8Array {
  const body = Buffer.alloc(8)
  body.writeUInt16LE(LINKTYPE_RAW, 0)
  return block(INTERFACE_DESCRIPTION, [body])
}

export interface Packet {
  /** Unix microseconds. */
  readonly timeUs: number
  readonly inbound: boolean
  /** As far as it is there; `originalBytes` is how long it was. */
  readonly parts: readonly Uint8Array[]
  readonly originalBytes: number
}

export function enhancedPacket({ timeUs, inbound, parts, originalBytes }: Packet): Uint8Array {
  const captured = parts.reduce((sum, part) => sum + part.length, 0)
  const head = Buffer.alloc(20)
  head.writeUInt32LE(Math.floor(timeUs / 0x1_0000_0000) >>> 0, 4)
  head.writeUInt32LE((timeUs % 0x1_0000_0000) >>> 0, 8)
  head.writeUInt32LE(captured, 12)
  head.writeUInt32LE(originalBytes, 16)
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(inbound ? 1 : 2)
  return block(ENHANCED_PACKET, [
    head,
    ...parts,
    Buffer.alloc(padding(captured)),
    option(OPTION_PACKET_FLAGS, flags),
    END_OF_OPTIONS,
  ])
}

/** Says what the 16 bytes of an IPv6 address are called. */
export function nameOfAddress(address: Uint8Array, name: string): Uint8Array {
  const value = Buffer.concat([address, Buffer.from(`${name}\0`)])
  const record = Buffer.alloc(4)
  record.writeUInt16LE(NAME_RECORD_IPV6, 0)
  record.writeUInt16LE(value.length, 2)
  return block(NAME_RESOLUTION, [
    record,
    value,
    Buffer.alloc(padding(value.length)),
    Buffer.alloc(4),
  ])
}

const END_OF_OPTIONS = option(OPTION_END, new Uint8Array(0))

function option(code: number, value: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(4 + value.length + padding(value.length))
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt16LE(value.length, 2)
  bytes.set(value, 4)
  return bytes
}

/** A block: type, length, body in whole words, length again. */
function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const bytes = parts.reduce((sum, part) => sum + part.length, 12)
  const whole = Buffer.alloc(bytes)
  whole.writeUInt32LE(type, 0)
  whole.writeUInt32LE(bytes, 4)
  let at = 8
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  whole.writeUInt32LE(bytes, bytes - 4)
  return whole
}

function padding(bytes: number): number {
  return (4 - (bytes & 3)) & 3
}
