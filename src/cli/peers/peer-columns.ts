import { age, bytes, count, short, type TableColumn } from '../live/index.js'
import type { Peer } from './peer.js'
import type { PeersModel } from './peers-model.js'

/** The columns of the table of peers. */
export function peerColumns(model: PeersModel, nowUs: number): TableColumn<Peer>[] {
  return [
    number('ID', 3, 0, peer => String(peer.id)),
    text('ADDRESS', 9, 45, 1, peer => peer.address),
    text('TYPE', 7, 20, 7, peer => peer.connectionType),
    text('NET', 4, 10, 9, peer => peer.network ?? ''),
    number('MSG IN', 6, 4, peer => count(peer.messages.in)),
    number('OUT', 6, 4, peer => count(peer.messages.out)),
    number('BYTES IN', 8, 5, peer => bytes(peer.bytes.in)),
    number('OUT', 7, 5, peer => bytes(peer.bytes.out)),
    number('RATE', 8, 3, peer => `${bytes(peer.bytesPerSecond(nowUs))}/s`),
    number('MSG/S', 5, 8, peer => short(peer.messagesPerSecond(nowUs))),
    number('AGE', 7, 6, peer => ageText(model, peer, nowUs)),
    text('LAST MESSAGE', 8, 24, 2, peer => lastText(peer, nowUs)),
  ]
}

function number(
  title: string,
  minWidth: number,
  priority: number,
  cell: (peer: Peer) => string,
): TableColumn<Peer> {
  return { title, minWidth, maxWidth: 15, align: 'right', priority, cell }
}

function text(
  title: string,
  minWidth: number,
  maxWidth: number,
  priority: number,
  cell: (peer: Peer) => string,
): TableColumn<Peer> {
  return { title, minWidth, maxWidth, align: 'left', priority, cell }
}

/** A connection that was there before is older than it was seen for. */
function ageText(model: PeersModel, peer: Peer, nowUs: number): string {
  const known = model.ageUs(peer, nowUs)
  return known === null ? `>${age((peer.closedUs ?? nowUs) - peer.seenUs)}` : age(known)
}

function lastText(peer: Peer, nowUs: number): string {
  if (peer.closedUs !== null) {
    return `${peer.evicted ? 'evicted' : 'closed'} ${age(nowUs - peer.closedUs)} ago`
  }
  const { last } = peer.history
  if (last === null) return ''
  return `${last.inbound ? '←' : '→'} ${last.messageType} ${age(nowUs - last.timestampUs)}`
}
