/** Bitcoin Core's words for why a transaction leaves the mempool. */
export type RemovalReason =
  | 'expiry'
  | 'sizelimit'
  | 'reorg'
  | 'block'
  | 'conflict'
  | 'replaced'
  | 'unknown'

/**
 * Why transactions are leaving the mempool just now. The causes nest, innermost first, and
 * those that wait for something hold bcoin's chain lock meanwhile, so one variable will do: it
 * spares the node AsyncLocalStorage, which slows down every promise of the process.
 */
export class RemovalCause {
  /** `unknown` for what a plugin takes out itself. */
  reason: RemovalReason = 'unknown'

  during<T>(reason: RemovalReason, remove: () => T): T {
    const outer = this.reason
    this.reason = reason
    try {
      return remove()
    } finally {
      this.reason = outer
    }
  }

  async duringAsync<T>(reason: RemovalReason, remove: () => Promise<T>): Promise<T> {
    const outer = this.reason
    this.reason = reason
    try {
      return await remove()
    } finally {
      this.reason = outer
    }
  }
}
