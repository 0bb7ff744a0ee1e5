/** How bools, numbers and enums are read and written, their defaults applied. */
import { GenerateError } from './generate-error.js'
import { capitalized, NUMBER_BITS } from './schema-model.js'

/**
 * UInt64 fields that use all their 64 bits and are bigints therefore. All others hold numbers
 * below 2^53, which their accessors check.
 */
const BIGINT_FIELDS: ReadonlySet<string> = new Set(['Call.interfaceId'])

export interface ScalarCalls {
  readonly jsType: string
  /** The expression that reads it, and the statement that writes `value`. */
  readonly get: string
  readonly set: string
}

/**
 * For the bool, number or enum `where` ("Call.questionId") at `offset`, counted in its own
 * size; `bits` are those of its default.
 */
export function scalarCalls(
  where: string,
  kind: string,
  offset: number,
  bits: bigint,
): ScalarCalls {
  if (kind === 'bool') {
    const not = bits === 0n ? '' : '!'
    return {
      jsType: 'boolean',
      get: `${not}this.getBool(${offset})`,
      set: `this.setBool(${offset}, ${not}value)`,
    }
  }
  const size = NUMBER_BITS[kind] ?? 0
  const at = (offset * size) / 8
  if (BIGINT_FIELDS.has(where)) {
    if (bits !== 0n) throw new GenerateError(`${where}: a bigint with a default`)
    return {
      jsType: 'bigint',
      get: `this.getBigUint64(${at})`,
      set: `this.setBigUint64(${at}, value)`,
    }
  }
  const suffix = kind === 'enum' ? 'Uint16' : capitalized(kind)
  // The runtime applies the defaults of what does not fit JavaScript's 32-bit operators.
  if (size === 64 || kind === 'float32') {
    const words = size === 64 ? [bits & 0xffffffffn, bits >> 32n] : [bits]
    const xor = bits === 0n ? '' : words.map(word => `, 0x${word.toString(16)}`).join('')
    return {
      jsType: 'number',
      get: `this.get${suffix}(${at}${xor})`,
      set: `this.set${suffix}(${at}, value${xor})`,
    }
  }
  const signed = kind.startsWith('int')
  const xor = bits === 0n ? '' : ` ^ ${signed ? BigInt.asIntN(size, bits) : bits}`
  const read = `this.get${suffix}(${at})${xor}`
  // A builder's setters of small numbers take any integer and keep its lowest bits.
  const setter = size === 32 ? suffix : `Uint${size}`
  return {
    jsType: 'number',
    get: xor !== '' && kind === 'uint32' ? `(${read}) >>> 0` : read,
    set: `this.set${setter}(${at}, value${xor})`,
  }
}
