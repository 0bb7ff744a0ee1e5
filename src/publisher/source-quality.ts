import type { traceServer } from '../schema/index.js'
import type { TracepointName } from '../tracepoints/index.js'

/** How good a source's events of a tracepoint are. */
export interface SourceQuality {
  /**
   * `exact`: as the node itself has them. `derived`: computed from what the node tells elsewhere;
   * complete, and right but for times. `partial`: some events or fields are missing, or not
   * certain. `none`: the source cannot give them.
   */
  readonly quality: (typeof traceServer.QualityNames)[number]
  /** Where the events come from and what keeps them from being exact, for people. */
  readonly note?: string
}

/** By tracepoint; `exact` where nothing is said. */
export type SourceQualities = Readonly<Partial<Record<TracepointName, SourceQuality>>>
