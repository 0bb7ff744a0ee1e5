import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { Account, SubscriberFacts } from './account.js'
import type { SubscriptionGroup } from './group.js'
import type { Loss } from './loss.js'
import type { Subscription } from './subscription.js'
import type { FullCounts } from './subscription-plan.js'
import type { SubscriptionSnapshot } from './subscription-snapshot.js'

/** Events since the publisher started, by tracepoint id. */
export type FiredOf = (id: number) => number

/** A subscription with what it is counted from: the state when it began. */
export class SubscriptionEntry {
  readonly member: Subscription
  readonly leave: () => void
  readonly #group: SubscriptionGroup
  readonly #snapshot: SubscriptionSnapshot | null
  readonly #facts: SubscriberFacts
  readonly #firedOf: FiredOf
  readonly #firedBefore: readonly number[]
  readonly #filteredBefore: readonly number[]
  readonly #sinceUnixUs = Date.now() * 1000

  /** `leave` gives up what is kept for it. */
  constructor(
    member: Subscription,
    group: SubscriptionGroup,
    snapshot: SubscriptionSnapshot | null,
    facts: SubscriberFacts,
    firedOf: FiredOf,
    leave: () => void,
  ) {
    this.member = member
    this.leave = leave
    this.#group = group
    this.#snapshot = snapshot
    this.#facts = facts
    this.#firedOf = firedOf
    this.#firedBefore = TRACEPOINTS.map(({ id }) => firedOf(id))
    this.#filteredBefore = TRACEPOINTS.map(({ id }) => group.filtered(id))
  }

  account(): Account {
    const { member } = this
    const figures = member.figures()
    let filteredEvents = 0
    for (const id of this.#group.tracepointIds) filteredEvents += this.#filtered(id)
    return {
      ...this.#facts,
      ...figures,
      queuedEvents: figures.queuedEvents + this.#group.collected,
      lostEvents: figures.lostEvents + this.#group.untold,
      filteredEvents,
      id: member.id,
      sinceUnixUs: this.#sinceUnixUs,
      tracepointIds: member.tracepointIds,
    }
  }

  /** What became of its events. The ring has been drained. */
  counts(): FullCounts[] {
    // The numbers must add up at one moment: nothing may be left half way.
    this.#group.close()
    return this.member.counts().map(counts => {
      const id = counts.tracepointId
      const fired = this.#firedOf(id) - (this.#firedBefore[id] ?? 0)
      return {
        ...counts,
        fired: this.#snapshot?.records(id) ?? fired,
        filtered: this.#filtered(id),
      }
    })
  }

  get connectionId(): number {
    return this.#facts.connectionId
  }

  get id(): number {
    return this.member.id
  }

  /** What it alone has lost since this was last asked. */
  takeLosses(): readonly Loss[] {
    return this.member.takeLosses()
  }

  #filtered(id: number): number {
    return this.#group.filtered(id) - (this.#filteredBefore[id] ?? 0)
  }
}
