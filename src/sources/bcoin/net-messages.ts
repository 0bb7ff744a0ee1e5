import type { Attachment } from './attachment.js'

/** `net:inbound_message` before the payload is read, `net:outbound_message` before it is queued. */
export function traceMessages({ sites, peers }: Attachment): void {
  const inbound = sites['net:inbound_message']
  const outbound = sites['net:outbound_message']

  peers.onPeer((peer, { id, address, connectionType }, patches) => {
    const { parser } = peer
    patches.method(parser, 'parsePayload', parse => (type, payload) => {
      if (inbound.enabled) {
        inbound.fire(id, address, connectionType, type, payload.length, payload)
      }
      return parse.call(parser, type, payload)
    })
    patches.method(peer, 'sendRaw', send => (type, payload, checksum) => {
      // A destroyed peer's `sendRaw` throws.
      if (outbound.enabled && !peer.destroyed) {
        outbound.fire(id, address, connectionType, type, payload.length, payload)
      }
      send.call(peer, type, payload, checksum)
    })
  })
}
