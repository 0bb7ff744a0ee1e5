import { malformed, type StructListReader } from '../../capnp/index.js'
import type { tracing } from '../../schema/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import type { BatchSource, ColumnSource, TextDictionary } from '../batch/index.js'

/** Texts that a column's 16-bit indexes can tell apart. */
const MAX_TEXTS = 65_535

const INBOUND = findTracepoint('net:inbound_message').id
const OUTBOUND = findTracepoint('net:outbound_message').id

/**
 * Upstream's rows turned into our columns, so that a batch is the same whichever node it comes
 * from. Rows carry no sequence number: they get consecutive ones from `firstSequence` on.
 */
export function readRows(
  rows: StructListReader<tracing.NetMessageReader>,
  firstSequence: number,
  byteLength: number,
): BatchSource {
  const texts = new RowTexts()
  const inbound = new RowColumns(rows.length)
  const outbound = new RowColumns(rows.length)
  let sequenceOffset = 0
  let baseTimestampUs = 0
  for (const row of rows) {
    const timestampUs = row.timestampUs
    if (sequenceOffset === 0) baseTimestampUs = timestampUs
    // Threads of the node may hand over events a little out of order; offsets cannot go below 0.
    const timestampOffset = Math.max(0, timestampUs - baseTimestampUs)
    const columns = row.inbound ? inbound : outbound
    columns.add(row, sequenceOffset, timestampOffset, texts)
    sequenceOffset++
  }
  return {
    eventCount: rows.length,
    firstSequence,
    baseTimestampUs,
    byteLength,
    texts,
    columns: id => {
      const columns = id === INBOUND ? inbound : id === OUTBOUND ? outbound : null
      return columns === null || columns.count === 0 ? null : columns
    },
  }
}

/** The texts of a batch of rows, each once. */
class RowTexts implements TextDictionary {
  readonly #texts: string[] = []
  readonly #indexes = new Map<string, number>()

  get length(): number {
    return this.#texts.length
  }

  get(index: number): string {
    const text = this.#texts[index]
    if (text === undefined) throw new RangeError(`text ${index} of ${this.length}`)
    return text
  }

  add(text: string): number {
    let index = this.#indexes.get(text)
    if (index === undefined) {
      index = this.#texts.push(text) - 1
      if (index >= MAX_TEXTS) malformed(`more than ${MAX_TEXTS} different texts in one batch`)
      this.#indexes.set(text, index)
    }
    return index
  }
}

/** The columns of one direction, by the places of their pointers in NetMessageColumns. */
class RowColumns implements ColumnSource {
  count = 0
  readonly #sequenceOffsets: Uint32Array
  readonly #timestampOffsets: Uint32Array
  readonly #peerIds: Uint32Array
  readonly #sizes: Uint32Array
  readonly #texts: readonly Uint16Array[]
  readonly #payloadEnds: Uint32Array
  readonly #payloads: Uint8Array[] = []
  #payloadBytes = 0

  constructor(capacity: number) {
    this.#sequenceOffsets = new Uint32Array(capacity)
    this.#timestampOffsets = new Uint32Array(capacity)
    this.#peerIds = new Uint32Array(2 * capacity)
    this.#sizes = new Uint32Array(2 * capacity)
    this.#texts = [0, 1, 2].map(() => new Uint16Array(capacity))
    this.#payloadEnds = new Uint32Array(capacity)
  }

  add(
    row: tracing.NetMessageReader,
    sequenceOffset: number,
    timestampOffset: number,
    texts: RowTexts,
  ): void {
    const i = this.count++
    this.#sequenceOffsets[i] = sequenceOffset
    this.#timestampOffsets[i] = timestampOffset
    setInt64(this.#peerIds, i, row.peerId)
    setInt64(this.#sizes, i, row.msgSize)
    this.#text(0)[i] = texts.add(row.peerAddr)
    this.#text(1)[i] = texts.add(row.connType)
    this.#text(2)[i] = texts.add(row.msgType)
    const { payload } = row
    this.#payloads.push(payload)
    this.#payloadBytes += payload.length
    this.#payloadEnds[i] = this.#payloadBytes
  }

  getUint32List(pointer: number): Uint32Array {
    const all = [this.#sequenceOffsets, this.#timestampOffsets][pointer] ?? this.#payloadEnds
    return all.subarray(0, this.count)
  }

  getInt32List(): Int32Array {
    throw new RangeError('messages have no column of this kind')
  }

  getUint16List(pointer: number): Uint16Array {
    return this.#text(pointer - 3).subarray(0, this.count)
  }

  getWordList(pointer: number): Uint32Array {
    return (pointer === 2 ? this.#peerIds : this.#sizes).subarray(0, 2 * this.count)
  }

  getBoolList(): { readonly length: number; get(index: number): boolean } {
    throw new RangeError('messages have no column of this kind')
  }

  getData(): Uint8Array {
    return Buffer.concat(this.#payloads, this.#payloadBytes)
  }

  #text(which: number): Uint16Array {
    return this.#texts[which] ?? new Uint16Array(0)
  }
}

function setInt64(words: Uint32Array, i: number, value: number): void {
  words[2 * i] = value
  words[2 * i + 1] = Math.floor(value / 0x100000000)
}
