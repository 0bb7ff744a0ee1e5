import type { Tracepoints, Tracing } from '../../publisher/index.js'
import type { BcoinNode } from './bcoin-types/index.js'
import type { Patches } from './patches.js'
import type { PeerRegistry } from './peers.js'
import type { RemovalCause } from './removal-cause.js'
import type { WalletRegistry } from './wallets.js'

/** What the source needs of a publisher: a `Tracing` is one, and so are a test's recorders. */
export interface BcoinTracing extends Pick<Tracing, 'intern' | 'provideSnapshots'> {
  readonly tracepoints: {
    readonly [Name in keyof Tracepoints]: Pick<Tracepoints[Name], 'enabled' | 'fire'>
  }
}

/** One node that is traced: what its hooks and policies share. */
export interface Attachment {
  readonly node: BcoinNode
  readonly tracing: BcoinTracing
  readonly sites: BcoinTracing['tracepoints']
  /** Whatever is changed is changed through these. */
  readonly patches: Patches
  readonly peers: PeerRegistry
  readonly wallets: WalletRegistry
  readonly removal: RemovalCause
}
