import type { Endpoint } from './endpoints.js'

/** Flags of a TCP header. */
export const TcpFlags = { Fin: 1, Syn: 2, Push: 8, Ack: 16 } as const

const TCP_BYTES = 20
const IPV4_BYTES = 20
const IPV6_BYTES = 40
const PROTOCOL_TCP = 6
const HOPS = 64

export interface Segment {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly flags: number
  /** Of the first byte, and of the next byte wanted from the other side; modulo 2^32. */
  readonly sequence: number
  readonly acknowledged: number
  /** What is there of the content, and how long it was. */
  readonly content: readonly Uint8Array[]
  readonly contentBytes: number
}

/** The IP and TCP headers of a segment. The sum is right where all of the content is there. */
export function headersOf(segment: Segment): Uint8Array {
  const { from, to, contentBytes } = segment
  const isIpv4 = from.address.length === 4
  const ip = isIpv4 ? ipv4Header(segment) : ipv6Header(from, to, TCP_BYTES + contentBytes)
  const tcp = Buffer.alloc(TCP_BYTES)
  tcp.writeUInt16BE(from.port, 0)
  tcp.writeUInt16BE(to.port, 2)
  tcp.writeUInt32BE(segment.sequence, 4)
  tcp.writeUInt32BE(segment.acknowledged, 8)
  tcp[12] = (TCP_BYTES / 4) << 4
  tcp[13] = segment.flags
  tcp.writeUInt16BE(0xffff, 14)
  const pseudo = Buffer.alloc(4)
  pseudo.writeUInt16BE(PROTOCOL_TCP, 0)
  pseudo.writeUInt16BE(TCP_BYTES + contentBytes, 2)
  tcp.writeUInt16BE(checksum([from.address, to.address, pseudo, tcp, ...segment.content]), 16)
  return Buffer.concat([ip, tcp])
}

function ipv4Header({ from, to, contentBytes }: Segment): Uint8Array {
  const header = Buffer.alloc(IPV4_BYTES)
  header[0] = 0x45
  header.writeUInt16BE(IPV4_BYTES + TCP_BYTES + contentBytes, 2)
  // Not to be taken apart on the way.
  header[6] = 0x40
  header[8] = HOPS
  header[9] = PROTOCOL_TCP
  header.set(from.address, 12)
  header.set(to.address, 16)
  header.writeUInt16BE(checksum([header]), 10)
  return header
}

function ipv6Header(from: Endpoint, to: Endpoint, bytes: number): Uint8Array {
  const header = Buffer.alloc(IPV6_BYTES)
  header[0] = 0x60
  header.writeUInt16BE(bytes, 4)
  header[6] = PROTOCOL_TCP
  header[7] = HOPS
  header.set(from.address, 8)
  header.set(to.address, 24)
  return header
}

/**
 * The Internet checksum (RFC 1071) of parts that lie one behind the other, all but the last of
 * whole words. The sum does not depend on the order of bytes in a word but for its own: words are
 * added as this machine has them, and the sum is turned at the end.
 */
function checksum(parts: readonly Uint8Array[]): number {
  let sum = 0
  for (const part of parts) {
    const even = part.byteOffset % 2 === 0 ? part : part.slice()
    const words = new Uint16Array(even.buffer, even.byteOffset, even.length >> 1)
    // Parts are at most 64 KiB: the sum stays far below 2^53.
    for (let i = 0; i < words.length; i++) sum += words[i] as number
    if (even.length % 2 === 1) sum += even[even.length - 1] as number
  }
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000)
  return ~((sum >>> 8) | (sum << 8)) & 0xffff
}
