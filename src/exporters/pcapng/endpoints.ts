import { createHash } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'

/** A host and a port, as packets have them. */
export interface Endpoint {
  /** 4 or 16 bytes. */
  readonly address: Uint8Array
  readonly port: number
}

/** A peer's endpoint; `name` is what it really is, where that is no IP address. */
export interface PeerEndpoint extends Endpoint {
  readonly name: string | null
}

/** This node, in addresses that are reserved for documentation: nobody has them. */
const LOCAL_IPV4 = Uint8Array.of(192, 0, 2, 1)
const LOCAL_IPV6 = Uint8Array.from(Buffer.from('20010db8000000000000000000000001', 'hex'))

/** Where the addresses of peers lie that have none: documentation again, with a hash behind. */
const SYNTHETIC_PREFIX = Uint8Array.from(Buffer.from('20010db800010000', 'hex'))

export function localEndpoint(peer: Endpoint, port: number): Endpoint {
  return { address: peer.address.length === 4 ? LOCAL_IPV4 : LOCAL_IPV6, port }
}

/**
 * The endpoint of a peer's address, as "1.2.3.4:8333", "[::1]:8333" or "name:8333". One that is
 * no IP address (Tor, I2P, a host name, whatever a peer says) gets an address made of its hash.
 */
export function peerEndpoint(text: string): PeerEndpoint {
  const match = /^(?:\[([^\]]*)\]|(.*?)):(\d{1,5})$/s.exec(text)
  const host = match?.[1] ?? match?.[2] ?? text
  const port = Math.min(Number(match?.[3] ?? 0), 0xffff)
  if (isIPv4(host)) return { address: Uint8Array.from(host.split('.'), Number), port, name: null }
  if (isIPv6(host)) {
    const address = ipv6Bytes(host)
    if (address !== null) return { address, port, name: null }
  }
  const address = new Uint8Array(16)
  address.set(SYNTHETIC_PREFIX)
  address.set(createHash('sha256').update(host).digest().subarray(0, 8), 8)
  return { address, port, name: host.replace(/[^A-Za-z0-9.:_-]/g, '?').slice(0, MAX_NAME) }
}

/** A name as long as those of Tor and I2P, and some more. */
const MAX_NAME = 80

/** Null for a form that is not taken apart here: one with a zone. */
function ipv6Bytes(text: string): Uint8Array | null {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)
  const hex = (high: string | undefined, low: string | undefined): string =>
    (Number(high) * 256 + Number(low)).toString(16)
  const plain =
    dotted === null ? text : `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`
  const [head = '', tail] = plain.split('::')
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map(it => Number.parseInt(it, 16))
  const first = groups(head)
  const last = tail === undefined ? [] : groups(tail)
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length
  if (zeros < 0) return null
  const all = [...first, ...new Array<number>(zeros).fill(0), ...last]
  if (all.length !== 8 || all.some(it => Number.isNaN(it))) return null
  return Uint8Array.from(all.flatMap(it => [it >> 8, it & 0xff]))
}
