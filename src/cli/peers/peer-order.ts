import type { Peer } from './peer.js'

/** By what peers can be sorted; the names are shown. */
export const PEER_ORDERS = ['id', 'rate', 'bytes', 'messages', 'age', 'last message'] as const
export type PeerOrder = (typeof PEER_ORDERS)[number]

/** Sorts: the least id, the oldest, the most of everything else first. */
export function sortPeers(
  peers: readonly Peer[],
  order: PeerOrder,
  isReversed: boolean,
  nowUs: number,
): Peer[] {
  const key = keyOf(order, nowUs)
  const keyed = peers.map(peer => ({ peer, key: key(peer) }))
  keyed.sort((a, b) => a.key - b.key || a.peer.id - b.peer.id)
  if (isReversed) keyed.reverse()
  return keyed.map(({ peer }) => peer)
}

function keyOf(order: PeerOrder, nowUs: number): (peer: Peer) => number {
  switch (order) {
    case 'id':
      return peer => peer.id
    case 'rate':
      return peer => -peer.bytesPerSecond(nowUs)
    case 'bytes':
      return peer => -(peer.bytes.in + peer.bytes.out)
    case 'messages':
      return peer => -(peer.messages.in + peer.messages.out)
    case 'age':
      return peer => peer.establishedUnixUs ?? 0
    case 'last message':
      return peer => -peer.activeUs
  }
}

/** Whether a peer's id, address, type or network has the text in it, whatever its case. */
export function matchesFilter(peer: Peer, filter: string): boolean {
  if (filter === '') return true
  const wanted = filter.toLowerCase()
  return [String(peer.id), peer.address, peer.connectionType, peer.network ?? ''].some(text =>
    text.toLowerCase().includes(wanted),
  )
}
