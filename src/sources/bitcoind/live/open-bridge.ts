import { performance } from 'node:perf_hooks'
import { hrtime } from 'node:process'
import { type SourceQualities, startPublisher, type Tracing } from '../../../publisher/index.js'
import { Bridge } from '../bridge.js'
import type { BridgeEvent, BridgeInputs, BridgeLoss, InputName } from '../inputs.js'
import { qualityOf } from '../quality.js'
import type { DiscoveredNode } from './discover-node.js'
import { EventFiring } from './event-firing.js'
import { nodeFileSystem } from './files/index.js'
import { type BridgeStatus, LiveBridge } from './live-bridge.js'
import type { RpcClient } from './rpc/index.js'
import { snapshotsByRpc } from './snapshots.js'
import { systemTimers } from './timers.js'
import type { ZmqEndpoints } from './zmq/index.js'

export interface OpenBridgeOptions {
  readonly node: DiscoveredNode
  /** Where tracepoints are served; the publisher's default, if not given. */
  readonly socketPath?: string | undefined
  /** Null: the node is not asked. */
  readonly rpc: RpcClient | null
  /** Where to listen; null: where the node says. */
  readonly zmq: ZmqEndpoints | null
  /** Inputs not to be used. */
  readonly without: ReadonlySet<InputName>
}

/** A bridge that runs. */
export interface OpenedBridge extends AsyncDisposable {
  /** The socket's path. */
  readonly path: string
  readonly status: BridgeStatus
  /** Which inputs are on at this moment. */
  readonly inputs: BridgeInputs
  /** As of {@link Tracing}. */
  readonly closed: Tracing['closed']
  close(): Promise<void>
}

/**
 * Starts a publisher and feeds it with what a node gives. Rejects as `startPublisher` does; what
 * the node does or lacks is told by the status instead.
 */
export async function openBridge(options: OpenBridgeOptions): Promise<OpenedBridge> {
  const { node, socketPath, rpc, zmq, without } = options
  const unixUs = (performance.timeOrigin + performance.now()) * 1000
  const zeroUnixUs = Math.floor(unixUs - Number(hrtime.bigint()) / 1000)
  let eventUs: number | null = null
  const tracing = await startPublisher({
    ...(socketPath === undefined ? {} : { path: socketPath }),
    node: `Bitcoin Core ${node.start?.version ?? ''}`.trimEnd().concat(`, ${node.chain.name}`),
    // The node's own times on this machine's monotonic clock, so that a subscriber can tell how
    // long an event took to reach it. A snapshot has the time at which it is told.
    clock: () => (eventUs === null ? Number(hrtime.bigint()) / 1000 : eventUs - zeroUnixUs),
    ...(rpc === null ? {} : { snapshots: snapshotsByRpc(rpc) }),
    monotonicZeroUnixUs: zeroUnixUs,
    qualities: qualitiesOf(NOTHING),
  })
  const firing = new EventFiring(tracing.tracepoints)
  const live = new LiveBridge({
    chain: node.chain,
    dataDirectory: node.dataDirectory,
    configured: node.config.entries,
    start: node.start,
    without,
    rpc,
    zmq,
    files: nodeFileSystem,
    timers: systemTimers,
    makeBridge: (sink, queries, bridgeOptions) => new Bridge(sink, queries, bridgeOptions),
    qualitiesOf,
    publisher: {
      publish: (event: BridgeEvent) => {
        eventUs = event.timestampUs
        firing.fire(event)
        eventUs = null
      },
      lost: loss => tellLoss(tracing, loss),
      setQualities: qualities => tracing.setQualities(qualities),
    },
  })
  live.start()
  const close = async (): Promise<void> => {
    live.close()
    await tracing.close()
  }
  return {
    path: tracing.path,
    get status() {
      return live.status
    },
    get inputs() {
      return live.inputs
    },
    closed: tracing.closed,
    close,
    [Symbol.asyncDispose]: close,
  }
}

const NOTHING: BridgeInputs = {
  capture: false,
  zmq: new Set(),
  log: { on: false, categories: new Set(), timeMicros: false, ips: false },
  rpc: false,
}

/** What a publisher tells of a bridge's tracepoints with these inputs. */
export function qualitiesOf(inputs: BridgeInputs): SourceQualities {
  const qualities: Record<string, { quality: string; note: string }> = {}
  for (const [name, { quality, from, lacks }] of Object.entries(qualityOf(inputs))) {
    const source = from + (lacks === '' ? '' : `; lacks ${lacks}`)
    qualities[name] = { quality, note: quality === 'none' ? 'no input tells' : source }
  }
  const snapshot = inputs.rpc
    ? {
        quality: 'derived',
        note: 'RPC; as of the moment of its answer, without counts of messages',
      }
    : { quality: 'none', note: 'RPC does not answer' }
  for (const part of ['peer', 'mempool', 'tip', 'end']) qualities[`snapshot:${part}`] = snapshot
  // The names are those of the catalogue, and the qualities those of `qualityOf`.
  return qualities as SourceQualities
}

/**
 * Where several tracepoints may be concerned, it is not known how many events of each: the number
 * of what was missed is that of all together.
 */
function tellLoss(tracing: Tracing, { tracepoints, count }: BridgeLoss): void {
  const each = tracepoints.length === 1 ? (count ?? 1) : 1
  for (const name of tracepoints) {
    // A loss is of tracepoints that the bridge feeds; the publisher's own are none of them.
    if (name in tracing.tracepoints) tracing.missed(name as keyof Tracing['tracepoints'], each)
  }
}
