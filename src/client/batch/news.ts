/** Events that a subscription did not get. */
export interface Loss {
  /** The tracepoint; a pattern where the node does not tell which of several it was. */
  readonly tracepoint: string
  /** Events. */
  readonly count: number
  /**
   * Why: `ringFull` (the node fired faster than its worker drained), `queueFull` (this
   * subscriber was too slow), `tooLarge`, `fault` (the node passed wrong arguments), `rateLimit`
   * (beyond what the subscription's own filter lets through), `missed` (the source did not see
   * them), or `unknown` (the node does not say).
   */
  readonly cause:
    | 'ringFull'
    | 'queueFull'
    | 'tooLarge'
    | 'fault'
    | 'rateLimit'
    | 'missed'
    | 'unknown'
  /** They lie within these sequence numbers, both included. */
  readonly firstSequence: number
  readonly lastSequence: number
}

/** The connection was lost and made again; what happened in between was not seen. */
export interface Interruption {
  /** When the connection was lost, in Unix milliseconds. */
  readonly lostAt: number
  /** When it went on, in Unix milliseconds. */
  readonly resumedAt: number
  /** Whether another publisher answers now: the node was restarted. */
  readonly restarted: boolean
}

/** An interruption of a subscription. */
export interface Gap extends Interruption {
  /**
   * Events, of all tracepoints, that the node fired to others meanwhile; null after a restart.
   * While nobody is subscribed, nothing is fired and nothing counted.
   */
  readonly missedEvents: number | null
}
