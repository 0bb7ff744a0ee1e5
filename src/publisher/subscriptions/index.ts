/** What becomes of an event after the ring: groups, their batches, and each subscriber's queue. */

export {
  type Account,
  type SubscriberFacts,
  type SubscriberFigures,
  UNKNOWN_SUBSCRIBER,
} from './account.js'
export type { EventConsumer, Member } from './event-consumer.js'
export { type BatchBuilder, SubscriptionGroup } from './group.js'
export type { Loss, LossCause } from './loss.js'
export type { Outlet } from './outlet.js'
export { BUSY_INTERVAL_MS, lookIntervalMs } from './patience.js'
export { SubscriptionRegistry } from './registry.js'
export { Sieve } from './sieve.js'
export { Subscription } from './subscription.js'
export type {
  FullCounts,
  SoleConsumer,
  SubscriptionHandle,
  SubscriptionPlan,
} from './subscription-plan.js'
export type { SnapshotPlan } from './subscription-snapshot.js'
