import type { PeerState, SnapshotSource } from '../../publisher/index.js'
import type { Attachment } from './attachment.js'
import { hashBytes } from './hash-bytes.js'
import { establishedAt } from './net-connections.js'

/**
 * The node's present state, from its own lists. bcoin changes each of them and emits the event
 * of the change in one go, so that a snapshot fits between two events exactly.
 */
export function provideSnapshots(attachment: Attachment): void {
  const { tracing, patches } = attachment
  tracing.provideSnapshots(snapshotSource(attachment))
  patches.onUndo(() => tracing.provideSnapshots(null))
}

function snapshotSource({ node, peers }: Attachment): SnapshotSource {
  const { pool, mempool, chain } = node
  return {
    *peers(): Generator<PeerState> {
      for (let peer = pool.peers.head(); peer; peer = peer.next) {
        const label = peers.label(peer)
        // Outbound peers are listed while they are only being tried.
        if (!label || !peer.connected) continue
        yield {
          peerId: label.id,
          address: label.address.text,
          connectionType: label.connectionType.text,
          network: label.network,
          establishedAt: establishedAt(peer),
          bytesReceived: peer.socket?.bytesRead,
          bytesSent: peer.socket?.bytesWritten,
          protocolVersion: Math.max(0, peer.version),
          userAgent: peer.agent ?? undefined,
          pingUs: peer.minPing < 0 ? undefined : peer.minPing * 1000,
        }
      }
    },
    mempool() {
      let vsize = 0
      let feeSat = 0
      for (const entry of mempool.map.values()) {
        vsize += entry.size
        feeSat += entry.fee
      }
      return {
        transactions: mempool.map.size,
        vsize,
        feeSat,
        memoryBytes: mempool.getSize(),
        minFeeRate: mempool.options.minRelay,
      }
    },
    tip() {
      const { hash, height, time } = chain.tip
      return { hash: hashBytes(hash), height, blockTime: time }
    },
  }
}
