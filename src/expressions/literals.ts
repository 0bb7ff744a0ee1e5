import type { Value } from './expression.js'
import type { ConditionField } from './fields.js'
import { errorAt, quotedShort } from './source-text.js'
import type { Token } from './tokens.js'

/**
 * What a token stands for where it is compared with `field`; where that is unknown, what it looks
 * like. Throws INVALID_ARGUMENT for what the field cannot be compared with.
 */
export function literal(token: Token, field: ConditionField | undefined, text: string): Value {
  const { value } = token
  switch (field?.family) {
    case 'number':
      return numberLiteral(token, field, text)
    case 'flag':
      if (value === 'true' || value === '1') return true
      if (value === 'false' || value === '0') return false
      throw errorAt(`${field.name} is true or false, not ${quotedShort(value)}`, text, token)
    case 'hash':
      return hashLiteral(token, field, text)
    case 'payload':
      return payloadLiteral(token, text)
    case 'text':
    case 'enum':
      return value
    default:
      if (token.kind === 'text') return value
      if (value === 'true' || value === 'false') return value === 'true'
      return toNumber(value, '') ?? value
  }
}

function numberLiteral(token: Token, field: ConditionField, text: string): number {
  const number = token.kind === 'word' ? toNumber(token.value, field.unit) : null
  if (number === null) {
    const unit = field.unit === '' ? '' : ` of ${field.unit}`
    const suffixes = Object.keys(suffixesFor(field.unit)).join(', ')
    throw errorAt(
      `${field.name} is a number${unit}, and ${quotedShort(token.value)} is none. Taken are 1500, 0x1f, 1_000, and the suffixes ${suffixes}`,
      text,
      token,
    )
  }
  if (!Number.isSafeInteger(number)) {
    throw errorAt(
      `${quotedShort(token.value)} is no whole number${field.unit === '' ? '' : ` of ${field.unit}`} within 2^53`,
      text,
      token,
    )
  }
  return number
}

const COUNTS = { k: 1e3, M: 1e6, G: 1e9 }

/** By a field's unit: what a number's suffix multiplies it with, and divides it by. */
const SUFFIXES: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  bytes: {
    B: [1, 1],
    kB: [1e3, 1],
    KB: [1e3, 1],
    MB: [1e6, 1],
    GB: [1e9, 1],
    KiB: [2 ** 10, 1],
    MiB: [2 ** 20, 1],
    GiB: [2 ** 30, 1],
  },
  ns: { ns: [1, 1], us: [1e3, 1], ms: [1e6, 1], s: [1e9, 1], min: [60e9, 1], h: [3600e9, 1] },
  us: { ns: [1, 1e3], us: [1, 1], ms: [1e3, 1], s: [1e6, 1], min: [60e6, 1], h: [3600e6, 1] },
  sat: { sat: [1, 1], BTC: [1e8, 1] },
  vbyte: { vB: [1, 1], kvB: [1e3, 1], MvB: [1e6, 1] },
}

function suffixesFor(unit: string): Readonly<Record<string, readonly [number, number]>> {
  const counts = Object.entries(COUNTS).map(([name, factor]) => [name, [factor, 1]] as const)
  return { ...Object.fromEntries(counts), ...SUFFIXES[unit] }
}

/** A number as people write it; null for what is none. May be fractional. */
function toNumber(word: string, unit: string): number | null {
  const plain = word.replaceAll(/(?<=\d)_(?=\d)/g, '')
  if (/^-?0x[0-9a-f]+$/i.test(plain)) {
    return plain.startsWith('-') ? -Number(plain.slice(1)) : Number(plain)
  }
  const match = /^([+-]?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(plain)
  if (match === null) return null
  const [, digits = '', suffix = ''] = match
  if (suffix === '') return Number(digits)
  const known = Object.entries(suffixesFor(unit)).find(([name]) => name === suffix)
  if (known === undefined) return null
  const [factor, divisor] = known[1]
  // Rounded where that is only what binary fractions lack: 0.1BTC.
  const product = (Number(digits) * factor) / divisor
  const whole = Math.round(product)
  return Math.abs(product - whole) < 1e-6 ? whole : product
}

function hashLiteral(token: Token, field: ConditionField, text: string): Uint8Array {
  const hex = token.value.replace(/^0x/i, '')
  if (!/^[0-9a-f]+$/i.test(hex)) {
    throw errorAt(
      `${field.name} is a hash, in hexadecimal digits; ${quotedShort(token.value)} is none`,
      text,
      token,
    )
  }
  if (hex.length % 2 !== 0 || hex.length > 64) {
    throw errorAt(
      `A hash has 64 digits and its beginning an even number of them, not ${hex.length}`,
      text,
      token,
    )
  }
  return fromHex(hex)
}

function payloadLiteral(token: Token, text: string): Uint8Array {
  if (token.kind === 'text') return new TextEncoder().encode(token.value)
  const hex = token.value.replace(/^0x/i, '')
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) {
    throw errorAt(
      `A payload is compared with bytes in hexadecimal (f9beb4d9) or a quoted text ("/Satoshi"); ${quotedShort(token.value)} is neither`,
      text,
      token,
    )
  }
  return fromHex(hex)
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
