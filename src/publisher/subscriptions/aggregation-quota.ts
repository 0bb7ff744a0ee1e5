import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { PublisherLimits } from '../limits.js'

/** How many aggregations there are, of all connections and of each. */
export class AggregationQuota {
  readonly #byConnection = new Map<number, number>()
  #all = 0

  /** Counts one more; returns what gives it back. Throws OVERLOADED where a limit is reached. */
  take(connectionId: number): () => void {
    const { maxAggregations, maxAggregationsPerConnection } = PublisherLimits
    const own = this.#byConnection.get(connectionId) ?? 0
    check(`This publisher has its limit of ${maxAggregations}`, this.#all, maxAggregations)
    const ofOne = `This connection has its limit of ${maxAggregationsPerConnection}`
    check(ofOne, own, maxAggregationsPerConnection)
    this.#all++
    this.#byConnection.set(connectionId, own + 1)
    return () => {
      this.#all--
      const left = (this.#byConnection.get(connectionId) ?? 0) - 1
      if (left > 0) this.#byConnection.set(connectionId, left)
      else this.#byConnection.delete(connectionId)
    }
  }
}

function check(what: string, count: number, limit: number): void {
  if (count < limit) return
  throw new NodetapError(
    ErrorCodes.Overloaded,
    `${what} aggregations. End one and try again; one can have several measures.`,
  )
}
