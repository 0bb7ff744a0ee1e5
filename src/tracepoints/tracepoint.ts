import type { TracepointName } from './generated/events.js'

/** How far a tracepoint's name and fields can be relied on. */
export type Stability = 'experimental' | 'stable' | 'deprecated'

/**
 * What a field of an event is, and its value in JavaScript:
 *
 * - `int32`, `uint32`, `int64`, `uint64`: a number; those of 64 bits lie within 2^53
 * - `bool`: a boolean
 * - `text`: a string. What a peer sent is hostile: escape it before it is shown
 * - `hash`: 32 bytes in internal order; `hashToHex` gives what people read
 * - `payload`: bytes, up to 4 MB
 * - `enum`: the name of an enumerant, as a string
 */
export type FieldKind =
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'bool'
  | 'text'
  | 'hash'
  | 'payload'
  | 'enum'

/** A field of a tracepoint's events. */
export interface TracepointField {
  readonly name: string
  readonly kind: FieldKind
  /** Of an enum: its enumerants by their numbers. */
  readonly enumNames?: readonly string[]
  /** "bytes", "sat", "vbyte", "ns", "us", "s" (Unix seconds); empty if it has none. */
  readonly unit: string
  readonly description: string
}

/** An entry of the catalogue. */
export interface Tracepoint {
  /** Its place in the catalogue: 0, 1, 2 … */
  readonly id: number
  /** "context:event". */
  readonly name: TracepointName
  readonly description: string
  readonly stability: Stability
  /** The struct of schema/tracepoints.capnp that holds its events. */
  readonly columns: string
  /** The pointer of that struct in a batch. */
  readonly pointerIndex: number
  /** What its events have besides `tracepoint`, `sequence` and `timestampUs`. */
  readonly fields: readonly TracepointField[]
}

/** What the events of all tracepoints have. */
export interface EventBase<T extends TracepointName> {
  readonly tracepoint: T
  /** Counts the events of all tracepoints of a node: one order over all of them. */
  readonly sequence: number
  /** When it fired, in monotonic microseconds. A subscription's terms tell the wall-clock time. */
  readonly timestampUs: number
}
