import type { CoinsCacheName } from '../../tracepoints/index.js'

/** In the order of the schema's enum. */
const CACHES = ['unknown', 'main', 'temporary'] as const satisfies readonly CoinsCacheName[]

export const COIN_KINDS = ['added', 'spent', 'uncached'] as const
export type CoinKind = (typeof COIN_KINDS)[number]

/** Coins added, spent and uncached, by cache. */
export class CoinFigures {
  readonly added = new Float64Array(CACHES.length)
  readonly spent = new Float64Array(CACHES.length)
  readonly uncached = new Float64Array(CACHES.length)

  /** `cache` is the cache's number. A number that this version does not know counts as unknown. */
  add(kind: CoinKind, cache: number): void {
    const at = cache < CACHES.length ? cache : 0
    const counts = this[kind]
    counts[at] = (counts[at] ?? 0) + 1
  }

  /** The caches in which something happened. */
  rows(): { cache: CoinsCacheName; added: number; spent: number; uncached: number }[] {
    return CACHES.map((cache, i) => ({
      cache,
      added: this.added[i] ?? 0,
      spent: this.spent[i] ?? 0,
      uncached: this.uncached[i] ?? 0,
    })).filter(({ added, spent, uncached }) => added + spent + uncached > 0)
  }
}
