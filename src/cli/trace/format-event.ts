import type { TraceEvent } from '../../client/index.js'
import {
  eventToJson,
  findTracepoint,
  type JsonValue,
  type TracepointField,
} from '../../tracepoints/index.js'
import { type Output, styled } from '../context.js'
import { printable } from '../printable.js'
import { clockTime } from '../wall-clock.js'
import { describePayload } from './describe-payload.js'

/** Columns of the longest usual tracepoint name. */
const NAME_WIDTH = 24

const COLORS = {
  net: 'cyan',
  validation: 'yellow',
  utxocache: 'blue',
  mempool: 'green',
  coin_selection: 'magenta',
  snapshot: 'white',
  nodetap: 'gray',
} as const

/**
 * An event as a line for a person: time, tracepoint, fields in the schema's order. With
 * `decode`, what a P2P message says stands in place of its payload.
 */
export function formatEvent(
  event: TraceEvent,
  output: Output,
  monotonicZeroUnixUs: number,
  decode = false,
): string {
  const context = event.tracepoint.slice(0, event.tracepoint.indexOf(':'))
  const color = COLORS[context as keyof typeof COLORS] ?? 'white'
  const json = eventToJson(event)
  const decoded = decode ? formatDecoded(event) : null
  const fields = findTracepoint(event.tracepoint)
    .fields.filter(
      ({ name, kind }) => kind !== 'payload' || (json[name] !== '' && decoded === null),
    )
    .map(field => formatField(field, json[field.name] ?? '', output))
  if (decoded !== null) fields.push(styled(output, 'bold', decoded))
  return [
    styled(output, 'dim', clockTime(event.timestampUs, monotonicZeroUnixUs)),
    styled(output, color, event.tracepoint.padEnd(NAME_WIDTH)),
    ...fields,
  ].join(' ')
}

function formatField(field: TracepointField, value: JsonValue, output: Output): string {
  const name = styled(output, 'dim', `${field.name}=`)
  return `${name}${formatValue(field, value)}`
}

function formatValue(field: TracepointField, value: JsonValue): string {
  // As much of a payload as was asked for: none where nobody did.
  if (field.kind === 'payload') return String(value)
  if (typeof value === 'string') {
    const text = printable(value)
    // A text with spaces, or none at all, is quoted so that the line can be told apart.
    return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text)
  }
  return String(value)
}

/** What a P2P message says, on one line; null for events that are no messages. */
function formatDecoded(event: TraceEvent): string | null {
  if (event.tracepoint !== 'net:inbound_message' && event.tracepoint !== 'net:outbound_message') {
    return null
  }
  return describePayload(event.messageType, event.payload, event.size)
}
