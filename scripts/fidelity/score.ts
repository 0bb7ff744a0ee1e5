import type { BridgeEvent } from '../../src/sources/bitcoind/index.js'
import { TRACEPOINTS } from '../../src/tracepoints/index.js'
import {
  asTruth,
  type Comparison,
  comparisons,
  isEqual,
  isOfNode,
  type SharedField,
} from './fields.js'
import { byTime, type Match, match } from './match.js'
import type { Session, Truth } from './session.js'

/** How a field of the matched events compares. */
export interface FieldScore {
  readonly field: string
  readonly equal: number
  readonly different: number
  /** The event itself says that it doesn't know. */
  readonly untold: number
}

/** How the events of a tracepoint compare with the truth. */
export interface Score {
  readonly name: string
  readonly truth: number
  readonly found: number
  readonly missed: number
  readonly invented: number
  readonly fields: readonly FieldScore[]
  /** Matched events that are in the truth's order among themselves: the longest such row. */
  readonly inOrder: number
  /** |time of the event - time of the firing|, microseconds; undefined where nothing matched. */
  readonly timeErrorMedianUs: number | undefined
  readonly timeErrorP99Us: number | undefined
}

/** Coins of temporary caches, of which little is told. */
const TEMPORARY = ' (temporary caches)'

/** Scores a stream of events against a session's truth, and all tracepoints' order together. */
export function score(
  session: Pick<Session, 'truth' | 'steps'>,
  events: readonly BridgeEvent[],
): { readonly scores: readonly Score[]; readonly inOrder: number; readonly matched: number } {
  const scores: Score[] = []
  const matches: Match[] = []
  const isMain = mainCacheRule(session)
  for (const { name } of TRACEPOINTS) {
    if (!isOfNode(name)) continue
    const all = session.truth.filter(truth => truth.name === name)
    const own = events
      .map((event, place) => ({ event, place }))
      .filter(({ event }) => event.tracepoint === name)
    const compare = (label: string, truth: readonly Truth[], found: typeof own): void => {
      const matched = match(comparisons[name], truth, found)
      for (const each of matched) matches.push(each)
      scores.push(scoreOf(label, truth.length, found.length, matched, comparisons[name]))
    }
    if (name !== 'utxocache:add' && name !== 'utxocache:spent') compare(name, all, own)
    else {
      const isOfMain = ({ event }: { readonly event: BridgeEvent }): boolean =>
        'cache' in event && event.cache === 'main'
      const main = own.filter(isOfMain)
      const isOwn =
        session.steps.length > 0 ? isMain : believing(main, comparisons[name], all, isMain)
      compare(name, all.filter(isOwn), main)
      compare(
        name + TEMPORARY,
        all.filter(truth => !isOwn(truth)),
        own.filter(entry => !isOfMain(entry)),
      )
    }
  }
  matches.sort(byTime)
  return { scores, inOrder: longestRow(matches), matched: matches.length }
}

/** The log rounds to 10 µs, and its lines are written a little after the fact. Microseconds. */
const SLACK_US = 50

/**
 * Connecting a block, and taking one back, changes the main cache; all other events are of
 * temporary caches. Both happen under the lock that guards the chain, so that the coins' events
 * of those moments are theirs: the `duration_ns` and the writing of the index before a
 * `block_connected`, counted from it or from the last timed step, whichever reaches further back
 * (a thread may be kept waiting between them), and the time that the log gives for taking a block
 * back.
 */
function mainCacheRule({
  truth,
  steps,
}: Pick<Session, 'truth' | 'steps'>): (firing: Truth) => boolean {
  const spans: { fromUs: number; toUs: number }[] = []
  const lastSteps = steps.filter(({ step }) => step === 'Write undo data')
  const indexWritings = steps.filter(({ step }) => step === 'Index writing')
  let next = 0
  for (const { name, timeUs, fields } of truth) {
    if (name !== 'validation:block_connected') continue
    while ((lastSteps[next]?.atUs ?? Number.POSITIVE_INFINITY) <= timeUs + SLACK_US) next++
    const endUs = Math.min(
      timeUs - (indexWritings[next - 1]?.tookUs ?? 0),
      lastSteps[next - 1]?.atUs ?? timeUs,
    )
    const tookUs = Number(fields.duration_ns) / 1000
    spans.push({ fromUs: endUs - tookUs - SLACK_US, toUs: timeUs })
  }
  for (const { step, atUs, tookUs } of steps) {
    if (step === 'Disconnect block') spans.push({ fromUs: atUs - tookUs - SLACK_US, toUs: atUs })
  }
  // The chain's lock keeps them apart: they can only touch, by their slack.
  spans.sort((a, b) => a.toUs - b.toUs)
  return ({ timeUs }) => {
    let low = 0
    let high = spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle]?.toUs ?? 0) < timeUs) low = middle + 1
      else high = middle
    }
    return timeUs >= (spans[low]?.fromUs ?? Number.POSITIVE_INFINITY)
  }
}

/**
 * Without the log's times, a firing is believed to be of the main cache, too, if the bridge tells
 * one there that is none of those that are known to be.
 */
function believing(
  events: readonly Omit<Match, 'truth'>[],
  comparison: Comparison,
  truths: readonly Truth[],
  isMain: (firing: Truth) => boolean,
): (firing: Truth) => boolean {
  const known = match(comparison, truths.filter(isMain), events)
  const found = new Set(known.map(({ event }) => event))
  const others = truths.filter(truth => !isMain(truth))
  const rest = events.filter(({ event }) => !found.has(event))
  const believed = new Set(match(comparison, others, rest).map(({ truth }) => truth))
  return firing => believed.has(firing) || isMain(firing)
}

function scoreOf(
  name: string,
  truth: number,
  events: number,
  matches: readonly Match[],
  comparison: Comparison,
): Score {
  const errors = matches
    .map(({ truth: firing, event }) => Math.abs(event.timestampUs - firing.timeUs))
    .sort((a, b) => a - b)
  return {
    name,
    truth,
    found: matches.length,
    missed: truth - matches.length,
    invented: events - matches.length,
    fields: comparedFields(comparison, matches).map(field => {
      let equal = 0
      let different = 0
      let untold = 0
      for (const { truth: firing, event } of matches) {
        const value = firing.fields[field.truth]
        // Older versions pass fewer arguments.
        if (value === undefined) continue
        if (event.missing.includes(field.event)) untold++
        else if (isEqual(value, asTruth(event, field.event), field.within)) equal++
        else different++
      }
      return { field: field.event, equal, untold, different }
    }),
    inOrder: longestRow(matches),
    timeErrorMedianUs: errors[Math.floor(errors.length / 2)],
    timeErrorP99Us: errors[Math.min(errors.length - 1, Math.floor(errors.length * 0.99))],
  }
}

/** Those that identify an event are equal in every match, but where the event doesn't tell them. */
function comparedFields(
  { identity, others }: Comparison,
  matches: readonly Match[],
): readonly SharedField[] {
  const untold = identity.filter(field =>
    matches.some(({ event }) => event.missing.includes(field.event)),
  )
  return [...untold, ...others]
}

/** The length of the longest rising subsequence of places. */
function longestRow(matches: readonly Match[]): number {
  const ends: number[] = []
  for (const { place } of matches) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) < place) low = middle + 1
      else high = middle
    }
    ends[low] = place
  }
  return ends.length
}
