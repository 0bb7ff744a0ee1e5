import type { Attachment } from '../attachment.js'
import type { BcoinPeer, BcoinPool } from '../bcoin-types/index.js'
import { establishedAt } from '../net-connections.js'

/**
 * Sockets that the server takes beyond `maxInbound`, so that the pool sees those for which it
 * could make room, also when several come at once and evicted ones are still being closed.
 */
const SPARE_SOCKETS = 16

/**
 * **An addition to bcoin**, which refuses inbound connections when it has `maxInbound` of them.
 * With this policy it closes one of them instead, after
 * `net:evicted_inbound_connection`: of the network group that most of them are of, the one
 * that was made last. Somebody with many addresses of one group thereby only displaces himself.
 * That is the last of Bitcoin Core's steps; the protections that come before it are left out.
 */
export function evictInbound({ node, sites, patches, peers }: Attachment): void {
  const { pool } = node
  const evicted = sites['net:evicted_inbound_connection']

  const { server } = pool
  let ownLimit = server.maxConnections
  patches.onUndo(() => {
    server.maxConnections = ownLimit
  })
  const allowSpare = (): void => {
    server.maxConnections = pool.options.maxInbound + SPARE_SOCKETS
  }
  allowSpare()
  // Sets the server's limit before it waits for anything.
  patches.method(pool, 'listen', listen => () => {
    const listening = listen.call(pool)
    ownLimit = server.maxConnections
    if (patches.active) allowSpare()
    return listening
  })
  patches.method(pool, 'handleSocket', handle => socket => {
    const host = socket.remoteAddress?.replace(/^::ffff:/, '')
    if (
      patches.active &&
      host !== undefined &&
      pool.peers.inbound >= pool.options.maxInbound &&
      !pool.hosts.isBanned(host)
    ) {
      const peer = leastProtected(pool)
      const label = peer && peers.label(peer)
      if (label && evicted.enabled) {
        const { id, address, connectionType, network } = label
        evicted.fire(id, address, connectionType, network, establishedAt(peer))
      }
      peer?.destroy()
    }
    handle.call(pool, socket)
  })
}

function leastProtected(pool: BcoinPool): BcoinPeer | null {
  const groups = new Map<string, BcoinPeer[]>()
  for (let peer = pool.peers.head(); peer; peer = peer.next) {
    if (peer.outbound || peer.destroyed) continue
    const group = networkGroup(peer)
    groups.set(group, [...(groups.get(group) ?? []), peer])
  }
  let largest: BcoinPeer[] = []
  for (const group of groups.values()) if (group.length > largest.length) largest = group
  // Peers are listed in the order of their connections.
  return largest.at(-1) ?? null
}

/** The 16 bytes of an address begin with 12 of its kind for IPv4; /16 of that, /32 of IPv6. */
function networkGroup({ address }: BcoinPeer): string {
  return address.raw.subarray(0, address.isIPv4() ? 14 : 4).join('.')
}
