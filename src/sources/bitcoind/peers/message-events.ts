import type { CapturedMessage } from '../inputs.js'
import { BridgeLimits } from '../limits.js'
import type { MessageLogged } from '../log/facts.js'
import type { Draft } from '../merge/window.js'
import { qualityWith, type Stage } from '../stage.js'
import { directoryAddress, type Peer } from './peer.js'
import type { PeerTable } from './peer-table.js'

const NO_BYTES = new Uint8Array(0)
const NOTHING_MISSING: readonly string[] = []

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
    const timeUs = this.#timeOf(fact, message)
    const peer = this.#peers.get(fact.peerId)
    this.#stage.add(new MessageDraft(this.#stage, timeUs, fact, message, peer))
  }

  /** A message of which the log tells nothing. */
  ofRecord(message: CapturedMessage, seenUs: number): void {
    const timeUs = isMocked(message.timeUs, seenUs) ? seenUs : message.timeUs
    this.#stage.add(new RecordDraft(this.#stage, timeUs, message, this.#peers))
  }

  /** The record's time is nearer to the firing, unless the node's clock is not the machine's. */
  #timeOf(fact: MessageLogged, message: CapturedMessage | undefined): number {
    if (message === undefined || isMocked(message.timeUs, fact.timeUs)) return fact.timeUs
    const isLineFiner = fact.mockTimeS !== undefined && this.#stage.inputs.log.timeMicros
    return isLineFiner ? fact.timeUs : message.timeUs
  }
}

/** A message with its line. Classes instead of closures: there may be many thousands a second. */
class MessageDraft implements Draft {
  readonly timeUs: number
  readonly bytes: number
  readonly #stage: Stage
  readonly #fact: MessageLogged
  readonly #message: CapturedMessage | undefined
  readonly #peer: Peer | undefined

  constructor(
    stage: Stage,
    timeUs: number,
    fact: MessageLogged,
    message: CapturedMessage | undefined,
    peer: Peer | undefined,
  ) {
    this.timeUs = timeUs
    this.bytes = message?.payload.length ?? 0
    this.#stage = stage
    this.#fact = fact
    this.#message = message
    this.#peer = peer
  }

  hand(): void {
    const { direction, peerId, size, messageType } = this.#fact
    const message = this.#message
    const address = this.#peer?.name ?? ''
    const connectionType = this.#peer?.connectionType ?? ''
    let missing = NOTHING_MISSING
    if (address === '' || connectionType === '' || (message === undefined && size > 0)) {
      const names: string[] = []
      if (address === '') names.push('address')
      if (connectionType === '') names.push('connectionType')
      if (message === undefined && size > 0) names.push('payload')
      missing = names
    }
    this.#stage.emit({
      tracepoint: direction === 'inbound' ? 'net:inbound_message' : 'net:outbound_message',
      timestampUs: this.timeUs,
      ...qualityWith(missing, 'exact'),
      peerId,
      address,
      connectionType,
      messageType: message?.messageType ?? messageType,
      size,
      payload: message?.payload ?? NO_BYTES,
    })
  }
}

/** A message of which only the record is known; its peer may still become known. */
class RecordDraft implements Draft {
  readonly timeUs: number
  readonly bytes: number
  readonly #stage: Stage
  readonly #message: CapturedMessage
  readonly #peers: PeerTable

  constructor(stage: Stage, timeUs: number, message: CapturedMessage, peers: PeerTable) {
    this.timeUs = timeUs
    this.bytes = message.payload.length
    this.#stage = stage
    this.#message = message
    this.#peers = peers
  }

  hand(): void {
    const { directory, direction, timeUs, messageType, payload } = this.#message
    const peer = this.#peers.atDirectory(directory, timeUs)
    const connectionType = peer?.connectionType ?? ''
    const missing: string[] = []
    if (peer === undefined) missing.push('peerId')
    if (connectionType === '') missing.push('connectionType')
    const name = peer?.name ?? ''
    this.#stage.emit({
      tracepoint: direction === 'inbound' ? 'net:inbound_message' : 'net:outbound_message',
      timestampUs: this.timeUs,
      ...qualityWith(missing, 'derived'),
      peerId: peer?.id ?? 0,
      address: name === '' ? directoryAddress(directory) : name,
      connectionType,
      messageType,
      size: payload.length,
      payload,
    })
  }
}

/** Whether a record was made under a clock that `setmocktime` had moved. */
export function isMocked(recordUs: number, seenUs: number): boolean {
  return Math.abs(recordUs - seenUs) > BridgeLimits.clockSkewUs
}
