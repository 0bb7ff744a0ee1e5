import type { EncodedBatch } from '../batches/index.js'
import type { Loss } from './loss.js'

/**
 * How a subscription's stream leaves the process. Calls are made in order, several at once;
 * `onAnswered` says that the subscriber has taken one, or that it failed.
 */
export interface Outlet {
  /** Calls that may be under way at once. */
  readonly maxInFlight: number
  deliver(batch: EncodedBatch, onAnswered: (error: Error | null) => void): void
  lost(losses: readonly Loss[], onAnswered: (error: Error | null) => void): void
  /** Nothing more will come. */
  ended(reason: string): void
  /** The subscription is over: gives up what it holds of the subscriber. */
  release(): void
}
