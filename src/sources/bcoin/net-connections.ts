import type { Attachment } from './attachment.js'
import type { BcoinPeer, BcoinPool } from './bcoin-types/index.js'

/**
 * `net:inbound_connection`, `net:outbound_connection` and `net:closed_connection`. Sockets that
 * the pool refuses and attempts that fail are none.
 */
export function traceConnections({ node, sites, peers, patches }: Attachment): void {
  const { pool } = node
  const inbound = sites['net:inbound_connection']
  const outbound = sites['net:outbound_connection']
  const closed = sites['net:closed_connection']

  // An inbound peer is added connected, an outbound one when it is only being tried.
  patches.method(pool.peers, 'add', add => peer => {
    add.call(pool.peers, peer)
    if (peer.outbound || !inbound.enabled) return
    const label = peers.label(peer)
    if (!label) return
    const { id, address, connectionType, network } = label
    inbound.fire(id, address, connectionType, network, pool.peers.inbound)
  })

  patches.listen(pool, 'peer connect', (peer: BcoinPeer) => {
    if (!outbound.enabled) return
    const label = peers.label(peer)
    if (!label) return
    const { id, address, connectionType, network } = label
    outbound.fire(id, address, connectionType, network, connectedOutbound(pool))
  })

  patches.listen(pool, 'peer close', (peer: BcoinPeer, wasConnected: boolean) => {
    if (!wasConnected || !closed.enabled) return
    const label = peers.label(peer)
    if (!label) return
    const { id, address, connectionType, network } = label
    closed.fire(id, address, connectionType, network, establishedAt(peer))
  })
}

/** Unix seconds. */
export function establishedAt(peer: BcoinPeer): number {
  return Math.floor(peer.time / 1000)
}

function connectedOutbound(pool: BcoinPool): number {
  let count = 0
  for (let peer = pool.peers.head(); peer; peer = peer.next) {
    if (peer.outbound && peer.connected) count++
  }
  return count
}
