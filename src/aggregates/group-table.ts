import { slotOfNumbers, tableSize } from './values/slots.js'

/** The group of all that comes when there are as many others as there may be. */
export const OTHER_GROUP = 0

/**
 * Groups by their keys of up to three numbers. Groups are numbered from 1 in the order in which
 * they came; 0 is the group of others.
 */
export class GroupTable {
  readonly #maxGroups: number
  /** Events by group. */
  #events = new Float64Array(INITIAL_GROUPS)
  #first = new Float64Array(INITIAL_GROUPS)
  #second = new Float64Array(INITIAL_GROUPS)
  #third = new Float64Array(INITIAL_GROUPS)
  /** Open addressing: a group, 0 where free. At most half full. */
  #table = new Int32Array(tableSize(INITIAL_GROUPS))
  #size = 0
  #total = 0

  constructor(maxGroups: number) {
    this.#maxGroups = maxGroups
  }

  /** Groups there are, without that of others. */
  get size(): number {
    return this.#size
  }

  /** Events of all groups. */
  get total(): number {
    return this.#total
  }

  events(group: number): number {
    return this.#events[group] as number
  }

  /** Counts an event of a group. */
  count(group: number): void {
    this.#events[group] = (this.#events[group] as number) + 1
    this.#total++
  }

  get isFull(): boolean {
    return this.#size >= this.#maxGroups
  }

  /** The group with this key; {@link OTHER_GROUP} where there is none. */
  find(first: number, second: number, third: number): number {
    const mask = this.#table.length - 1
    for (let slot = slotOfNumbers(first, second, third) & mask; ; slot = (slot + 1) & mask) {
      const group = this.#table[slot] as number
      if (
        group === 0 ||
        (this.#first[group] === first &&
          this.#second[group] === second &&
          this.#third[group] === third)
      ) {
        return group
      }
    }
  }

  /** Makes a group for a key that has none; not to be called where it is full. */
  add(first: number, second: number, third: number): number {
    const group = ++this.#size
    if (group >= this.#events.length) this.#grow()
    this.#first[group] = first
    this.#second[group] = second
    this.#third[group] = third
    this.#insert(group)
    return group
  }

  key(group: number): readonly [number, number, number] {
    return [
      this.#first[group] as number,
      this.#second[group] as number,
      this.#third[group] as number,
    ]
  }

  clear(): void {
    this.#events.fill(0, 0, this.#size + 1)
    this.#table.fill(0)
    this.#size = 0
    this.#total = 0
  }

  #grow(): void {
    const length = this.#events.length * 2
    this.#events = lengthened(this.#events, length)
    this.#first = lengthened(this.#first, length)
    this.#second = lengthened(this.#second, length)
    this.#third = lengthened(this.#third, length)
    this.#table = new Int32Array(tableSize(length))
    // The last one is inserted by whoever adds it.
    for (let group = 1; group < this.#size; group++) this.#insert(group)
  }

  #insert(group: number): void {
    const mask = this.#table.length - 1
    const [first, second, third] = this.key(group)
    let slot = slotOfNumbers(first, second, third) & mask
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask
    this.#table[slot] = group
  }
}

const INITIAL_GROUPS = 64

function lengthened(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(length)
  longer.set(array)
  return longer
}
