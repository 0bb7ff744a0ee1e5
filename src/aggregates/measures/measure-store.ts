import type { FieldReader } from '../event-fields.js'
import type { MeasureResult } from '../results.js'

/** Takes the value of the event `at` into the group. */
export type Adder = (group: number, at: number) => void

/** What one measure has of all groups; a group is a small number. */
export interface MeasureStore {
  /** Makes room for groups below `groups`. New ones are empty. */
  reserve(groups: number): void
  /** For the events of a tracepoint that has the measure's field. */
  adder(reader: FieldReader): Adder
  result(group: number): MeasureResult
  /** Empties groups below `groups`. */
  clear(groups: number): void
}

/** The number that a reader gives. Throws a TypeError for one that gives none. */
export function numberOf(reader: FieldReader): (at: number) => number {
  if (reader.kind !== 'number') throw new TypeError(`A number is wanted, not ${reader.kind}`)
  return reader.number
}

/** The same content in an array of another length. */
export function grown(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length)
  larger.set(array)
  return larger
}
