import { AggregateLimits } from '../limits.js'

const REGISTERS = AggregateLimits.distinctBytes
const INDEX_BITS = Math.log2(REGISTERS)
/** Bits of a hash behind those that choose the register. */
const RANK_BITS = 64 - INDEX_BITS
/** Slots of the exact phase: pairs of words in the same memory. */
const SLOTS = REGISTERS / 8

/** The relative standard error of an estimate that is not exact: 1.04 / √4096. */
export const DISTINCT_STANDARD_ERROR = 1.04 / Math.sqrt(REGISTERS)

/**
 * How many different values there were, by their hashes, in memory that does not grow: exact up
 * to `AggregateLimits.exactDistinct` of them, and HyperLogLog's registers from there on, read with
 * Ertl's estimator ("New cardinality estimation algorithms for HyperLogLog sketches", 2017), which
 * has no bias to be corrected by tables.
 */
export class DistinctCounter {
  readonly #registers = new Uint8Array(REGISTERS)
  /** The same memory while it is exact: the hashes themselves, (0, 0) where a slot is free. */
  readonly #slots = new Int32Array(this.#registers.buffer)
  /** Values so far while exact; -1 once it is not. */
  #exact = 0

  get isEmpty(): boolean {
    return this.#exact === 0
  }

  add(high: number, low: number): void {
    if (this.#exact < 0) this.#rank(high, low)
    // The pair that stands for a free slot shares the fate of its neighbour.
    else this.#insert(high === 0 && low === 0 ? 1 : high, low)
  }

  estimate(): number {
    return this.#exact >= 0 ? this.#exact : Math.round(estimateOf(this.#registers))
  }

  clear(): void {
    this.#registers.fill(0)
    this.#exact = 0
  }

  #insert(high: number, low: number): void {
    const slots = this.#slots
    for (let slot = low & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const at = slot * 2
      if (slots[at] === high && slots[at + 1] === low) return
      if (slots[at] === 0 && slots[at + 1] === 0) {
        if (this.#exact === AggregateLimits.exactDistinct) {
          this.#leaveExact()
          this.#rank(high, low)
          return
        }
        slots[at] = high
        slots[at + 1] = low
        this.#exact++
        return
      }
    }
  }

  #leaveExact(): void {
    const hashes = this.#slots.slice()
    this.#registers.fill(0)
    this.#exact = -1
    for (let at = 0; at < hashes.length; at += 2) {
      const high = hashes[at] as number
      const low = hashes[at + 1] as number
      if (high !== 0 || low !== 0) this.#rank(high, low)
    }
  }

  #rank(high: number, low: number): void {
    const index = high >>> (32 - INDEX_BITS)
    const rest = high << INDEX_BITS
    const zeros = rest === 0 ? 32 - INDEX_BITS + Math.clz32(low) : Math.clz32(rest)
    const rank = zeros + 1
    if (rank > (this.#registers[index] as number)) this.#registers[index] = rank
  }
}

function estimateOf(registers: Uint8Array): number {
  const counts = new Float64Array(RANK_BITS + 2)
  for (const rank of registers) counts[rank] = (counts[rank] as number) + 1
  let z = REGISTERS * tau(1 - (counts[RANK_BITS + 1] as number) / REGISTERS)
  for (let rank = RANK_BITS; rank >= 1; rank--) z = 0.5 * (z + (counts[rank] as number))
  z += REGISTERS * sigma((counts[0] as number) / REGISTERS)
  return (REGISTERS * REGISTERS) / (2 * Math.LN2) / z
}

/** x + Σ x^(2^k) 2^(k-1) over k ≥ 1. */
function sigma(start: number): number {
  if (start === 1) return Number.POSITIVE_INFINITY
  let x = start
  let y = 1
  let sum = start
  for (;;) {
    x *= x
    const next = sum + x * y
    if (next === sum) return sum
    sum = next
    y += y
  }
}

/** (1 - x - Σ (1 - x^(2^-k))² 2^-k over k ≥ 1) / 3. */
function tau(start: number): number {
  if (start === 0 || start === 1) return 0
  let x = start
  let y = 1
  let sum = 1 - start
  for (;;) {
    x = Math.sqrt(x)
    y *= 0.5
    const next = sum - (1 - x) ** 2 * y
    if (next === sum) return sum / 3
    sum = next
  }
}
