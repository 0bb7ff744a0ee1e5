import type { Entry, Goal, Spread } from './bench.js'
import { pairwise, spreadOf } from './spread.js'

export interface Measured {
  readonly bench: string
  readonly figure: string
  readonly unit: string
  readonly samples: readonly number[]
  /** Samples taken in the same rounds. */
  readonly reference?: { readonly name: string; readonly samples: readonly number[] }
  readonly goal?: Goal
  readonly note?: string
}

/** A line of the report from its samples. */
export function entryOf({ samples, reference, goal, ...about }: Measured): Entry {
  const value = spreadOf(samples)
  const ratio =
    reference === undefined ? null : spreadOf(pairwise(samples, reference.samples, (a, b) => a / b))
  return {
    ...about,
    value,
    reference:
      reference === undefined ? null : { name: reference.name, value: spreadOf(reference.samples) },
    ratio,
    goal: goal ?? null,
    met: goal === undefined ? null : isMet(goal, goal.of === 'value' ? value : ratio),
  }
}

/** A bound on the value, in its unit. */
export function atMost(bound: number, unit: string): Goal {
  return { text: `at most ${bound} ${unit}`, of: 'value', atMost: bound }
}

export function atLeast(bound: number, unit: string): Goal {
  return { text: `at least ${bound} ${unit}`, of: 'value', atLeast: bound }
}

/** A bound on the ratio to the reference. */
export function ratioAtMost(bound: number, text: string): Goal {
  return { text, of: 'ratio', atMost: bound }
}

export function ratioAtLeast(bound: number, text: string): Goal {
  return { text, of: 'ratio', atLeast: bound }
}

function isMet(goal: Goal, spread: Spread | null): boolean {
  if (spread === null) throw new RangeError(`'${goal.text}' is about a ratio, and there is none`)
  return spread.median <= (goal.atMost ?? Infinity) && spread.median >= (goal.atLeast ?? -Infinity)
}
