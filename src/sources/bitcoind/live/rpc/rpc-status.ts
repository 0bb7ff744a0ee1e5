import { ErrorCodes, isNodetapError } from '../../../../errors/index.js'
import type { InputStatus } from '../input-status.js'
import type { RpcOutcome } from './rpc-client.js'

/** How asking stands. */
export type RpcStatus = Omit<InputStatus, 'input'>

/** bitcoind answers, but is not ready. */
const RPC_IN_WARMUP = -28

/** Why a node that has answered `getblockchaininfo` so cannot be used now; null: it can. */
export function whyNotReady(
  info: RpcOutcome,
  where: string,
  wantedChain: string | undefined,
): RpcStatus | null {
  if ('error' in info) {
    const { code, message } = info.error
    if (code === RPC_IN_WARMUP) return waiting(`the node is starting: ${message}`)
    return {
      state: 'failed',
      detail: `getblockchaininfo: ${message} (${code})`,
      advice: 'Allow it in rpcwhitelist, or ask with another user',
    }
  }
  const chain = memberOf(info, 'chain')
  if (wantedChain === undefined || chain === wantedChain) return null
  return {
    state: 'failed',
    detail: `the node at ${where} is on chain ${String(chain)}, not ${wantedChain}`,
    advice: 'Say which with --chain, or where the right node answers with --rpc',
  }
}

/** It answers: who it is. */
export function running(where: string, networkInfo: RpcOutcome | undefined): RpcStatus {
  const version = networkInfo === undefined ? undefined : memberOf(networkInfo, 'subversion')
  const who = typeof version === 'string' ? `, ${version}` : ''
  return { state: 'running', detail: `${where}${who}`, advice: '' }
}

export function waiting(detail: string): RpcStatus {
  return { state: 'waiting', detail, advice: '' }
}

/** It could not be asked. */
export function down(error: unknown): RpcStatus {
  const detail = error instanceof Error ? error.message : String(error)
  if (!isNodetapError(error, ErrorCodes.PermissionDenied)) return waiting(detail)
  const advice = 'See that the bridge may read the cookie, or give --rpc-user'
  return { state: 'failed', detail, advice }
}

/** Whether the error is one of a node that is there and has too much to do. */
export function isSlowness(error: unknown): error is Error {
  return (
    isNodetapError(error, ErrorCodes.Timeout) ||
    isNodetapError(error, ErrorCodes.Overloaded) ||
    isNodetapError(error, ErrorCodes.MalformedMessage)
  )
}

export function slow({ message }: Error): RpcStatus {
  return {
    state: 'running',
    detail: `slow: ${message}`,
    advice: 'Nothing is to be done if it passes; else raise rpcthreads in bitcoin.conf',
  }
}

/** A member of a result that may be anything. */
function memberOf(outcome: RpcOutcome, name: string): unknown {
  if (!('result' in outcome)) return undefined
  const { result } = outcome
  if (typeof result !== 'object' || result === null) return undefined
  return Object.getOwnPropertyDescriptor(result, name)?.value
}
