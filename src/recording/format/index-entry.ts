import type { Loss } from '../../client/index.js'
import type { recording } from '../../schema/index.js'
import { RecordingLimits } from '../limits.js'
import type { BatchFacts } from './batch-facts.js'
import { malformedIndex } from './malformed-index.js'

/** A batch in a file, and what is in it. */
export interface IndexedBatch extends BatchFacts {
  /** Where its entry begins, how long it is, and the CRC-32 of these bytes. */
  readonly offset: number
  readonly entryBytes: number
  readonly checksum: number
}

/** The batches since the index before, and what happened between them. */
export interface IndexPart {
  /** Where the index before begins; 0: there is none. */
  readonly previousIndex: number
  readonly batches: readonly IndexedBatch[]
  /** Events lost, by tracepoint. */
  readonly lost: ReadonlyMap<string, number>
  readonly gaps: number
}

/** The name of losses that are not told apart. */
const ANY = '*'

/** Collects what the next index will tell. */
export class IndexCollector implements IndexPart {
  readonly batches: IndexedBatch[] = []
  readonly lost = new Map<string, number>()
  gaps = 0
  previousIndex = 0
  #bytes = 0

  get isEmpty(): boolean {
    return this.batches.length === 0 && this.lost.size === 0 && this.gaps === 0
  }

  get isFull(): boolean {
    return (
      this.batches.length >= RecordingLimits.maxBatchesPerIndex ||
      this.#bytes >= RecordingLimits.maxBytesPerIndex
    )
  }

  addBatch(batch: IndexedBatch): void {
    this.batches.push(batch)
    this.#bytes += batch.entryBytes
  }

  addLosses(losses: readonly Loss[]): void {
    for (const { tracepoint, count } of losses) {
      if (count === 0) continue
      const isNew = !this.lost.has(tracepoint)
      const name = isNew && this.lost.size >= RecordingLimits.maxIndexedLosses ? ANY : tracepoint
      this.lost.set(name, (this.lost.get(name) ?? 0) + count)
    }
  }

  /** Begins anew, behind the index that begins at `offset`. */
  next(offset: number): void {
    this.batches.length = 0
    this.lost.clear()
    this.gaps = 0
    this.previousIndex = offset
    this.#bytes = 0
  }
}

export function writeIndex(builder: recording.RecordingIndexBuilder, part: IndexPart): void {
  const { batches, lost } = part
  builder.previousIndex = part.previousIndex
  builder.gaps = part.gaps
  builder.offset = words(batches.map(it => it.offset))
  builder.entryBytes = Uint32Array.from(batches, it => it.entryBytes)
  builder.checksum = Uint32Array.from(batches, it => it.checksum)
  builder.firstSequence = words(batches.map(it => it.firstSequence))
  builder.lastSequence = words(batches.map(it => it.lastSequence))
  builder.firstTimestampUs = words(batches.map(it => it.firstTimestampUs))
  builder.lastTimestampUs = words(batches.map(it => it.lastTimestampUs))
  const names = new Set([
    ...batches.flatMap(it => it.tracepoints.map(({ name }) => name)),
    ...lost.keys(),
  ])
  const list = builder.initTracepoints(names.size)
  for (const [i, name] of [...names].entries()) {
    const facts = batches.map(it => it.tracepoints.find(it => it.name === name))
    const tracepoint = list.get(i)
    tracepoint.name = name
    tracepoint.count = Uint32Array.from(facts, it => it?.count ?? 0)
    tracepoint.bytes = Uint32Array.from(facts, it => it?.bytes ?? 0)
    tracepoint.lost = lost.get(name) ?? 0
  }
}

/** Reads an index that begins at `at`. Throws MALFORMED_RECORDING or MALFORMED_MESSAGE. */
export function readIndex(reader: recording.RecordingIndexReader, at: number): IndexPart {
  const { entryBytes, checksum } = reader
  const count = entryBytes.length
  const offset = numbers(reader.offset, count)
  const firstSequence = numbers(reader.firstSequence, count)
  const lastSequence = numbers(reader.lastSequence, count)
  const firstTimestampUs = numbers(reader.firstTimestampUs, count)
  const lastTimestampUs = numbers(reader.lastTimestampUs, count)
  if (checksum.length !== count) malformedIndex('its lists are not equally long')
  const { previousIndex } = reader
  if (previousIndex >= at) malformedIndex('the index before it lies behind it')
  const lost = new Map<string, number>()
  const facts: TracepointFactsOf[] = Array.from({ length: count }, () => ({ events: 0, list: [] }))
  if (reader.tracepoints.length > RecordingLimits.maxIndexedTracepoints) {
    malformedIndex(`it tells of ${reader.tracepoints.length} tracepoints`)
  }
  for (const tracepoint of reader.tracepoints) {
    const { name, count: counts, bytes } = tracepoint
    if (counts.length !== count || bytes.length !== count) {
      malformedIndex('its lists are not equally long')
    }
    if (tracepoint.lost > 0) lost.set(name, tracepoint.lost)
    for (let i = 0; i < count; i++) {
      const events = counts[i] as number
      const of = facts[i] as TracepointFactsOf
      if (events === 0) continue
      of.events += events
      of.list.push({ name, count: events, bytes: bytes[i] as number })
    }
  }
  const batches = facts.map(({ events, list }, i) => ({
    offset: offset[i] as number,
    entryBytes: entryBytes[i] as number,
    checksum: checksum[i] as number,
    firstSequence: firstSequence[i] as number,
    lastSequence: lastSequence[i] as number,
    firstTimestampUs: firstTimestampUs[i] as number,
    lastTimestampUs: lastTimestampUs[i] as number,
    events,
    tracepoints: list,
  }))
  let end = previousIndex
  for (const batch of batches) {
    if (batch.offset < end) malformedIndex('its batches are not in their order')
    end = batch.offset + batch.entryBytes
  }
  if (end > at) malformedIndex('a batch of it lies behind it')
  return { previousIndex, batches, lost, gaps: reader.gaps }
}

interface TracepointFactsOf {
  events: number
  readonly list: { name: string; count: number; bytes: number }[]
}

const TWO_32 = 0x1_0000_0000

/** 64-bit integers as pairs of words, the low one first. */
function words(values: readonly number[]): Uint32Array {
  const pairs = new Uint32Array(2 * values.length)
  values.forEach((value, i) => {
    pairs[2 * i] = value
    pairs[2 * i + 1] = Math.floor(value / TWO_32)
  })
  return pairs
}

function numbers(pairs: Uint32Array, count: number): Float64Array {
  if (pairs.length !== 2 * count) malformedIndex('its lists are not equally long')
  const values = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const value = ((pairs[2 * i + 1] as number) | 0) * TWO_32 + (pairs[2 * i] as number)
    if (!Number.isSafeInteger(value)) malformedIndex('a number of it is not within 2^53')
    values[i] = value
  }
  return values
}
