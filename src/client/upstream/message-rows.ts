import { malformed } from '../../capnp/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import type { BatchSource, TextCache } from '../batch/index.js'
import type { PayloadArena } from './payload-arena.js'
import { ROW, RowColumns, timestampAt } from './row-columns.js'
import type { RowList } from './row-list.js'
import { RowTexts } from './row-texts.js'

const INBOUND = findTracepoint('net:inbound_message').id
const OUTBOUND = findTracepoint('net:outbound_message').id

/** Microseconds that the times of one batch may span: its offsets have 32 bits. */
const MAX_SPAN_US = 0xffff_ffff

/** What reading rows needs besides them. */
export interface RowContext {
  /** The first row's sequence number; rows carry none and get consecutive ones. */
  readonly firstSequence: number
  /** Bytes of the message that they came in. */
  readonly byteLength: number
  readonly texts: TextCache
  /** Where payloads may be that are not in the rows; read at once, while the node keeps them. */
  readonly arena: PayloadArena | null
}

/**
 * Upstream's rows turned into our columns, so that a batch is the same whichever node it comes
 * from. One source, but for rows whose times lie more than an hour apart, as those of a queue
 * that was long at rest: these become several.
 */
export function readRows(list: RowList, context: RowContext): BatchSource[] {
  const sources: BatchSource[] = []
  for (let from = 0; from < list.count; ) {
    const source = new RowsSource(list, from, context)
    sources.push(source)
    from += source.eventCount
  }
  return sources
}

/** Rows from `from` on, as many as fit. */
class RowsSource implements BatchSource {
  readonly eventCount: number
  readonly byteLength: number
  readonly firstSequence: number
  readonly baseTimestampUs: number
  readonly texts: RowTexts
  readonly #inbound: RowColumns
  readonly #outbound: RowColumns

  constructor(list: RowList, from: number, context: RowContext) {
    const { first, stride, message } = list
    const { int32, uint32 } = message
    const inbound = new Uint32Array(list.count - from)
    const outbound = new Uint32Array(list.count - from)
    let inboundCount = 0
    let outboundCount = 0
    let usesArena = false
    // Threads of the node may hand over events a little out of order.
    let earliest = Number.POSITIVE_INFINITY
    let latest = Number.NEGATIVE_INFINITY
    let row = 2 * (first + from * stride)
    let count = 0
    for (; count < list.count - from; count++, row += 2 * stride) {
      const timestampUs = timestampAt(uint32, row)
      if (timestampUs < earliest || timestampUs > latest) {
        if (!Number.isSafeInteger(timestampUs)) malformed(`the time ${timestampUs}`)
        const lower = Math.min(earliest, timestampUs)
        const upper = Math.max(latest, timestampUs)
        if (upper - lower > MAX_SPAN_US) break
        earliest = lower
        latest = upper
      }
      if (((int32[row + ROW.flags] as number) & 1) === 1) inbound[inboundCount++] = count
      else outbound[outboundCount++] = count
      // Slots are stored inverted: their default is -1.
      if ((int32[row + ROW.payloadSlot] as number) < 0) usesArena = true
    }
    this.eventCount = count
    this.byteLength = Math.round((context.byteLength * count) / list.count)
    this.firstSequence = context.firstSequence + from
    this.baseTimestampUs = earliest
    this.texts = new RowTexts(list, from, from + count, context.texts)
    const columns = (rows: Uint32Array): RowColumns =>
      new RowColumns(list, from, rows, this.texts, earliest)
    this.#inbound = columns(inbound.subarray(0, inboundCount))
    this.#outbound = columns(outbound.subarray(0, outboundCount))
    if (usesArena) {
      if (context.arena === null) malformed('a payload in an arena that was not announced')
      this.#inbound.copyPayloads(context.arena)
      this.#outbound.copyPayloads(context.arena)
    }
  }

  columns(id: number): RowColumns | null {
    const columns = id === INBOUND ? this.#inbound : id === OUTBOUND ? this.#outbound : null
    return columns === null || columns.count === 0 ? null : columns
  }
}
