import { hashToHex } from '../bitcoin/index.js'
import { findTracepoint } from './generated/catalogue.js'
import type { TraceEvent } from './generated/events.js'

/** A value of an event's field as JSON has it: bytes as hex, hashes in display order. */
export type JsonValue = string | number | boolean

/**
 * An event as one JSON object: `tracepoint`, `sequence`, `timestampUs`, then the schema's field
 * names.
 */
export function eventToJson(event: TraceEvent): Record<string, JsonValue> {
  const json: Record<string, JsonValue> = {
    tracepoint: event.tracepoint,
    sequence: event.sequence,
    timestampUs: event.timestampUs,
  }
  const values = event as unknown as Readonly<Record<string, JsonValue | Uint8Array>>
  for (const { name, kind } of findTracepoint(event.tracepoint).fields) {
    const value = values[name]
    if (value instanceof Uint8Array) {
      json[name] = kind === 'hash' ? hashToHex(value) : toHex(value)
    } else if (value !== undefined) {
      json[name] = value
    }
  }
  return json
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
