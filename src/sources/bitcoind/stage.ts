import type { BridgeEvent, BridgeInputs, BridgeLoss, BridgeQuery } from './inputs.js'
import type { Draft } from './merge/window.js'

/** What the parts of the bridge have in common. */
export interface Stage {
  readonly inputs: BridgeInputs
  /** The latest time that was told, Unix microseconds. */
  readonly nowUs: number
  /** Puts a draft in its place in time. */
  add(draft: Draft): void
  emit(event: BridgeEvent): void
  loss(loss: BridgeLoss): void
  want(query: BridgeQuery): void
}

/** Whether what RPC can tell will come, now or in a moment. */
export function isRpcUsed({ rpc, rpcComing }: BridgeInputs): boolean {
  return rpc || rpcComing === true
}

/** A quality and the fields that are missing, together: `partial` where any are. */
export function qualityWith(
  missing: readonly string[],
  otherwise: 'exact' | 'derived',
): { readonly quality: BridgeEvent['quality']; readonly missing: readonly string[] } {
  return { quality: missing.length > 0 ? 'partial' : otherwise, missing }
}
