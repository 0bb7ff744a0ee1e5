import {
  type EventMap,
  eventToJson,
  type TraceEvent,
  type TracepointName,
} from '../tracepoints/index.js'

/** What a field must be: a value, bytes (also as hex, hashes in display order), or a condition. */
type FieldPattern<V> = V | (V extends Uint8Array ? string : never) | ((value: V) => boolean)

/** An event of a tracepoint, with the fields that matter. */
export type EventPattern<N extends TracepointName = TracepointName> = {
  [T in N]: { readonly tracepoint: T } & {
    readonly [F in Exclude<keyof EventMap[T], 'tracepoint'>]?: FieldPattern<EventMap[T][F]>
  }
}[N]

/** A tracepoint's name, or a pattern of its event. */
export type Expectation = TracepointName | EventPattern

/** The events that match a list of expectations, each with its own type. */
export type MatchedEvents<E extends readonly Expectation[]> = {
  [K in keyof E]: E[K] extends TracepointName
    ? EventMap[E[K]]
    : E[K] extends { readonly tracepoint: infer N extends TracepointName }
      ? EventMap[N]
      : never
}

/** Whether an event is what is expected. */
export function matches(event: TraceEvent, expectation: Expectation): boolean {
  if (typeof expectation === 'string') return event.tracepoint === expectation
  if (event.tracepoint !== expectation.tracepoint) return false
  const values = event as unknown as Readonly<Record<string, unknown>>
  return Object.entries(expectation).every(([field, wanted]) =>
    isAsWanted(event, field, values[field], wanted),
  )
}

function isAsWanted(event: TraceEvent, field: string, value: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'function') return wanted(value) === true
  if (!(value instanceof Uint8Array)) return Object.is(value, wanted)
  if (wanted instanceof Uint8Array) return Buffer.compare(value, wanted) === 0
  return eventToJson(event)[field] === String(wanted).toLowerCase()
}

/** An expectation in words, for messages. */
export function describeExpectation(expectation: Expectation): string {
  if (typeof expectation === 'string') return expectation
  const { tracepoint, ...fields } = expectation
  const described = Object.entries(fields).map(([name, wanted]) => `${name}: ${inWords(wanted)}`)
  return described.length === 0 ? tracepoint : `${tracepoint} { ${described.join(', ')} }`
}

function inWords(wanted: unknown): string {
  if (typeof wanted === 'function') return wanted.name === '' ? '(a condition)' : `(${wanted.name})`
  return wanted instanceof Uint8Array ? Buffer.from(wanted).toString('hex') : JSON.stringify(wanted)
}
