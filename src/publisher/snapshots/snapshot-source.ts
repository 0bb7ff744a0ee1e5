import type { NetworkName } from '../../tracepoints/index.js'

/**
 * Tells a node's present state to subscribers that ask for it. What a source cannot tell it
 * leaves out.
 *
 * A method is called in a turn of the event loop of its own, between the node's events. If it
 * answers without a promise, its records are the state as of their sequence numbers: every
 * event fired before is contained in it, none fired after it is. That holds as far as the source
 * changes its state and fires the event of the change in one go, without giving way in between.
 *
 * One that has to ask elsewhere returns a promise, of 10 seconds at most. Its state is that of
 * some moment after the question: events in between may be contained or not. A source says so
 * in the quality of the tracepoint (`derived`).
 *
 * What throws or rejects is told to those who asked, and costs the node nothing else.
 */
export interface SnapshotSource {
  /** The peers that are connected; at most 4096 of them are told. */
  peers?(): Iterable<PeerState> | Promise<Iterable<PeerState>>
  /** The mempool, summed up; null: there is none. */
  mempool?(): MempoolState | null | Promise<MempoolState | null>
  /** The last block of the active chain; null: there is none. */
  tip?(): TipState | null | Promise<TipState | null>
}

/** A peer of `snapshot:peer`; what is left out is not known. */
export interface PeerState {
  /** As in the source's events. */
  readonly peerId: number
  /** With its port, as in the source's events. */
  readonly address: string
  /** "inbound", "outbound-full-relay", … */
  readonly connectionType: string
  readonly network: NetworkName
  /** Unix seconds. */
  readonly establishedAt: number
  /** P2P messages since the connection was made. */
  readonly messagesReceived?: number | undefined
  readonly messagesSent?: number | undefined
  /** Message headers included. */
  readonly bytesReceived?: number | undefined
  readonly bytesSent?: number | undefined
  /** As its `version` message says. */
  readonly protocolVersion?: number | undefined
  /** As its `version` message says: text of the peer's choice. */
  readonly userAgent?: string | undefined
  /** The shortest round trip so far, in microseconds. */
  readonly pingUs?: number | undefined
}

/** What `snapshot:mempool` tells. */
export interface MempoolState {
  /** How many. */
  readonly transactions: number
  /** Virtual bytes of all transactions. */
  readonly vsize: number
  /** Fees of all transactions, in satoshis. */
  readonly feeSat: number
  /** Memory that the mempool takes. */
  readonly memoryBytes: number
  /** Satoshis for 1000 virtual bytes below which nothing is taken now. */
  readonly minFeeRate: number
}

/** What `snapshot:tip` tells. */
export interface TipState {
  /** 32 bytes in internal order. */
  readonly hash: Uint8Array
  readonly height: number
  /** The time in the block's header, in Unix seconds. */
  readonly blockTime: number
}
