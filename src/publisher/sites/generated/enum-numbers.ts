// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { CoinsCacheName, FlushModeName, NetworkName } from '../../../tracepoints/index.js'

/** The number of `name`. Throws a TypeError for what is none. */
export function networkNumber(name: NetworkName): number {
  switch (name) {
    case 'unroutable':
      return 0
    case 'ipv4':
      return 1
    case 'ipv6':
      return 2
    case 'onion':
      return 3
    case 'i2p':
      return 4
    case 'cjdns':
      return 5
    default:
      throw new TypeError(`'${String(name)}' is no Network`)
  }
}

/** The number of `name`. Throws a TypeError for what is none. */
export function coinsCacheNumber(name: CoinsCacheName): number {
  switch (name) {
    case 'unknown':
      return 0
    case 'main':
      return 1
    case 'temporary':
      return 2
    default:
      throw new TypeError(`'${String(name)}' is no CoinsCache`)
  }
}

/** The number of `name`. Throws a TypeError for what is none. */
export function flushModeNumber(name: FlushModeName): number {
  switch (name) {
    case 'none':
      return 0
    case 'ifNeeded':
      return 1
    case 'periodic':
      return 2
    case 'forceFlush':
      return 3
    case 'forceSync':
      return 4
    default:
      throw new TypeError(`'${String(name)}' is no FlushMode`)
  }
}
