import type { BcoinChain } from './chain.js'
import type { BcoinMempool } from './mempool.js'
import type { BcoinPool } from './pool.js'

export interface BcoinNode {
  readonly network: { readonly type: string }
  readonly config?: BcoinConfig
  readonly logger: BcoinLogger
  readonly chain: BcoinChain
  readonly mempool: BcoinMempool
  readonly pool: BcoinPool
  readonly plugins: Readonly<Record<string, unknown>>
}

export interface BcoinConfig {
  str(name: string): string | null | undefined
  array(name: string): readonly unknown[] | null | undefined
}

export interface BcoinLogger {
  context(name: string): BcoinLogger
  info(message: string): void
  warning(message: string): void
  error(message: string): void
}
