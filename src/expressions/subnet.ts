import { isIPv4, isIPv6 } from 'node:net'

/** What an address is compared with: a network of IP addresses, or the ending of names. */
export type Subnet =
  | { readonly bytes: Uint8Array; readonly bits: number }
  | { readonly suffix: string }

/** IPv4 within IPv6, ::ffff:0:0/96: the same host either way. */
const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

/**
 * Reads "10.0.0.0/8", "2001:db8::/32", a single address, or a name's ending such as ".onion".
 * Null for what is none of them. Bits behind the prefix do not matter.
 */
export function parseSubnet(text: string): Subnet | null {
  if (/^\.[a-z0-9.-]{1,64}$/i.test(text)) return { suffix: text.toLowerCase() }
  const slash = text.indexOf('/')
  const host = slash === -1 ? text : text.slice(0, slash)
  const bytes = ipBytes(host)
  if (bytes === null) return null
  const isV4 = isIPv4(host)
  const most = isV4 ? 32 : 128
  if (slash === -1) return { bytes, bits: 128 }
  const digits = text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(digits) || Number(digits) > most) return null
  return { bytes, bits: Number(digits) + 128 - most }
}

/** Whether a text is an IP address with the length of a prefix, right or wrong. */
export function looksLikeNetwork(text: string): boolean {
  const slash = text.indexOf('/')
  return slash !== -1 && ipBytes(text.slice(0, slash)) !== null
}

/**
 * Whether an event's address, with or without its port, lies within one of `subnets`: "1.2.3.4:8333",
 * "[2001:db8::1]:8333", "name.onion:8333".
 */
export function isInSubnets(address: string, subnets: readonly Subnet[]): boolean {
  const host = hostOf(address)
  const bytes = ipBytes(host)
  return subnets.some(subnet =>
    'suffix' in subnet
      ? bytes === null && host.toLowerCase().endsWith(subnet.suffix)
      : bytes !== null && hasPrefix(bytes, subnet.bytes, subnet.bits),
  )
}

function hostOf(address: string): string {
  if (address.startsWith('[')) return address.slice(1, address.lastIndexOf(']'))
  const colon = address.indexOf(':')
  // Several colons without brackets are an IPv6 address without a port.
  return colon === -1 || address.lastIndexOf(':') !== colon ? address : address.slice(0, colon)
}

/** The 16 bytes of an IP address, IPv4 mapped into IPv6; null for a name. */
function ipBytes(host: string): Uint8Array | null {
  if (isIPv4(host)) return Uint8Array.from([...MAPPED_PREFIX, ...host.split('.').map(Number)])
  // A zone ("%eth0") is of this machine only.
  if (!isIPv6(host) || host.includes('%')) return null
  const bytes = new Uint8Array(16)
  const [front = '', back] = host.split('::')
  const head = groups(front)
  const tail = back === undefined ? [] : groups(back)
  bytes.set(head, 0)
  bytes.set(tail, 16 - tail.length)
  return bytes
}

function groups(text: string): number[] {
  if (text === '') return []
  return text.split(':').flatMap(group => {
    if (group.includes('.')) return group.split('.').map(Number)
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  })
}

function hasPrefix(bytes: Uint8Array, prefix: Uint8Array, bits: number): boolean {
  for (let i = 0; i < bits; i += 8) {
    const mask = bits - i >= 8 ? 0xff : 0xff & (0xff << (8 - (bits - i)))
    if ((((bytes[i >> 3] as number) ^ (prefix[i >> 3] as number)) & mask) !== 0) return false
  }
  return true
}
