import { hexToHash } from '../../../bitcoin/index.js'
import { ErrorCodes, NodetapError } from '../../../errors/index.js'
import type { PeerState, SnapshotSource } from '../../../publisher/index.js'
import { networkOf } from '../peers/network-of.js'
import { asHash, asInteger, asObject, asSat, asText, readPeers } from '../rpc/answers.js'
import type { RpcClient } from './rpc/index.js'

/** The node's present state, as its RPC tells it when somebody asks for a snapshot. */
export function snapshotsByRpc(rpc: RpcClient): SnapshotSource {
  const ask = async (method: string): Promise<unknown> => {
    const outcome = await rpc.call(method, [])
    if ('result' in outcome) return outcome.result
    throw new NodetapError(ErrorCodes.RemoteFailure, `${method}: ${outcome.error.message}`)
  }
  return {
    peers: async () => peersOf(await ask('getpeerinfo')),
    mempool: async () => {
      const info = asObject(await ask('getmempoolinfo'))
      return {
        transactions: asInteger(info?.['size']) ?? 0,
        vsize: asInteger(info?.['bytes']) ?? 0,
        feeSat: asSat(info?.['total_fee']) ?? 0,
        memoryBytes: asInteger(info?.['usage']) ?? 0,
        minFeeRate: asSat(info?.['mempoolminfee']) ?? 0,
      }
    },
    tip: async () => {
      const info = asObject(await ask('getblockchaininfo'))
      const hash = asHash(info?.['bestblockhash'])
      const height = asInteger(info?.['blocks'])
      if (hash === undefined || height === undefined) return null
      return { hash: hexToHash(hash), height, blockTime: asInteger(info?.['time']) ?? 0 }
    },
  }
}

/** Of the counts that the bridge has no way to, nothing is told. */
function peersOf(answer: unknown): PeerState[] {
  const entries = Array.isArray(answer) ? (answer as unknown[]) : []
  const details = new Map(
    entries.map(entry => {
      const object = asObject(entry)
      return [asInteger(object?.['id']), object]
    }),
  )
  return (readPeers(answer) ?? []).map(peer => {
    const detail = details.get(peer.id)
    const minPing = detail?.['minping']
    return {
      peerId: peer.id,
      address: peer.address,
      connectionType: peer.connectionType,
      network: peer.network ?? networkOf(peer.address) ?? 'unroutable',
      establishedAt: peer.connectedAtS ?? 0,
      bytesReceived: asInteger(detail?.['bytesrecv']),
      bytesSent: asInteger(detail?.['bytessent']),
      // A peer that has not named its version yet has 0.
      protocolVersion: Math.max(0, asInteger(detail?.['version']) ?? 0),
      userAgent: asText(detail?.['subver']),
      pingUs: typeof minPing === 'number' ? Math.round(minPing * 1e6) : undefined,
    }
  })
}
