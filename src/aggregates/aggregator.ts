import type { Tracepoint } from '../tracepoints/index.js'
import type { EventFields, FieldReader } from './event-fields.js'
import { GroupTable, OTHER_GROUP } from './group-table.js'
import { makeStore } from './measures/make-store.js'
import type { Adder, MeasureStore } from './measures/measure-store.js'
import type { AggregatePlan } from './plan.js'
import type { GroupResult } from './results.js'
import { NO_GROUP, TextGroups } from './text-groups.js'
import { ABSENT, FieldCodes, type ValueCodes } from './values/field-codes.js'
import { HashCodes } from './values/hash-codes.js'
import { TextCodes } from './values/text-codes.js'
import { TextHashes } from './values/text-hashes.js'

type Coder = (at: number) => number
/** How the parts of a group's key are got of an event. */
interface Key {
  readonly first: Coder
  readonly second: Coder
  readonly third: Coder
}

/** How the events of one tracepoint are counted. */
interface Lane {
  /** Where at most a text decides the group. */
  readonly textGroups: TextGroups | null
  /** Codes given to new values, too … */
  readonly coder: Key
  /** … or not, once there are as many groups as there may be. */
  readonly finder: Key
  readonly adders: readonly Adder[]
}

/**
 * Folds events into groups and measures, in memory that the plan bounds. In the steady state,
 * when no new group or value comes, it makes no object an event.
 */
export class Aggregator {
  readonly #plan: AggregatePlan
  readonly #codes: ValueCodes
  readonly #keys: readonly FieldCodes[]
  readonly #groups: GroupTable
  readonly #stores: readonly (MeasureStore | null)[]
  /** By tracepoint id. */
  readonly #lanes: (Lane | undefined)[] = []
  #reserved = 0

  constructor(plan: AggregatePlan, fields: EventFields) {
    this.#plan = plan
    this.#codes = { texts: new TextCodes(fields.texts), hashes: new HashCodes() }
    this.#keys = plan.groupBy.map(({ kind }) => new FieldCodes(kind, this.#codes))
    this.#groups = new GroupTable(plan.maxGroups)
    const textHashes = new TextHashes(fields.texts)
    this.#stores = plan.measures.map(it => makeStore(it, this.#codes, textHashes))
    for (const tracepoint of plan.tracepoints) {
      this.#lanes[tracepoint.id] = this.#lane(tracepoint, fields)
    }
    this.#reserve(INITIAL_GROUPS)
  }

  /** Events since the last {@link clear}. */
  get events(): number {
    return this.#groups.total
  }

  /** Counts the event `at` of a tracepoint of the plan's. */
  add(tracepointId: number, at: number): void {
    const lane = this.#lanes[tracepointId]
    if (lane === undefined) return
    this.#tidy()
    this.#add(lane, at)
  }

  /** Counts the first `count` events of `all`, of one tracepoint; some hundred at a time. */
  addAll(tracepointId: number, all: ArrayLike<number>, count: number): void {
    const lane = this.#lanes[tracepointId]
    if (lane === undefined) return
    this.#tidy()
    for (let i = 0; i < count; i++) this.#add(lane, all[i] as number)
  }

  #add(lane: Lane, at: number): void {
    const { adders, textGroups } = lane
    const { epoch } = this.#codes.texts
    let group = textGroups === null ? NO_GROUP : textGroups.find(at, epoch)
    if (group === NO_GROUP) {
      group = this.#group(lane, at)
      textGroups?.remember(at, epoch, group)
    }
    this.#groups.count(group)
    for (let i = 0; i < adders.length; i++) (adders[i] as Adder)(group, at)
  }

  /** The group of an event by its key; a new one for a new key, as long as there may be more. */
  #group(lane: Lane, at: number): number {
    const groups = this.#groups
    const { first, second, third } = groups.isFull ? lane.finder : lane.coder
    const a = first(at)
    const b = second(at)
    const c = third(at)
    const group = groups.find(a, b, c)
    return group === OTHER_GROUP && !groups.isFull ? this.#addGroup(a, b, c) : group
  }

  /** Between events, when nobody holds a code. */
  #tidy(): void {
    const { texts, hashes } = this.#codes
    if (texts.isUntidy) texts.sweep()
    if (hashes.isUntidy) hashes.sweep()
  }

  /** The groups that have events, the ones with most first. */
  results(): GroupResult[] {
    const results: GroupResult[] = []
    for (let group = OTHER_GROUP; group <= this.#groups.size; group++) {
      if (this.#groups.events(group) !== 0) results.push(this.#result(group))
    }
    return results.sort((a, b) => b.events - a.events)
  }

  /** Begins anew; keeps the memory. */
  clear(): void {
    const groups = this.#groups.size + 1
    for (const store of this.#stores) store?.clear(groups)
    this.#groups.clear()
    this.#codes.texts.clear()
    this.#codes.hashes.clear()
  }

  #addGroup(a: number, b: number, c: number): number {
    const group = this.#groups.add(a, b, c)
    const codes = [a, b, c]
    this.#keys.forEach((field, i) => {
      const code = codes[i] as number
      if (code !== ABSENT) field.retain(code)
    })
    if (group >= this.#reserved) {
      // That of others is one more.
      this.#reserve(Math.min(this.#reserved * 2, this.#plan.maxGroups + 1))
    }
    return group
  }

  #reserve(groups: number): void {
    this.#reserved = groups
    for (const store of this.#stores) store?.reserve(groups)
  }

  #result(group: number): GroupResult {
    const isOther = group === OTHER_GROUP
    const codes = this.#groups.key(group)
    const events = this.#groups.events(group)
    return {
      keys: isOther ? [] : this.#keys.map((field, i) => field.value(codes[i] as number)),
      isOther,
      events,
      measures: this.#stores.map(store => (store === null ? events : store.result(group))),
    }
  }

  #lane(tracepoint: Tracepoint, fields: EventFields): Lane {
    const readers = this.#plan.groupBy.map(({ name }) => fields.reader(tracepoint, name))
    const adders: Adder[] = []
    this.#plan.measures.forEach(({ field }, i) => {
      const reader = field === null ? null : fields.reader(tracepoint, field.name)
      const store = this.#stores[i]
      if (reader !== null && store) adders.push(store.adder(reader))
    })
    return {
      textGroups: textGroupsOf(readers, fields),
      coder: this.#key(readers, (field, reader) => field.coder(reader)),
      finder: this.#key(readers, (field, reader) => field.finder(reader)),
      adders,
    }
  }

  #key(
    readers: readonly (FieldReader | null)[],
    make: (field: FieldCodes, reader: FieldReader) => Coder,
  ): Key {
    const coders = this.#keys.map((field, i) => {
      const reader = readers[i] ?? field.absent
      return reader === null ? absent : make(field, reader)
    })
    const [first = none, second = none, third = none] = coders
    return { first, second, third }
  }
}

/** Null where the group depends on more than the tracepoint and one text. */
function textGroupsOf(
  readers: readonly (FieldReader | null)[],
  { texts }: EventFields,
): TextGroups | null {
  const [reader, ...others] = readers.filter(it => it !== null && it.kind !== 'constant')
  if (others.length > 0) return null
  // Without any text, all events of the tracepoint have one group: that of any number.
  if (!reader) return new TextGroups(texts, () => 0)
  return reader.kind === 'text' ? new TextGroups(texts, reader.textId) : null
}

/** Groups that measures have room for before any comes. */
const INITIAL_GROUPS = 16

/** The code of a key that there is not: the same for all groups. */
function none(): number {
  return 0
}

function absent(): number {
  return ABSENT
}
