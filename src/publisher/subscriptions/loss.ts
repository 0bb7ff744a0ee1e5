/** Why events did not reach a subscription; the names of LossCause in the schema. */
export type LossCause = 'ringFull' | 'queueFull' | 'tooLarge' | 'fault' | 'rateLimit' | 'missed'

/** Events of one tracepoint that a subscription did not get. */
export interface Loss {
  readonly tracepointId: number
  readonly cause: LossCause
  readonly count: number
  /** They lie within these sequence numbers, both included. */
  readonly firstSequence: number
  readonly lastSequence: number
}

/** Losses at one place of a subscription's stream, added up by tracepoint and cause. */
export class LossReport {
  readonly #losses = new Map<string, Loss>()

  add(loss: Loss): void {
    const key = `${loss.tracepointId} ${loss.cause}`
    const known = this.#losses.get(key)
    this.#losses.set(
      key,
      known === undefined
        ? loss
        : {
            ...loss,
            count: known.count + loss.count,
            firstSequence: Math.min(known.firstSequence, loss.firstSequence),
            lastSequence: Math.max(known.lastSequence, loss.lastSequence),
          },
    )
  }

  get losses(): readonly Loss[] {
    return [...this.#losses.values()]
  }
}
