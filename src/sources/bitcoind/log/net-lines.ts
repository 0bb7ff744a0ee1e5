import type { FactBody } from './facts.js'
import { ownText } from './own-text.js'

const PEER = String.raw`peer=(\d{1,15})`
/** With a comma, or without one as in 29 and 30. */
const ADDRESS = String.raw`,? peeraddr=\S+`
const PEER_ADDRESS = /, peeraddr=(\S{1,300})$/

const added = new RegExp(`^Added connection (?:to (.{1,300}) )?${PEER}$`)
const accepted = /^connection from (\S{1,300}) accepted$/
const tried =
  /^trying (?:v\d )?connection(?: \(([a-z-]{1,40})\))? (?:to )?(.{1,300}?),? lastseen=-?[\d.]+hrs$/
const received = new RegExp(`^received: (.*) \\((\\d{1,10}) bytes\\) ${PEER}$`)
const sending = new RegExp(`^sending (.*) \\((\\d{1,10}) bytes\\) ${PEER}$`)
const resetting = new RegExp(`^(?:Resetting socket for|disconnecting) ${PEER}(?:${ADDRESS})?$`)
const cleared = new RegExp(`^Cleared nodestate for ${PEER}$`)
const evicted = new RegExp(
  `^selected inbound connection for eviction(?:, disconnecting)? ${PEER}(?:; disconnecting|${ADDRESS})?$`,
)
const misbehaved = new RegExp(`^Misbehaving: ${PEER}(?:: (.*))?$`)
const socketEnded = new RegExp(
  `^socket (?:closed|recv error|send error)(?:[^=]{0,200})? ${PEER}(?:${ADDRESS})?(?:: .*)?$`,
)
const newPeer = new RegExp(
  `^New ([a-z-]{1,40})(?: v\\d)? peer connected: .*, ${PEER}(?:, peeraddr=(\\S{1,300}))?$`,
)
/** What ends as soon as it has served may never be told of otherwise: 28 does not say it when it connects. */
const served = new RegExp(
  `^(feeler|addrfetch) connection (?:completed|timeout)(?: ${PEER}; disconnecting|; disconnecting ${PEER}|, disconnecting ${PEER}(?:${ADDRESS})?)$`,
)
const versionFrom = new RegExp(`^receive version message: .*, ${PEER}, peeraddr=(\\S{1,300})$`)

/** Lines of `-debug=net` (and the few of its subject that need none) that begin with `first`. */
export function netLine(first: string, text: string): FactBody | undefined {
  switch (first) {
    case 'r':
      if (text.startsWith('received: ')) return message('inbound', received, text)
      if (text.startsWith('receive version message: ')) return describedByVersion(text)
      return undefined
    case 's':
      if (text.startsWith('sending ')) return message('outbound', sending, text)
      if (text.startsWith('selected ')) return peerOnly('peer-evicted', evicted, text)
      if (text.startsWith('socket ')) return peerOnly('peer-socket-ended', socketEnded, text)
      return undefined
    case 'A': {
      const match = added.exec(text)
      if (match === null) return undefined
      return { fact: 'peer-added', address: ownText(match[1]), peerId: Number(match[2]) }
    }
    case 'c': {
      const match = accepted.exec(text)
      return match === null ? undefined : { fact: 'peer-accepted', address: ownText(match[1]) }
    }
    case 't': {
      const match = tried.exec(text)
      if (match === null) return undefined
      return { fact: 'peer-tried', connectionType: ownText(match[1]), address: ownText(match[2]) }
    }
    case 'R':
    case 'd':
      return peerOnly('peer-closed', resetting, text)
    case 'C':
      return peerOnly('peer-cleared', cleared, text)
    case 'M': {
      const match = misbehaved.exec(text)
      if (match === null) return undefined
      return { fact: 'peer-misbehaved', peerId: Number(match[1]), reason: ownText(match[2]) }
    }
    case 'N': {
      const match = newPeer.exec(text)
      if (match === null) return undefined
      return {
        fact: 'peer-described',
        peerId: Number(match[2]),
        address: ownText(match[3]),
        connectionType: ownText(match[1]),
      }
    }
    case 'f':
    case 'a': {
      const match = served.exec(text)
      if (match === null) return undefined
      return {
        fact: 'peer-described',
        peerId: Number(match[2] ?? match[3] ?? match[4]),
        address: '',
        connectionType: match[1] === 'feeler' ? 'feeler' : 'addr-fetch',
      }
    }
    default:
      return undefined
  }
}

function message(
  direction: 'inbound' | 'outbound',
  pattern: RegExp,
  text: string,
): FactBody | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const messageType = match[1] ?? ''
  // What the log shows of a type is never longer than the type.
  if (messageType.length > 12) return undefined
  return {
    fact: 'message',
    direction,
    messageType,
    size: Number(match[2]),
    peerId: Number(match[3]),
  }
}

function peerOnly(
  fact: 'peer-evicted' | 'peer-socket-ended' | 'peer-closed' | 'peer-cleared',
  pattern: RegExp,
  text: string,
): FactBody | undefined {
  const match = pattern.exec(text)
  return match === null ? undefined : { fact, peerId: Number(match[1]) }
}

function describedByVersion(text: string): FactBody | undefined {
  if (!PEER_ADDRESS.test(text)) return undefined
  const match = versionFrom.exec(text)
  if (match === null) return undefined
  return {
    fact: 'peer-described',
    peerId: Number(match[1]),
    address: ownText(match[2]),
    connectionType: '',
  }
}
