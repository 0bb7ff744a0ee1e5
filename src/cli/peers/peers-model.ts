import type { Batch, TraceEvent } from '../../client/index.js'
import { LossTally } from '../live/index.js'
import { PeersLimits } from './limits.js'
import { Peer, type PeerIdentity } from './peer.js'

export interface PeersModelOptions {
  /** Added to the events' times, it makes Unix microseconds. */
  readonly monotonicZeroUnixUs: number
  /** Microseconds for which a closed peer is kept; Infinity: as long as there is room. */
  readonly keepClosedUs: number
  /** Puts a message in words; null where payloads are not at hand. */
  readonly describe: ((type: string, payload: Uint8Array, size: number) => string) | null
}

/** Something that happened to a peer's connection. */
export interface PeerNews {
  readonly kind: 'present' | 'connected' | 'closed' | 'evicted' | 'misbehaved'
  readonly timestampUs: number
  readonly peer: Peer
}

interface MessageColumns {
  readonly peerId: Float64Array
  readonly address: { get(i: number): string }
  readonly connectionType: { get(i: number): string }
  readonly messageType: { get(i: number): string }
  readonly size: Float64Array
  readonly payload: { get(i: number): Uint8Array }
  sequenceAt(i: number): number
  timestampUsAt(i: number): number
}

/** Keeps a bounded account of peers from the events of `net:*`. */
export class PeersModel {
  readonly losses = new LossTally()
  readonly totals = { messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0, closed: 0 }
  /** Peers that were forgotten for want of room though they may be open. */
  forgotten = 0
  /** Why peers may be connected that are not told of; empty: nothing is known to be missing. */
  untold = ''
  readonly #options: PeersModelOptions
  readonly #peers = new Map<number, Peer>()
  /** Whether connections may have ended unseen since the last snapshot. */
  #hasGap = false

  constructor(options: PeersModelOptions) {
    this.#options = options
  }

  /** Takes in a batch; `onNews` is told of connections that come and go. */
  add(batch: Batch, onNews: (news: PeerNews) => void = () => {}): void {
    this.losses.add(batch)
    // Another process, with other connections and its own numbers for them.
    if (batch.gap?.restarted === true) this.#peers.clear()
    if (batch.gap !== null) this.#hasGap = true
    const inbound = batch.columns('net:inbound_message')
    const outbound = batch.columns('net:outbound_message')
    const cursor = batch.cursor()
    while (cursor.next()) {
      switch (cursor.tracepoint) {
        case 'net:inbound_message':
          this.#message(inbound, cursor.index, true)
          break
        case 'net:outbound_message':
          this.#message(outbound, cursor.index, false)
          break
        default: {
          const news = this.#connection(cursor.event())
          if (news !== null) onNews(news)
        }
      }
    }
  }

  /** The peers to be shown, in no order; those that were closed long ago are forgotten. */
  peers(nowUs: number): Peer[] {
    for (const peer of this.#peers.values()) {
      if (peer.closedUs !== null && nowUs - peer.closedUs >= this.#options.keepClosedUs) {
        this.#peers.delete(peer.id)
      }
    }
    return [...this.#peers.values()]
  }

  get(id: number): Peer | undefined {
    return this.#peers.get(id)
  }

  /** Microseconds since the connection was made, or null where that was not seen. */
  ageUs(peer: Peer, nowUs: number): number | null {
    if (peer.establishedUnixUs === null) return null
    const end = peer.closedUs ?? nowUs
    return Math.max(0, end + this.#options.monotonicZeroUnixUs - peer.establishedUnixUs)
  }

  #message(columns: MessageColumns, i: number, isInbound: boolean): void {
    const id = columns.peerId[i] as number
    const timestampUs = columns.timestampUsAt(i)
    const peer =
      this.#peers.get(id) ??
      this.#know(
        {
          id,
          address: columns.address.get(i),
          connectionType: columns.connectionType.get(i),
          network: null,
          establishedUnixUs: null,
        },
        timestampUs,
      )
    const size = columns.size[i] as number
    const { totals } = this
    if (isInbound) {
      peer.messages.in++
      peer.bytes.in += size
      totals.messagesIn++
      totals.bytesIn += size
    } else {
      peer.messages.out++
      peer.bytes.out += size
      totals.messagesOut++
      totals.bytesOut += size
    }
    peer.recentMessages.add(timestampUs)
    peer.recentBytes.add(timestampUs, size)
    const messageType = columns.messageType.get(i)
    peer.history.add({
      sequence: columns.sequenceAt(i),
      timestampUs,
      inbound: isInbound,
      messageType,
      size,
      text: this.#options.describe?.(messageType, columns.payload.get(i), size) ?? null,
    })
  }

  #connection(event: TraceEvent): PeerNews | null {
    const { timestampUs } = event
    switch (event.tracepoint) {
      case 'snapshot:peer': {
        const establishedUnixUs = event.establishedAt * 1e6
        const peer = this.#know({ ...event, id: event.peerId, establishedUnixUs }, timestampUs)
        peer.state = event
        peer.snapshotId = event.snapshotId
        return { kind: 'present', timestampUs, peer }
      }
      case 'snapshot:end':
        this.#endSnapshot(event)
        return null
      case 'net:inbound_connection':
      case 'net:outbound_connection': {
        const establishedUnixUs = timestampUs + this.#options.monotonicZeroUnixUs
        const peer = this.#know({ ...event, id: event.peerId, establishedUnixUs }, timestampUs)
        return { kind: 'connected', timestampUs, peer }
      }
      case 'net:evicted_inbound_connection':
      case 'net:closed_connection': {
        const establishedUnixUs = event.establishedAt * 1e6
        const peer = this.#know({ ...event, id: event.peerId, establishedUnixUs }, timestampUs)
        if (event.tracepoint === 'net:evicted_inbound_connection') {
          peer.evicted = true
          return { kind: 'evicted', timestampUs, peer }
        }
        peer.closedUs = timestampUs
        this.totals.closed++
        return { kind: 'closed', timestampUs, peer }
      }
      case 'net:misbehaving_connection': {
        const { peerId, reason } = event
        const peer =
          this.#peers.get(peerId) ??
          this.#know(
            { id: peerId, address: '', connectionType: '', network: null, establishedUnixUs: null },
            timestampUs,
          )
        peer.misbehaved++
        peer.misbehavedReason = reason
        return { kind: 'misbehaved', timestampUs, peer }
      }
      default:
        return null
    }
  }

  /** A complete snapshot tells of connections that ended unseen, by saying nothing of them. */
  #endSnapshot({ snapshotId, missing, failure, timestampUs }: TraceEvent<'snapshot:end'>): void {
    this.untold = failure !== '' ? failure : missing > 0 ? `${missing} peers were left out` : ''
    if (this.untold !== '' || !this.#hasGap) return
    this.#hasGap = false
    for (const peer of this.#peers.values()) {
      if (peer.closedUs !== null || peer.snapshotId === snapshotId) continue
      peer.closedUs = timestampUs
      this.totals.closed++
    }
  }

  /** The peer, with what is newly known of it; made where it has not been seen. */
  #know(identity: PeerIdentity, timestampUs: number): Peer {
    const known = this.#peers.get(identity.id)
    if (known === undefined) {
      if (this.#peers.size >= PeersLimits.maxPeers) this.#forgetOne()
      const peer = new Peer(identity, timestampUs)
      this.#peers.set(identity.id, peer)
      return peer
    }
    known.address = identity.address
    known.connectionType = identity.connectionType
    known.network = identity.network ?? known.network
    // The time of the event is exact, that of the node's account to the second.
    known.establishedUnixUs ??= identity.establishedUnixUs
    return known
  }

  #forgetOne(): void {
    let least: Peer | null = null
    for (const peer of this.#peers.values()) {
      if (least === null || isForgottenBefore(peer, least)) least = peer
    }
    if (least === null) return
    this.#peers.delete(least.id)
    if (least.closedUs === null) this.forgotten++
  }
}

function isForgottenBefore(a: Peer, b: Peer): boolean {
  if ((a.closedUs === null) !== (b.closedUs === null)) return a.closedUs !== null
  return a.activeUs < b.activeUs
}
