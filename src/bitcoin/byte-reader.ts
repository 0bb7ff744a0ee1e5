import { ErrorCodes, NodetapError } from '../errors/index.js'
import { BitcoinLimits } from './limits.js'

const emptyView = Object.freeze(new Uint8Array(0))

/** 2^32, to join the halves of a 64-bit integer in a number. */
const TWO_POW_32 = 0x1_0000_0000
/** Upper halves outside these belong to integers that a number cannot hold exactly. */
const MAX_SAFE_HIGH = 0x1f_ffff
const MIN_SAFE_HIGH = -0x1f_ffff

/**
 * A position over the bytes of one payload. Every read checks the bytes that remain and
 * names the field it was made for, so that a failure can say which field, where.
 *
 * Lists announce themselves with {@link enter}, {@link at} and {@link leave}: two array
 * stores an element, and the path is only put together when something fails.
 *
 * All failures are `NodetapError(MALFORMED_PAYLOAD)`. Byte offsets count from the start of
 * the bytes handed in.
 */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly end: number
  position: number
  /** What is being read, the first word of every error: a message type or `transaction`. */
  readonly subject: string
  readonly #view: DataView
  readonly #names: string[] = []
  readonly #indexes: number[] = []
  #depth = 0

  constructor(bytes: Uint8Array, subject: string, position = 0, view?: DataView) {
    this.bytes = bytes
    this.end = bytes.length
    this.position = position
    this.subject = subject
    this.#view = view ?? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** A second reader over the same bytes, with a path of its own. */
  fork(position: number): ByteReader {
    return new ByteReader(this.bytes, this.subject, position, this.#view)
  }

  get remaining(): number {
    return this.end - this.position
  }

  /** Opens the list or struct `name` in the path; {@link at} tells which element is read. */
  enter(name: string): void {
    this.#names[this.#depth] = name
    this.#indexes[this.#depth] = -1
    this.#depth++
  }

  at(index: number): void {
    this.#indexes[this.#depth - 1] = index
  }

  leave(): void {
    this.#depth--
  }

  uint8(field: string): number {
    const start = this.#advance(1, field)
    return this.bytes[start]!
  }

  uint16(field: string): number {
    const start = this.#advance(2, field)
    return this.#view.getUint16(start, true)
  }

  /** Ports are the one big-endian field of the protocol. */
  uint16BigEndian(field: string): number {
    const start = this.#advance(2, field)
    return this.#view.getUint16(start, false)
  }

  uint32(field: string): number {
    const start = this.#advance(4, field)
    return this.#view.getUint32(start, true)
  }

  int32(field: string): number {
    const start = this.#advance(4, field)
    return this.#view.getInt32(start, true)
  }

  uint64(field: string): bigint {
    const start = this.#advance(8, field)
    return this.#view.getBigUint64(start, true)
  }

  /** A signed 64-bit integer as a number; one that a number cannot hold exactly is refused. */
  safeInt64(field: string): number {
    const start = this.#advance(8, field)
    const low = this.#view.getUint32(start, true)
    const high = this.#view.getInt32(start + 4, true)
    if (high > MAX_SAFE_HIGH || high < MIN_SAFE_HIGH) {
      const value = this.#view.getBigInt64(start, true)
      this.fail(field, `${value} is outside -2^53 to 2^53`, start)
    }
    return high * TWO_POW_32 + low
  }

  /** Any non-zero byte is true, as nodes read it. */
  bool(field: string): boolean {
    return this.uint8(field) !== 0
  }

  /** `length` bytes as a view into the payload: valid, and unchanged, as long as that is. */
  view(length: number, field: string): Uint8Array {
    const start = this.#advance(length, field)
    // A payload can hold millions of empty scripts and witness items, a byte each.
    if (length === 0) return emptyView
    // A plain Uint8Array also where the payload is a Buffer: its subarray() is far slower.
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + start, length)
  }

  skip(length: number, field: string): void {
    this.#advance(length, field)
  }

  hash(field: string): Uint8Array {
    return this.view(32, field)
  }

  hashes(field: string, limit: number = BitcoinLimits.compactSize): Uint8Array[] {
    const count = this.count(field, 32, limit)
    const hashes: Uint8Array[] = []
    this.enter(field)
    for (let index = 0; index < count; index++) {
      this.at(index)
      hashes.push(this.hash('hash'))
    }
    this.leave()
    return hashes
  }

  /**
   * A CompactSize as Bitcoin Core's ReadCompactSize takes it: the shortest of the
   * encodings, and at most 0x02000000.
   */
  compactSize(field: string): number {
    const start = this.#advance(1, field)
    const first = this.bytes[start]!
    if (first < 0xfd) return first
    return this.#longCompactSize(first, start, field)
  }

  #longCompactSize(first: number, start: number, field: string): number {
    const value = this.#compactSize64(first, start, field)
    if (value > BitcoinLimits.compactSize) {
      this.fail(field, `CompactSize ${value} is over ${BitcoinLimits.compactSize}`, start)
    }
    return Number(value)
  }

  /** A CompactSize over the full 64 bits, as `addrv2` carries services; still the shortest form. */
  compactSize64(field: string): bigint {
    const start = this.#advance(1, field)
    const first = this.bytes[start]!
    return BigInt(first < 0xfd ? first : this.#compactSize64(first, start, field))
  }

  #compactSize64(first: number, start: number, field: string): number | bigint {
    const value =
      first === 0xfd ? this.uint16(field) : first === 0xfe ? this.uint32(field) : this.uint64(field)
    const least = first === 0xfd ? 0xfd : first === 0xfe ? 0x1_0000 : TWO_POW_32
    if (value < least) this.fail(field, `CompactSize ${value} is not in its shortest form`, start)
    return value
  }

  /** A count of elements, checked against `limit` and the bytes that remain. */
  count(field: string, elementSize: number, limit: number = BitcoinLimits.compactSize): number {
    const start = this.position
    const count = this.compactSize(field)
    if (count > limit) this.fail(field, `count ${count} is over the limit of ${limit}`, start)
    if (count * elementSize > this.end - this.position) {
      this.fail(
        field,
        `count ${count} needs at least ${count * elementSize} bytes, ${this.remaining} are left`,
        start,
      )
    }
    return count
  }

  /** Bytes with their length in front, as a view into the payload. */
  varBytes(field: string, limit: number = BitcoinLimits.compactSize): Uint8Array {
    const start = this.position
    const length = this.compactSize(field)
    if (length > limit) this.fail(field, `length ${length} is over the limit of ${limit}`, start)
    return this.view(length, field)
  }

  skipVarBytes(field: string): void {
    const length = this.compactSize(field)
    this.#advance(length, field)
  }

  /** Text with its length in front, one character a byte (Latin-1), so that no byte is lost. */
  varText(field: string, limit: number): string {
    const bytes = this.varBytes(field, limit)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  }

  /** Throws the one error of this folder, for `field` at byte `offset`. */
  fail(field: string, problem: string, offset: number = this.position): never {
    let path = this.subject
    for (let level = 0; level < this.#depth; level++) {
      const index = this.#indexes[level]!
      path += `.${this.#names[level]}${index < 0 ? '' : `[${index}]`}`
    }
    throw new NodetapError(
      ErrorCodes.MalformedPayload,
      `${path}.${field} at byte ${offset}: ${problem}`,
    )
  }

  /** Moves past `length` bytes and returns where they start. */
  #advance(length: number, field: string): number {
    const start = this.position
    if (length > this.end - start) {
      this.fail(field, `${length} bytes are needed, ${this.end - start} are left`, start)
    }
    this.position = start + length
    return start
  }
}
