import type { TraceEvent } from '../../client/index.js'
import { findTracepoint } from '../../tracepoints/index.js'
import { printable } from '../printable.js'

/**
 * An event in the words of Bitcoin Core's log_p2p_traffic.bt and log_p2p_connections.bt, for what
 * reads their output; null for events that these do not show.
 */
export function inWords(event: TraceEvent): string | null {
  switch (event.tracepoint) {
    case 'net:inbound_message':
      return `inbound '${printable(event.messageType)}' msg from ${peerOf(event)} with ${event.size} bytes`
    case 'net:outbound_message':
      return `outbound '${printable(event.messageType)}' msg to ${peerOf(event)} with ${event.size} bytes`
    case 'net:inbound_connection':
      return `INBOUND conn from ${connectionOf(event)}, total=${event.existingConnections}`
    case 'net:outbound_connection':
      return `OUTBOUND conn to ${connectionOf(event)}, total=${event.existingConnections}`
    case 'net:closed_connection':
      return `CLOSED conn to ${connectionOf(event)}, established=${event.establishedAt}`
    case 'net:evicted_inbound_connection':
      return `EVICTED conn to ${connectionOf(event)}, established=${event.establishedAt}`
    case 'net:misbehaving_connection':
      return `MISBEHAVING conn id=${event.peerId}, message='${printable(event.reason)}'`
    default:
      return null
  }
}

type Message = TraceEvent<'net:inbound_message' | 'net:outbound_message'>

type Connection = TraceEvent<
  | 'net:inbound_connection'
  | 'net:outbound_connection'
  | 'net:closed_connection'
  | 'net:evicted_inbound_connection'
>

function peerOf({ peerId, connectionType, address }: Message): string {
  return `peer ${peerId} (${printable(connectionType)}, ${printable(address)})`
}

function connectionOf({
  tracepoint,
  address,
  peerId,
  connectionType,
  network,
}: Connection): string {
  const { fields } = findTracepoint(tracepoint)
  // The scripts have the network's number, not its name.
  const number = fields.find(field => field.name === 'network')?.enumNames?.indexOf(network) ?? -1
  return `${printable(address)}: id=${peerId}, type=${printable(connectionType)}, network=${number}`
}
