import type { CapturedMessage } from '../inputs.js'
import { limits } from '../limits.js'
import type { MessageLogged } from '../log/facts.js'
import { qualityWith, type Stage } from '../stage.js'
import { directoryAddress, type Peer } from './peer.js'
import type { PeerTable } from './peer-table.js'

/** Whose message it is, when the event's turn comes. */
interface Owner {
  readonly peer: Peer | undefined
  readonly peerId: number | undefined
  /** Where nobody knows the peer's name. */
  readonly address: string
}

interface Body {
  readonly messageType: string
  readonly size: number
  readonly payload: Uint8Array
}

const NO_BYTES = new Uint8Array(0)

/** Makes the events of P2P messages, of both views or of one. */
export class MessageEvents {
  readonly #stage: Stage
  readonly #peers: PeerTable

  constructor(stage: Stage, peers: PeerTable) {
    this.#stage = stage
    this.#peers = peers
  }

  /** A message that has its line, and its record if that has come. */
  ofLine(fact: MessageLogged, message: CapturedMessage | undefined): void {
    const { peerId, size, direction } = fact
    const peer = this.#peers.get(peerId)
    const body = {
      messageType: message?.messageType ?? fact.messageType,
      size,
      payload: message?.payload ?? NO_BYTES,
    }
    const missing = message === undefined && size > 0 ? ['payload'] : []
    const owner = (): Owner => ({ peer, peerId, address: '' })
    this.#add(direction, this.#timeOf(fact, message), owner, body, missing, 'exact')
  }

  /** A message of which the log tells nothing. */
  ofRecord(message: CapturedMessage, seenUs: number): void {
    const { directory, direction, messageType, payload, timeUs } = message
    const body = { messageType, size: payload.length, payload }
    const owner = (): Owner => ({
      peer: this.#peers.atDirectory(directory, timeUs),
      peerId: undefined,
      address: directoryAddress(directory),
    })
    const eventUs = isMocked(timeUs, seenUs) ? seenUs : timeUs
    this.#add(direction, eventUs, owner, body, [], 'derived')
  }

  /** The record's time is nearer to the firing, unless the node's clock is not the machine's. */
  #timeOf(fact: MessageLogged, message: CapturedMessage | undefined): number {
    if (message === undefined || isMocked(message.timeUs, fact.timeUs)) return fact.timeUs
    const isLineFiner = fact.mockTimeS !== undefined && this.#stage.inputs.log.timeMicros
    return isLineFiner ? fact.timeUs : message.timeUs
  }

  #add(
    direction: 'inbound' | 'outbound',
    timeUs: number,
    ownerOf: () => Owner,
    body: Body,
    missingOfBody: readonly string[],
    quality: 'exact' | 'derived',
  ): void {
    this.#stage.add({
      timeUs,
      hand: () => {
        const { peer, peerId, address } = ownerOf()
        const missing = [...missingOfBody]
        const id = peer?.id ?? peerId
        if (id === undefined) missing.push('peerId')
        const name = peer?.name === undefined || peer.name === '' ? address : peer.name
        if (name === '') missing.push('address')
        const connectionType = peer?.connectionType ?? ''
        if (connectionType === '') missing.push('connectionType')
        this.#stage.emit({
          tracepoint: direction === 'inbound' ? 'net:inbound_message' : 'net:outbound_message',
          timestampUs: timeUs,
          ...qualityWith(missing, quality),
          peerId: id ?? 0,
          address: name,
          connectionType,
          ...body,
        })
      },
    })
  }
}

/** Whether a record was made under a clock that `setmocktime` had moved. */
export function isMocked(recordUs: number, seenUs: number): boolean {
  return Math.abs(recordUs - seenUs) > limits.clockSkewUs
}
