import type { BridgeEvent } from '../../src/sources/bitcoind/index.js'
import { align } from './align.js'
import { asTruth, type Comparison, type SharedField } from './fields.js'
import type { Truth } from './session.js'

/** Event and truth are not the same firing if they are further apart than this, microseconds. */
const MAX_APART_US = 2_000_000

interface Placed {
  readonly event: BridgeEvent
  /** The event's place in the stream. */
  readonly place: number
}

export interface Match extends Placed {
  readonly truth: Truth
}

/**
 * Pairs firings with events of the same identity, in order. What an event itself names as missing
 * of its identity is then left out of it: a message of a peer whose number nobody has told is one
 * of the firings that no other event was paired with.
 */
export function match(
  { identity }: Comparison,
  truths: readonly Truth[],
  events: readonly Placed[],
): Match[] {
  const isUntold = ({ event }: Placed, field: SharedField): boolean =>
    event.missing.includes(field.event)
  const kinds = groupBy(events, placed => identity.map(field => isUntold(placed, field)).join())
  const groups = [...kinds.values()].map(group => {
    const told = identity.filter(field => group[0] !== undefined && !isUntold(group[0], field))
    return { told, group }
  })
  groups.sort((a, b) => b.told.length - a.told.length)
  const matches: Match[] = []
  let left = truths
  for (const { told, group } of groups) {
    const found = matchBy(told, left, group)
    const taken = new Set(found.map(({ truth }) => truth))
    left = left.filter(truth => !taken.has(truth))
    for (const each of found) matches.push(each)
  }
  return matches.sort(byTime)
}

/** In the order of the firings. */
export function byTime(one: Match, other: Match): number {
  return one.truth.timeUs - other.truth.timeUs
}

function matchBy(
  identity: readonly SharedField[],
  truths: readonly Truth[],
  events: readonly Placed[],
): Match[] {
  const matches: Match[] = []
  const truthGroups = groupBy(truths, truth =>
    JSON.stringify(identity.map(field => truth.fields[field.truth])),
  )
  const eventGroups = groupBy(events, ({ event }) =>
    JSON.stringify(identity.map(field => asTruth(event, field.event))),
  )
  for (const [key, firings] of truthGroups) {
    const group = eventGroups.get(key) ?? []
    const pairs = align(
      firings.map(({ timeUs }) => timeUs),
      group.map(({ event }) => event.timestampUs),
      MAX_APART_US,
    )
    for (const [at, other] of pairs) {
      const truth = firings[at]
      const found = group[other]
      if (truth !== undefined && found !== undefined) matches.push({ truth, ...found })
    }
  }
  return matches
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
