import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { tracing2025 } from '../../schema/index.js'
import type { ColumnSource } from '../batch/index.js'

const HASH_BYTES = 32

/** CoinsCache.unknown: the prototype does not tell the caches apart. */
const UNKNOWN_CACHE = 0

/** Coins of one tracepoint, collected one by one and then read as columns. */
export class CoinColumns implements ColumnSource {
  readonly #sequenceOffsets: number[] = []
  readonly #timestampOffsets: number[] = []
  readonly #hashes: Uint8Array[] = []
  readonly #vouts: number[] = []
  readonly #heights: number[] = []
  readonly #values: number[] = []
  readonly #coinbases: boolean[] = []

  get count(): number {
    return this.#vouts.length
  }

  add(coin: tracing2025.UtxoInfoReader, sequenceOffset: number, timestampOffsetUs: number): void {
    const hash = coin.outpointHash
    if (hash.length !== HASH_BYTES) {
      throw new NodetapError(
        ErrorCodes.MalformedMessage,
        `a coin whose transaction has a hash of ${hash.length} bytes`,
      )
    }
    this.#sequenceOffsets.push(sequenceOffset)
    this.#timestampOffsets.push(timestampOffsetUs)
    this.#hashes.push(hash)
    this.#vouts.push(coin.outpointN)
    this.#heights.push(coin.height)
    this.#values.push(coin.value)
    this.#coinbases.push(coin.isCoinbase)
  }

  /** By the places of the columns in the schema's CoinColumns. */
  getUint32List(pointer: number): Uint32Array {
    const columns = [this.#sequenceOffsets, this.#timestampOffsets, [], this.#vouts, this.#heights]
    return Uint32Array.from(columns[pointer] ?? [])
  }

  getWordList(): Uint32Array {
    const words = new Uint32Array(2 * this.count)
    this.#values.forEach((value, i) => {
      words[2 * i] = value
      words[2 * i + 1] = Math.floor(value / 0x100000000)
    })
    return words
  }

  getBoolList(): { readonly length: number; get(index: number): boolean } {
    return { length: this.count, get: index => this.#coinbases[index] === true }
  }

  getUint16List(): Uint16Array {
    return new Uint16Array(this.count).fill(UNKNOWN_CACHE)
  }

  getData(): Uint8Array {
    return Buffer.concat(this.#hashes)
  }

  getInt32List(): Int32Array {
    throw new RangeError('coins have no column of this kind')
  }
}
