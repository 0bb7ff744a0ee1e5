import type { MempoolState, PeerState, SnapshotSource, TipState } from '../../publisher/index.js'
import { asDamage } from '../reader/passed-over.js'
import type { Recording } from '../reader/recording.js'

const SNAPSHOT = ['snapshot:peer', 'snapshot:mempool', 'snapshot:tip', 'snapshot:end'] as const

/**
 * The first snapshot of a recording, to be told again: the state before its events. Null where it
 * has none.
 */
export async function recordedState(recording: Recording): Promise<SnapshotSource | null> {
  // Whoever did not ask for one need not be searched for one.
  if (!recording.header.tracepoints.includes('snapshot:end')) return null
  const peers: PeerState[] = []
  let mempool: MempoolState | null = null
  let tip: TipState | null = null
  try {
    for await (const batch of recording.batches({ tracepoints: SNAPSHOT })) {
      peers.push(...batch.events('snapshot:peer'))
      for (const event of batch.events('snapshot:mempool')) mempool ??= event
      for (const event of batch.events('snapshot:tip')) tip ??= event
      if (batch.count('snapshot:end') > 0) break
    }
  } catch (error) {
    // Whoever reads the events is told of damage then.
    asDamage(error)
  }
  const has = (name: string): boolean => recording.header.tracepoints.includes(name)
  return {
    ...(has('snapshot:peer') ? { peers: () => peers } : {}),
    ...(has('snapshot:mempool') ? { mempool: () => mempool } : {}),
    ...(has('snapshot:tip') ? { tip: () => tip } : {}),
  }
}
