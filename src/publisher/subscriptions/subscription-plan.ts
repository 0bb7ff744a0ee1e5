import type { RingReader } from '../ring/index.js'
import type { SubscriberFacts, SubscriberFigures } from './account.js'
import type { EventConsumer, Member } from './event-consumer.js'
import type { SubscriptionGroup } from './group.js'
import type { Outlet } from './outlet.js'
import type { TracepointCounts } from './subscription.js'
import type { SnapshotPlan } from './subscription-snapshot.js'

/** What a subscription is made of: everything equal in two of them is shared. */
export interface SubscriptionPlan {
  /** Equal for equal groups. */
  readonly key: string
  /** `reader` is where its filter finds the records. */
  readonly makeGroup: (reader: RingReader) => SubscriptionGroup
  readonly maxQueueBytes: number
  readonly outlet: Outlet
  /** Who it is for. */
  readonly facts: SubscriberFacts
  /** The present state, to be sent to this subscription; null: not wanted. */
  readonly snapshot: SnapshotPlan | null
}

/** What became of the events of one tracepoint since a subscription began: all of them. */
export interface FullCounts extends TracepointCounts {
  readonly fired: number
  /** Not wanted, by the subscription's own filter. */
  readonly filtered: number
}

/** A subscription as its server sees it. */
export interface SubscriptionHandle {
  readonly firstSequence: number
  counts(): FullCounts[]
  stop(): void
}

/** A consumer that serves one client, without others that share it. */
export interface SoleConsumer extends EventConsumer, Member {
  /** What it has come to. */
  figures(): SubscriberFigures
  charge(ms: number): void
}
