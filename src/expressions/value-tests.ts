import { ErrorCodes, NodetapError } from '../errors/index.js'
import { type Comparison, comparisonsOf, type Expression, type Value } from './expression.js'
import { ExpressionLimits } from './limits.js'
import { exactRange } from './number-range.js'
import { isInSubnets, parseSubnet } from './subnet.js'

/*
 * Comparisons as functions of a field's value, made once for a subscription. They do what
 * `evaluate` does; a property test holds them against it.
 */

/** A comparison of a number. */
export function numberTest(comparison: Comparison): (value: number) => boolean {
  const { operator, values } = comparison
  const range = exactRange(comparison)
  if (range !== null) {
    const [least, most] = range
    return value => value >= least && value <= most
  }
  const first = Number(values[0])
  switch (operator) {
    case 'notEqual':
      return value => value !== first
    case 'in': {
      const wanted = new Set(values)
      return value => wanted.has(value)
    }
    case 'anyBits': {
      const bits = bitsOf(first)
      return value => (low(value) & bits.low) !== 0 || (high(value) & bits.high) !== 0
    }
    case 'allBits': {
      const bits = bitsOf(first)
      return value =>
        (low(value) & bits.low) === bits.low && (high(value) & bits.high) === bits.high
    }
    default:
      return unfit(operator)
  }
}

/** Bits of whole numbers up to 2^53, as those of two's complement: JavaScript has 32 of them. */
function bitsOf(value: number): { readonly low: number; readonly high: number } {
  return { low: low(value), high: high(value) }
}

function low(value: number): number {
  return value | 0
}

function high(value: number): number {
  return Math.floor(value / 0x1_0000_0000) | 0
}

/** A comparison of a text, or of an enumerant's name. */
export function textTest({ operator, values }: Comparison): (value: string) => boolean {
  const texts = values.map(String)
  const [first = ''] = texts
  switch (operator) {
    case 'equal':
      return value => value === first
    case 'notEqual':
      return value => value !== first
    case 'in': {
      const wanted = new Set(texts)
      return value => wanted.has(value)
    }
    case 'prefix':
      return value => value.startsWith(first)
    case 'contains':
      return value => value.includes(first)
    case 'inSubnet': {
      const subnets = texts.map(parseSubnet).filter(it => it !== null)
      return value => isInSubnets(value, subnets)
    }
    default:
      return unfit(operator)
  }
}

/** A comparison of a flag, as 0 or 1. */
export function flagTest({ operator, values }: Comparison): (value: number) => boolean {
  const wanted = (values[0] === true) !== (operator === 'notEqual') ? 1 : 0
  if (operator !== 'equal' && operator !== 'notEqual') return unfit(operator)
  return value => value === wanted
}

/** Looks at bytes where they lie. */
export type BytesTest = (bytes: Uint8Array, start: number, length: number) => boolean

const HASH_BYTES = 32

/** A comparison of a hash of 32 bytes in internal order; its length does not matter. */
export function hashTest({ operator, values }: Comparison): BytesTest {
  const wanted = values.map(bytesOf)
  const [first = new Uint8Array(0)] = wanted
  switch (operator) {
    case 'equal':
    case 'prefix':
      return (bytes, start) => endsReversed(bytes, start, first)
    case 'notEqual':
      return (bytes, start) => !endsReversed(bytes, start, first)
    case 'in': {
      // By the four bytes that people read first: hashes differ there, or nearly always.
      const byHead = new Map<number, Uint8Array[]>()
      for (const value of wanted) {
        const head = headOf(value[0] ?? 0, value[1] ?? 0, value[2] ?? 0, value[3] ?? 0)
        byHead.set(head, [...(byHead.get(head) ?? []), value])
      }
      return (bytes, start) => {
        const end = start + HASH_BYTES
        const candidates = byHead.get(
          headOf(
            bytes[end - 1] as number,
            bytes[end - 2] as number,
            bytes[end - 3] as number,
            bytes[end - 4] as number,
          ),
        )
        return candidates?.some(it => endsReversed(bytes, start, it)) ?? false
      }
    }
    default:
      return unfit(operator)
  }
}

function headOf(a: number, b: number, c: number, d: number): number {
  return (a << 24) | (b << 16) | (c << 8) | d
}

/** Whether the last bytes of the hash at `start`, backwards, are those of `head`. */
function endsReversed(bytes: Uint8Array, start: number, head: Uint8Array): boolean {
  for (let i = 0; i < head.length; i++) {
    if (bytes[start + HASH_BYTES - 1 - i] !== head[i]) return false
  }
  return true
}

/** A comparison of a payload, of as much of it as there is and the limit lets be searched. */
export function payloadTest({ operator, values }: Comparison): BytesTest {
  const [value] = values
  const wanted = bytesOf(value ?? '')
  switch (operator) {
    case 'prefix':
      return (bytes, start, length) => {
        if (length < wanted.length) return false
        for (let i = 0; i < wanted.length; i++) {
          if (bytes[start + i] !== wanted[i]) return false
        }
        return true
      }
    case 'contains':
      return (bytes, start, length) => {
        const searched = Math.min(length, ExpressionLimits.maxSearchedPayloadBytes)
        if (searched <= LOOP_BYTES) return occurs(wanted, bytes, start, start + searched)
        const area = Buffer.from(bytes.buffer, bytes.byteOffset + start, searched)
        return area.indexOf(wanted) !== -1
      }
    default:
      return unfit(operator)
  }
}

/** Bytes up to which a loop is quicker than making a view to be searched. */
const LOOP_BYTES = 256

function occurs(wanted: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = wanted
  const first = wanted[0]
  for (let at = start; at + length <= end; at++) {
    if (bytes[at] !== first) continue
    let i = 1
    while (i < length && bytes[at + i] === wanted[i]) i++
    if (i === length) return true
  }
  return false
}

/** Bytes of payloads, from their beginning, that a condition looks at. */
export function payloadBytesLookedAt(expression: Expression): number {
  let most = 0
  for (const { field, operator, values } of comparisonsOf(expression)) {
    if (field !== 'payload') continue
    const isSearch = operator === 'contains'
    const bytes = isSearch
      ? ExpressionLimits.maxSearchedPayloadBytes
      : bytesOf(values[0] ?? '').length
    most = Math.max(most, bytes)
  }
  return most
}

function bytesOf(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value
  return new TextEncoder().encode(String(value))
}

/** What was checked before has no such operator. */
function unfit(operator: string): never {
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    `The operator ${operator} does not fit the field`,
  )
}
