import type { BatchOptions, EncodedBatch } from '../batches/index.js'
import type { SnapshotOrder, SnapshotPart } from '../snapshots/index.js'
import type { SubscriptionGroup } from './group.js'
import type { Subscription } from './subscription.js'

/** A snapshot that a subscription wants. */
export interface SnapshotPlan {
  readonly parts: readonly SnapshotPart[]
  /** Its tracepoints. */
  readonly tracepointIds: readonly number[]
  readonly options: BatchOptions
}

/**
 * The snapshot of one subscription of a group: its records go to that subscription alone, behind
 * what the group has collected for it before.
 */
export class SubscriptionSnapshot implements SnapshotOrder {
  readonly parts: readonly SnapshotPart[]
  readonly options: BatchOptions
  readonly #group: SubscriptionGroup
  readonly #subscription: Subscription
  readonly #records: Map<number, number>

  constructor(plan: SnapshotPlan, group: SubscriptionGroup, subscription: Subscription) {
    this.parts = plan.parts
    this.options = plan.options
    this.#group = group
    this.#subscription = subscription
    this.#records = new Map(plan.tracepointIds.map(id => [id, 0]))
  }

  /** Records of a tracepoint so far; undefined for one that is not the snapshot's. */
  records(tracepointId: number): number | undefined {
    return this.#records.get(tracepointId)
  }

  sendEarlier(): void {
    this.#group.close()
  }

  push(batch: EncodedBatch): void {
    for (const [id, count] of batch.countsByTracepoint) {
      this.#records.set(id, (this.#records.get(id) ?? 0) + count)
    }
    this.#subscription.push(batch)
  }
}
