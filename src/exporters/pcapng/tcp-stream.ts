import type { Packet } from './blocks.js'
import type { Endpoint } from './endpoints.js'
import { headersOf, TcpFlags } from './tcp-packets.js'

/** Bytes of content in a packet: well below the 64 KiB of an IP packet. */
const MAX_CONTENT = 32_000

/** Both begin to count here: captures have no secret numbers to keep. */
const FIRST_SEQUENCE = 0

interface Side {
  readonly endpoint: Endpoint
  sequence: number
}

/**
 * A TCP connection that never was, made for what its two sides have said: a handshake, segments
 * in order that acknowledge each other, and an end.
 */
export class TcpStream {
  readonly #peer: Side
  readonly #node: Side
  readonly #inbound: boolean

  /** `inbound`: the peer connected to the node. */
  constructor(peer: Endpoint, node: Endpoint, inbound: boolean) {
    this.#peer = { endpoint: peer, sequence: FIRST_SEQUENCE }
    this.#node = { endpoint: node, sequence: FIRST_SEQUENCE }
    this.#inbound = inbound
  }

  open(timeUs: number): Packet[] {
    return [
      this.#packet(this.#inbound, timeUs, TcpFlags.Syn),
      this.#packet(!this.#inbound, timeUs, TcpFlags.Syn | TcpFlags.Ack),
      this.#packet(this.#inbound, timeUs, TcpFlags.Ack),
    ]
  }

  /** `content` is what is there of a message that had `bytes` bytes. */
  *message(
    fromPeer: boolean,
    timeUs: number,
    content: Uint8Array,
    bytes: number,
  ): Generator<Packet, void, undefined> {
    for (let at = 0; at < bytes; at += MAX_CONTENT) {
      const end = Math.min(bytes, at + MAX_CONTENT)
      const flags = TcpFlags.Ack | (end === bytes ? TcpFlags.Push : 0)
      yield this.#packet(fromPeer, timeUs, flags, content.subarray(at, end), end - at)
    }
  }

  close(timeUs: number): Packet[] {
    const end = TcpFlags.Fin | TcpFlags.Ack
    return [
      this.#packet(true, timeUs, end),
      this.#packet(false, timeUs, end),
      this.#packet(true, timeUs, TcpFlags.Ack),
    ]
  }

  #packet(
    fromPeer: boolean,
    timeUs: number,
    flags: number,
    content: Uint8Array = NOTHING,
    contentBytes = 0,
  ): Packet {
    const from = fromPeer ? this.#peer : this.#node
    const to = fromPeer ? this.#node : this.#peer
    const headers = headersOf({
      from: from.endpoint,
      to: to.endpoint,
      flags,
      sequence: from.sequence,
      acknowledged: (flags & TcpFlags.Ack) === 0 ? 0 : to.sequence,
      content: [content],
      contentBytes,
    })
    // A SYN and a FIN take a number as if they were a byte.
    const counted = contentBytes + ((flags & (TcpFlags.Syn | TcpFlags.Fin)) === 0 ? 0 : 1)
    from.sequence = (from.sequence + counted) >>> 0
    return {
      timeUs,
      inbound: fromPeer,
      parts: [headers, content],
      originalBytes: headers.length + contentBytes,
    }
  }
}

const NOTHING = new Uint8Array(0)
