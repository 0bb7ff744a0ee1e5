import type { Tracepoints } from '../sites/index.js'
import { SnapshotLimits } from './limits.js'
import type { SnapshotPart } from './snapshot-parts.js'
import type { MempoolState, PeerState, SnapshotSource, TipState } from './snapshot-source.js'

/** One part of a state, ready to be fired. */
export interface PartRecords {
  /** Each fires one record of the snapshot with that id. */
  readonly fire: readonly ((id: number) => void)[]
  /** Records beyond what a snapshot takes. */
  readonly missing: number
}

/** Asks `source` for one part of its state. Throws or rejects if the source cannot tell it. */
export function askSource(
  source: SnapshotSource | null,
  part: SnapshotPart,
  sites: Tracepoints,
): PartRecords | Promise<PartRecords> {
  switch (part) {
    case 'peer':
      return use(source?.peers?.(), peers => peerRecords(peers, sites))
    case 'mempool':
      return use(source?.mempool?.(), mempool => single(mempool && mempoolRecord(mempool, sites)))
    case 'tip':
      return use(source?.tip?.(), tip => single(tip && tipRecord(tip, sites)))
  }
}

function use<T>(
  answer: T | Promise<T> | undefined,
  records: (state: T) => PartRecords,
): PartRecords | Promise<PartRecords> {
  if (answer === undefined) throw new Error('the source does not tell it')
  return isPromise(answer) ? Promise.resolve(answer).then(records) : records(answer)
}

/** A promise of any library's. */
function isPromise<T>(answer: T | Promise<T>): answer is Promise<T> {
  return typeof (answer as Partial<Promise<T>> | null)?.then === 'function'
}

/** Copied here and now: afterwards they are fired without giving the source a chance to change. */
function peerRecords(peers: Iterable<PeerState>, sites: Tracepoints): PartRecords {
  const fire: ((id: number) => void)[] = []
  let missing = 0
  for (const peer of peers) {
    if (fire.length < SnapshotLimits.maxPeers) fire.push(peerRecord(peer, sites))
    else missing++
  }
  return { fire, missing }
}

function single(fire: ((id: number) => void) | null): PartRecords {
  return { fire: fire === null ? [] : [fire], missing: 0 }
}

function peerRecord(peer: PeerState, sites: Tracepoints): (id: number) => void {
  return id =>
    sites['snapshot:peer'].fire(
      id,
      peer.peerId,
      peer.address,
      peer.connectionType,
      peer.network,
      peer.establishedAt,
      peer.messagesReceived ?? 0,
      peer.messagesSent ?? 0,
      peer.bytesReceived ?? 0,
      peer.bytesSent ?? 0,
      peer.protocolVersion ?? 0,
      peer.userAgent ?? '',
      peer.pingUs ?? -1,
    )
}

function mempoolRecord(mempool: MempoolState, sites: Tracepoints): (id: number) => void {
  const { transactions, vsize, feeSat, memoryBytes, minFeeRate } = mempool
  return id =>
    sites['snapshot:mempool'].fire(id, transactions, vsize, feeSat, memoryBytes, minFeeRate)
}

function tipRecord(
  { hash, height, blockTime }: TipState,
  sites: Tracepoints,
): (id: number) => void {
  return id => sites['snapshot:tip'].fire(id, hash, height, blockTime)
}
