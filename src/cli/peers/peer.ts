import type { NetworkName, TraceEvent } from '../../tracepoints/index.js'
import { Recent, SecondsWindow } from '../live/index.js'
import { PeersLimits } from './limits.js'

/** A message that a peer sent or was sent. */
export interface HistoryEntry {
  readonly sequence: number
  readonly timestampUs: number
  readonly inbound: boolean
  readonly messageType: string
  /** Bytes. */
  readonly size: number
  /** What it says; null where its payload was not there. */
  readonly text: string | null
}

/** What is known of a peer when it first shows. */
export interface PeerIdentity {
  readonly id: number
  readonly address: string
  readonly connectionType: string
  /** Null: not told. */
  readonly network: NetworkName | null
  /** When the connection was made, in Unix microseconds; null: before tracing began. */
  readonly establishedUnixUs: number | null
}

/** What a node said of a peer that it was connected to. */
export type PeerState = Pick<
  TraceEvent<'snapshot:peer'>,
  | 'messagesReceived'
  | 'messagesSent'
  | 'bytesReceived'
  | 'bytesSent'
  | 'protocolVersion'
  | 'userAgent'
  | 'pingUs'
>

/** A peer, and what it has been seen to do. Changed by {@link PeersModel} alone. */
export class Peer {
  readonly id: number
  address: string
  connectionType: string
  network: NetworkName | null
  establishedUnixUs: number | null
  /** When it was first seen, at the events' clock. */
  readonly seenUs: number
  /** When it was closed; null while it is open. */
  closedUs: number | null = null
  evicted = false
  /** What the node said of it when tracing began, and in which snapshot; null: nothing. */
  state: PeerState | null = null
  snapshotId: number | null = null
  /** How often it broke the rules, and how last. */
  misbehaved = 0
  misbehavedReason = ''
  readonly messages = { in: 0, out: 0 }
  readonly bytes = { in: 0, out: 0 }
  readonly recentMessages = new SecondsWindow(PeersLimits.rateSeconds)
  readonly recentBytes = new SecondsWindow(PeersLimits.rateSeconds)
  readonly history = new Recent<HistoryEntry>(PeersLimits.maxMessagesPerPeer)

  constructor(identity: PeerIdentity, seenUs: number) {
    this.id = identity.id
    this.address = identity.address
    this.connectionType = identity.connectionType
    this.network = identity.network
    this.establishedUnixUs = identity.establishedUnixUs
    this.seenUs = seenUs
  }

  /** When something was last heard of it. */
  get activeUs(): number {
    return this.closedUs ?? this.history.last?.timestampUs ?? this.seenUs
  }

  /** Bytes a second, both ways, over the last {@link PeersLimits.rateSeconds}. */
  bytesPerSecond(nowUs: number): number {
    return this.recentBytes.sum(nowUs) / this.#rateSeconds(nowUs)
  }

  messagesPerSecond(nowUs: number): number {
    return this.recentMessages.sum(nowUs) / this.#rateSeconds(nowUs)
  }

  #rateSeconds(nowUs: number): number {
    return Math.min(PeersLimits.rateSeconds, Math.max(1, (nowUs - this.seenUs) / 1e6))
  }
}
