import { isIPv4, isIPv6 } from 'node:net'
import type { NetworkName } from '../../../tracepoints/index.js'

/**
 * The network of an address and port as Core's tracepoints tell it; undefined for a host name,
 * of which only the node knows what it has resolved to.
 *
 * CJDNS addresses look like private IPv6 ones: they are taken for CJDNS, whose peers are the
 * only ones a node has there.
 */
export function networkOf(address: string): NetworkName | undefined {
  const colon = address.lastIndexOf(':')
  const host = (colon === -1 ? address : address.slice(0, colon)).replace(/^\[|\]$/g, '')
  if (host.endsWith('.onion')) return 'onion'
  if (host.endsWith('.b32.i2p')) return 'i2p'
  if (isIPv4(host)) return isRoutable4(host.split('.').map(Number)) ? 'ipv4' : 'unroutable'
  if (isIPv6(host)) return networkOf6(groupsOf(host))
  return undefined
}

/** By the RFCs that Core holds unroutable: 1122, 1918, 2544, 3927, 5737, 6598. */
function isRoutable4(bytes: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  if (a === 0 || a === 10 || a === 127) return false
  if (a === 172 && b >= 16 && b <= 31) return false
  if (a === 192 && (b === 168 || (b === 0 && c === 2))) return false
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false
  if (a === 169 && b === 254) return false
  if (a === 203 && b === 0 && c === 113) return false
  if (a === 100 && b >= 64 && b <= 127) return false
  return !(a === 255 && b === 255 && c === 255 && d === 255)
}

/** By the RFCs 3849, 3964, 4193, 4380, 4843, 4862, 6052, 6145, 7343. */
function networkOf6(groups: readonly number[]): NetworkName {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups
  const embedded = [g >> 8, g & 0xff, h >> 8, h & 0xff]
  const front = a | b | c | d
  if (front === 0 && e === 0 && f === 0xffff) return linked(embedded)
  if (front === 0 && (e | f | g) === 0 && h <= 1) return 'unroutable'
  if (a >> 8 === 0xfc) return 'cjdns'
  if (a >> 9 === 0x7e) return 'unroutable'
  if (a === 0xfe80 && (b | c | d) === 0) return 'unroutable'
  if (a === 0x2001 && (b === 0x0db8 || b >> 4 === 1 || b >> 4 === 2)) return 'unroutable'
  if (a === 0x2002) return linked([b >> 8, b & 0xff, c >> 8, c & 0xff])
  if (a === 0x2001 && b === 0) return linked(embedded.map(byte => byte ^ 0xff))
  if (a === 0x64 && b === 0xff9b && (c | d | e | f) === 0) return linked(embedded)
  if (front === 0 && e === 0xffff && f === 0) return linked(embedded)
  return 'ipv6'
}

/** An IPv6 address that stands for an IPv4 one. */
function linked(bytes: readonly number[]): NetworkName {
  return isRoutable4(bytes) ? 'ipv4' : 'unroutable'
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(host: string): number[] {
  const text = host.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const high = (Number(a) << 8) | Number(b)
    return `${high.toString(16)}:${((Number(c) << 8) | Number(d)).toString(16)}`
  })
  const [left = '', right] = text.split('::')
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16))
  const front = parse(left)
  if (right === undefined) return front
  const back = parse(right)
  return [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back]
}
