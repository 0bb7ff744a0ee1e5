import type { NetworkName } from '../../../tracepoints/index.js'
import type {
  PeerAccepted,
  PeerAdded,
  PeerCleared,
  PeerClosed,
  PeerDescribed,
  PeerEvicted,
  PeerMisbehaved,
  PeerSocketEnded,
  PeerTried,
} from '../log/facts.js'
import type { PeerInfo } from '../rpc/answers.js'
import { qualityWith, type Stage } from '../stage.js'
import type { Peer } from './peer.js'
import type { PeerTable } from './peer-table.js'

type ConnectionFact =
  | PeerTried
  | PeerAdded
  | PeerAccepted
  | PeerDescribed
  | PeerSocketEnded
  | PeerClosed
  | PeerCleared
  | PeerEvicted
  | PeerMisbehaved

type EndTracepoint = 'net:closed_connection' | 'net:evicted_inbound_connection'

/**
 * Connections that begin and end, from `-debug=net`; from polls of `getpeerinfo` where that
 * category is off.
 *
 * Who is inbound is told by the line after "Added connection", who is outbound by the one before
 * it, both of the same thread (or of the same address, where the log has no thread names).
 */
export class Connections {
  readonly #stage: Stage
  readonly #peers: PeerTable
  /** By thread, or by address without thread names: what that thread is about to connect to. */
  readonly #tried = new Map<string, PeerTried>()
  /** By thread: the peer that was added and not yet said to be inbound. */
  readonly #added = new Map<string, Peer>()
  /** Since the node's start, or since a poll, all connections are known. */
  #complete = false
  #polled = false

  constructor(stage: Stage, peers: PeerTable) {
    this.#stage = stage
    this.#peers = peers
  }

  onFact(fact: ConnectionFact): void {
    switch (fact.fact) {
      case 'peer-tried':
        this.#tried.set(fact.thread, fact)
        return
      case 'peer-added':
        this.#onAdded(fact)
        return
      case 'peer-accepted':
        this.#onAccepted(fact)
        return
      case 'peer-described': {
        const peer = this.#peers.ensure(fact.peerId, fact.timeUs)
        this.#peers.setAddress(peer, fact.address)
        if (peer.connectionType === '') peer.connectionType = fact.connectionType
        // Without its category, the log tells of a peer first when it has shaken hands.
        if (fact.connectionType !== '' && !this.#logTells() && !peer.announced) {
          peer.direction = fact.connectionType === 'inbound' ? 'inbound' : 'outbound'
          this.#begin(peer, fact.timeUs, 'derived')
        }
        return
      }
      case 'peer-socket-ended': {
        const peer = this.#peers.get(fact.peerId)
        if (peer !== undefined) peer.lingering = true
        return
      }
      case 'peer-closed':
        this.#onClosed(this.#peers.ensure(fact.peerId, fact.timeUs), fact.timeUs)
        return
      case 'peer-cleared': {
        const peer = this.#peers.ensure(fact.peerId, fact.timeUs)
        this.#peers.sweepLingering()
        if (!peer.closed) this.#onClosed(peer, fact.timeUs)
        peer.counted = false
        return
      }
      case 'peer-evicted':
        this.#end(
          'net:evicted_inbound_connection',
          this.#peers.ensure(fact.peerId, fact.timeUs),
          fact.timeUs,
        )
        return
      case 'peer-misbehaved': {
        const { peerId, reason, timeUs } = fact
        this.#stage.add({
          timeUs,
          hand: () =>
            this.#stage.emit({
              tracepoint: 'net:misbehaving_connection',
              timestampUs: timeUs,
              quality: 'exact',
              missing: [],
              peerId,
              reason,
            }),
        })
      }
    }
  }

  /** A poll: fills in what the log doesn't tell, and stands in for it where it is off. */
  onPeers(infos: readonly PeerInfo[], sentUs: number, doneUs: number): void {
    const tellsAll = this.#logTells()
    const present = new Set<number>()
    for (const info of infos) {
      present.add(info.id)
      const isNew = this.#peers.get(info.id) === undefined
      const peer = this.#peers.ensure(info.id, doneUs)
      this.#peers.learn(peer, info)
      // It counts from its line on, which is yet to come.
      if (isNew && tellsAll && this.#complete) peer.counted = false
      // Whoever is there at the first poll came before the bridge.
      if (!tellsAll && this.#polled && !peer.announced) this.#begin(peer, doneUs, 'derived')
      peer.announced = true
    }
    if (!tellsAll || !this.#complete) {
      for (const peer of this.#peers.all()) {
        if (peer.closed || present.has(peer.id) || peer.sinceUs >= sentUs) continue
        peer.closed = true
        peer.counted = false
        // Otherwise its line is among those that were missed, and the loss has been told.
        if (!tellsAll) this.#end('net:closed_connection', peer, doneUs)
      }
    }
    this.#polled = true
    this.#complete = true
  }

  /** Lines were missed: who has come and gone is known from the next poll on. */
  onGap(): void {
    this.#complete = false
    this.#tried.clear()
    this.#added.clear()
  }

  /** The node has started anew, and so have its connections and their numbers. */
  restart(): void {
    this.#peers.clear()
    this.#tried.clear()
    this.#added.clear()
    this.#complete = true
  }

  #logTells(): boolean {
    const { log } = this.#stage.inputs
    return log.on && log.categories.has('net')
  }

  #onAdded(fact: PeerAdded): void {
    const { peerId, thread, address, timeUs } = fact
    const peer = this.#peers.ensure(peerId, timeUs)
    peer.counted = true
    this.#peers.setName(peer, address)
    peer.connectedAtS ??= fact.mockTimeS ?? Math.floor(timeUs / 1e6)
    if (peer.name === '' || peer.network === undefined) {
      this.#stage.want({ method: 'getpeerinfo', params: [] })
    }
    const tried = this.#tried.get(thread)
    if (tried !== undefined) this.#tried.delete(thread)
    if (tried !== undefined && (address === '' || tried.address === address)) {
      peer.direction = 'outbound'
      if (peer.connectionType === '') peer.connectionType = tried.connectionType
      this.#begin(peer, timeUs, 'exact')
      return
    }
    this.#added.set(thread, peer)
  }

  #onAccepted(fact: PeerAccepted): void {
    const peer = this.#added.get(fact.thread)
    if (peer === undefined || (peer.name !== '' && peer.name !== fact.address)) return
    this.#added.delete(fact.thread)
    this.#peers.setAddress(peer, fact.address)
    peer.direction = 'inbound'
    peer.connectionType = 'inbound'
    this.#begin(peer, fact.timeUs, 'exact')
  }

  #begin(peer: Peer, timeUs: number, quality: 'exact' | 'derived'): void {
    const direction = peer.direction ?? 'inbound'
    peer.announced = true
    const existingConnections = this.#peers.count(direction)
    // Polls don't tell how many there were at that moment.
    const countKnown = this.#complete && quality === 'exact'
    this.#stage.add({
      timeUs,
      hand: () => {
        const missing = missingOf(peer)
        if (!countKnown) missing.push('existingConnections')
        this.#stage.emit({
          tracepoint:
            direction === 'inbound' ? 'net:inbound_connection' : 'net:outbound_connection',
          timestampUs: timeUs,
          ...qualityWith(missing, quality),
          peerId: peer.id,
          address: peer.name,
          connectionType: peer.connectionType,
          network: networkOrUnknown(peer),
          existingConnections: countKnown ? existingConnections : 0,
        })
      },
    })
  }

  #onClosed(peer: Peer, timeUs: number): void {
    if (peer.closed) return
    peer.closed = true
    if (!peer.lingering) {
      peer.counted = false
      this.#peers.sweepLingering()
    }
    this.#end('net:closed_connection', peer, timeUs)
  }

  #end(tracepoint: EndTracepoint, peer: Peer, timeUs: number): void {
    this.#stage.add({
      timeUs,
      hand: () => {
        const missing = missingOf(peer)
        if (peer.connectedAtS === undefined) missing.push('establishedAt')
        this.#stage.emit({
          tracepoint,
          timestampUs: timeUs,
          ...qualityWith(missing, 'exact'),
          peerId: peer.id,
          address: peer.name,
          connectionType: peer.connectionType,
          network: networkOrUnknown(peer),
          establishedAt: peer.connectedAtS ?? 0,
        })
      },
    })
  }
}

/** The fields of every connection event that nobody has told. */
function missingOf(peer: Peer): string[] {
  const missing: string[] = []
  if (peer.name === '') missing.push('address')
  if (peer.connectionType === '') missing.push('connectionType')
  if (peer.network === undefined) missing.push('network')
  return missing
}

function networkOrUnknown(peer: Peer): NetworkName {
  return peer.network ?? 'unroutable'
}
