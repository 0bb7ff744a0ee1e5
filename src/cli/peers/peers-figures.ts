import type { Peer } from './peer.js'
import type { PeersModel } from './peers-model.js'

/** All figures of `nodetap peers`, for JSON. Times are Unix seconds, rates a second. */
export function peersFigures(
  model: PeersModel,
  nowUs: number,
  monotonicZeroUnixUs: number,
): object {
  const unixSeconds = (us: number): number => round((us + monotonicZeroUnixUs) / 1e6, 3)
  return {
    time: unixSeconds(nowUs),
    totals: model.totals,
    forgottenPeers: model.forgotten,
    untold: model.untold,
    losses: model.losses.figures(),
    peers: model
      .peers(nowUs)
      .sort((a, b) => a.id - b.id)
      .map(peer => peerFigures(peer, nowUs, unixSeconds)),
  }
}

function peerFigures(peer: Peer, nowUs: number, unixSeconds: (us: number) => number): object {
  const { last } = peer.history
  return {
    id: peer.id,
    address: peer.address,
    connectionType: peer.connectionType,
    network: peer.network,
    establishedAt: peer.establishedUnixUs === null ? null : round(peer.establishedUnixUs / 1e6, 3),
    closedAt: peer.closedUs === null ? null : unixSeconds(peer.closedUs),
    evicted: peer.evicted,
    state: stateFigures(peer),
    misbehaved: peer.misbehaved,
    misbehavedReason: peer.misbehavedReason,
    messagesIn: peer.messages.in,
    messagesOut: peer.messages.out,
    bytesIn: peer.bytes.in,
    bytesOut: peer.bytes.out,
    messagesPerSecond: round(peer.messagesPerSecond(nowUs), 2),
    bytesPerSecond: round(peer.bytesPerSecond(nowUs), 1),
    lastMessage:
      last === null
        ? null
        : {
            time: unixSeconds(last.timestampUs),
            direction: last.inbound ? 'inbound' : 'outbound',
            messageType: last.messageType,
            size: last.size,
          },
  }
}

/** What the node said of it when this began. */
function stateFigures({ state }: Peer): object | null {
  if (state === null) return null
  const { messagesReceived, messagesSent, bytesReceived, bytesSent } = state
  const { protocolVersion, userAgent, pingUs } = state
  return {
    userAgent,
    protocolVersion,
    pingUs: pingUs < 0 ? null : pingUs,
    messagesReceived,
    messagesSent,
    bytesReceived,
    bytesSent,
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
