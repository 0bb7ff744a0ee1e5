import type { Attachment } from './attachment.js'

/**
 * `net:misbehaving_connection`: each time that bcoin raises a peer's ban score. The reason is
 * the one that bcoin gives (of a rejected block or transaction, of a payload that cannot be
 * read), else the type of the message that it was handling.
 */
export function traceMisbehaving({ sites, peers }: Attachment): void {
  const misbehaving = sites['net:misbehaving_connection']

  peers.onPeer((peer, { id }, patches) => {
    let reason = ''
    let handling = ''

    patches.method(peer, 'handlePacket', handle => packet => {
      // A pong overtakes the message before it; bcoin takes no offence at any.
      if (packet.cmd !== 'pong') handling = packet.cmd
      return handle.call(peer, packet)
    })
    patches.method(peer, 'reject', reject => (type, error) => {
      reason = error.reason
      try {
        return reject.call(peer, type, error)
      } finally {
        reason = ''
      }
    })
    // The peer's own listener, which comes next, raises the score.
    patches.listen(
      peer.parser,
      'error',
      (error: Error) => {
        reason = error.message
      },
      true,
    )
    patches.method(peer, 'increaseBan', increase => score => {
      if (score > 0 && misbehaving.enabled) {
        misbehaving.fire(id, reason || (handling && `bad ${handling} message`))
      }
      reason = ''
      return increase.call(peer, score)
    })
  })
}
