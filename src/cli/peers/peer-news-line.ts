import { age, bytes, count } from '../live/index.js'
import { printable } from '../printable.js'
import { clockTime } from '../wall-clock.js'
import type { PeerNews, PeersModel } from './peers-model.js'

/** What happened to a connection, as a line. */
export function newsLine(news: PeerNews, model: PeersModel, monotonicZeroUnixUs: number): string {
  const { peer, kind, timestampUs } = news
  const who = [String(peer.id), peer.address, peer.connectionType, peer.network ?? '']
    .filter(it => it !== '')
    .map(printable)
    .join(' ')
  return `${clockTime(timestampUs, monotonicZeroUnixUs)} ${kind.padEnd(10)} ${who}${detail(news, model)}`
}

function detail({ kind, peer, timestampUs }: PeerNews, model: PeersModel): string {
  if (kind === 'connected' || kind === 'evicted') return ''
  if (kind === 'present') {
    const since = model.ageUs(peer, timestampUs)
    return since === null ? '' : ` for ${age(since)}`
  }
  if (kind === 'misbehaved') return `: ${printable(peer.misbehavedReason) || 'no reason told'}`
  const ageUs = model.ageUs(peer, timestampUs)
  const after = ageUs === null ? '' : ` after ${age(ageUs)}`
  const { messages, bytes: size } = peer
  return `${after}: ${count(messages.in)} messages in, ${bytes(size.in)}; ${count(messages.out)} out, ${bytes(size.out)}`
}
