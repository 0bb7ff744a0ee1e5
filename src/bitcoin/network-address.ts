import { createHash } from 'node:crypto'
import { base32 } from './base32.js'
import type { ByteReader } from './byte-reader.js'
import { bytesToHex } from './hash.js'
import { BitcoinLimits } from './limits.js'

/**
 * The networks that have a text form. `internal` is Bitcoin Core's prefix for the names of
 * its seeds; `unknown` is every other number of BIP 155, Yggdrasil's 7 among them.
 */
export type NetworkName =
  | 'ipv4'
  | 'ipv6'
  | 'torv2'
  | 'torv3'
  | 'i2p'
  | 'cjdns'
  | 'internal'
  | 'unknown'

/** An address and a port, as peers gossip them. {@link formatAddress} makes text of it. */
export interface NetworkAddress {
  readonly network: NetworkName
  /** BIP 155's number, also for addresses that came in the 16-byte form; 0 for `internal`. */
  readonly networkId: number
  /**
   * What identifies the host in its network: 4 bytes for IPv4, 16 for IPv6 and CJDNS, 10 for
   * Tor v2, 32 for Tor v3 and I2P, any number for `unknown`. A view into the payload.
   */
  readonly bytes: Uint8Array
  readonly port: number
}

/** The numbers and lengths of BIP 155. `strict` ones break the message if the length differs. */
const bip155Networks: ReadonlyMap<
  number,
  { network: NetworkName; length: number; strict: boolean }
> = new Map([
  [1, { network: 'ipv4', length: 4, strict: true }],
  [2, { network: 'ipv6', length: 16, strict: true }],
  // Nodes have dropped Tor v2: to them it is one more unknown network, of any length.
  [3, { network: 'torv2', length: 10, strict: false }],
  [4, { network: 'torv3', length: 32, strict: true }],
  [5, { network: 'i2p', length: 32, strict: true }],
  [6, { network: 'cjdns', length: 16, strict: true }],
])

/** Prefixes of the 16-byte form behind which other networks hide. */
const embeddings: readonly { prefix: Uint8Array; network: NetworkName; networkId: number }[] = [
  { prefix: Buffer.from('00000000000000000000ffff', 'hex'), network: 'ipv4', networkId: 1 },
  { prefix: Buffer.from('fd87d87eeb43', 'hex'), network: 'torv2', networkId: 3 },
  { prefix: Buffer.from('fd6b88c08724', 'hex'), network: 'internal', networkId: 0 },
]

/** The 16 bytes and port of `version` and `addr`: IPv6, or another network behind a prefix. */
export function readAddressV1(reader: ByteReader): NetworkAddress {
  const bytes = reader.view(16, 'address')
  const port = reader.uint16BigEndian('port')
  for (const { prefix, network, networkId } of embeddings) {
    if (startsWith(bytes, prefix)) {
      return { network, networkId, bytes: bytes.subarray(prefix.length), port }
    }
  }
  return { network: 'ipv6', networkId: 2, bytes, port }
}

/** Network, length, address and port of `addrv2` (BIP 155). */
export function readAddressV2(reader: ByteReader): NetworkAddress {
  const networkId = reader.uint8('networkId')
  const start = reader.position
  const bytes = reader.varBytes('address', BitcoinLimits.addressBytes)
  const known = bip155Networks.get(networkId)
  if (known?.strict && bytes.length !== known.length) {
    reader.fail(
      'address',
      `a ${known.network} address has ${known.length} bytes, not ${bytes.length}`,
      start,
    )
  }
  const network = known?.length === bytes.length ? known.network : 'unknown'
  return { network, networkId, bytes, port: reader.uint16BigEndian('port') }
}

/**
 * The address without its port, as Bitcoin Core prints it. An address of an unknown
 * network, which Bitcoin Core drops, is `network<number>:<hex>`.
 */
export function formatAddress(address: NetworkAddress): string {
  const { network, bytes } = address
  switch (network) {
    case 'ipv4':
      return bytes.join('.')
    case 'ipv6':
    case 'cjdns':
      return formatIpv6(bytes)
    case 'torv2':
      return `${base32(bytes)}.onion`
    case 'torv3':
      return `${base32(onionV3Name(bytes))}.onion`
    case 'i2p':
      return `${base32(bytes)}.b32.i2p`
    case 'internal':
      return `${base32(bytes)}.internal`
    case 'unknown':
      return `network${address.networkId}:${bytesToHex(bytes)}`
  }
}

/** Address and port: `1.2.3.4:8333`, `[2001:db8::1]:8333`, `….onion:8333`. */
export function formatAddressAndPort(address: NetworkAddress): string {
  const text = formatAddress(address)
  const brackets = address.network === 'ipv6' || address.network === 'cjdns'
  return brackets ? `[${text}]:${address.port}` : `${text}:${address.port}`
}

/** Key, checksum and version byte, as Tor's rend-spec-v3 orders them. */
function onionV3Name(key: Uint8Array): Uint8Array {
  const version = Uint8Array.of(3)
  const checksum = createHash('sha3-256')
    .update('.onion checksum')
    .update(key)
    .update(version)
    .digest()
    .subarray(0, 2)
  return Buffer.concat([key, checksum, version])
}

/** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function formatIpv6(bytes: Uint8Array): string {
  const groups: number[] = []
  for (let index = 0; index < 16; index += 2) groups.push((bytes[index]! << 8) | bytes[index + 1]!)
  let runStart = 0
  let runLength = 0
  for (let index = 0; index < 8; index++) {
    let length = 0
    while (index + length < 8 && groups[index + length] === 0) length++
    if (length > runLength) {
      runStart = index
      runLength = length
    }
  }
  const text = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map(group => group.toString(16))
      .join(':')
  if (runLength < 2) return text(0, 8)
  return `${text(0, runStart)}::${text(runStart + runLength, 8)}`
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  for (let index = 0; index < prefix.length; index++) {
    if (bytes[index] !== prefix[index]) return false
  }
  return true
}
