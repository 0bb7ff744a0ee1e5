/** What a node answered: a result, or its own error. */
export type RpcOutcome =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } }

export interface RpcCallOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds; the client's bound if not given. */
  readonly timeoutMs?: number
}

/** JSON-RPC of a node, by whatever way. */
export interface RpcClient {
  /** Where it asks, for people. */
  readonly where: string
  /**
   * Asks the node. Rejects, where it does not answer, with NO_NODE (nobody listens),
   * PERMISSION_DENIED, OVERLOADED, TIMEOUT, DISCONNECTED, MALFORMED_MESSAGE (also an answer beyond
   * the bound) or ABORTED.
   */
  call(method: string, params: readonly unknown[], options?: RpcCallOptions): Promise<RpcOutcome>
  close(): void
}
