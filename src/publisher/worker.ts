/**
 * The trace worker: drains the ring, builds batches, serves the socket. It runs in a thread of
 * its own, so that subscribers are served while the node's event loop is blocked, and nothing
 * that they do can block it.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { asNodetapError } from '../rpc/index.js'
import { BufferPool } from './batches/index.js'
import { DrainLoop, TurnResult } from './drain-loop.js'
import { PublisherLimits } from './limits.js'
import { type Listener, listen } from './listen.js'
import { RingControl, RingReader, ringBytes } from './ring/index.js'
import { Connections, type ServerContext } from './server/index.js'
import { SnapshotDesk } from './snapshots/index.js'
import { BUSY_INTERVAL_MS, lookIntervalMs, SubscriptionRegistry } from './subscriptions/index.js'
import type { FromWorker, ToWorker, WorkerStart } from './worker-protocol.js'

/** Records that may wait without harm: they are in the processor's caches still. */
const LITTLE_BYTES = 256 * 1024

/** Of a ring of so many bytes, they are next to nothing. */
const MIN_PATIENT_RING_BYTES = 16 * 1024 * 1024

const start = workerData as WorkerStart
const port = parentPort
if (port === null) throw new Error('worker.js runs as a worker thread only')

const monotonicNowUs = (): number => Number(process.hrtime.bigint() / 1000n)
const reader = new RingReader(start.ring)
const control = new RingControl(start.ring)
const pool = new BufferPool()
const snapshots = new SnapshotDesk(start.snapshotParts, reader, pool, request =>
  say({ kind: 'snapshot', request }),
)
const setActive = (active: boolean): void => (active ? loop.start() : loop.stop())
const monotonicZeroUnixUs = Date.now() * 1000 - monotonicNowUs()
const zeroUnixUs = start.monotonicZeroUnixUs ?? monotonicZeroUnixUs
const registry = new SubscriptionRegistry(reader, control, setActive, {
  snapshots,
  // Where the source has a clock of its own, the worker's time on that clock.
  nowUs: () => monotonicNowUs() + (monotonicZeroUnixUs - zeroUnixUs),
  connectionCount: () => connections.size,
})
const capacity = ringBytes(start.ring)
// A coarse clock is told by each look that time has passed, and a small ring fills in no time.
const isPatient = !start.coarseClock && capacity >= MIN_PATIENT_RING_BYTES
const patientIntervalMs = (): number =>
  isPatient ? lookIntervalMs(registry.patienceUs) : BUSY_INTERVAL_MS
const loop = new DrainLoop(
  () => {
    const waiting = control.pendingBytes
    control.tick()
    const taken = registry.turn(PublisherLimits.maxEventsPerTurn)
    registry.closeDueBatches(monotonicNowUs())
    if (taken === 0) return TurnResult.Idle
    if (taken === PublisherLimits.maxEventsPerTurn) return TurnResult.More
    return waiting < LITTLE_BYTES ? TurnResult.Little : TurnResult.Drained
  },
  start.lowLatency,
  patientIntervalMs,
)
const context: ServerContext = {
  registry,
  control,
  snapshots,
  pool,
  software: start.software,
  node: start.node,
  ringBytes: capacity,
  startedAtUnixUs: Date.now() * 1000,
  monotonicZeroUnixUs: zeroUnixUs,
  qualities: start.qualities,
  connectionCount: () => connections.size,
  nowUs: monotonicNowUs,
}
const connections = new Connections(context)

const say = (message: FromWorker): void => port.postMessage(message)

try {
  const listener = await listen(start.path, socket => connections.accept(socket))
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'close') void close(listener)
    else if (message.kind === 'qualities') context.qualities = message.qualities
    else snapshots.available = message.parts
  })
  say({ kind: 'listening', path: listener.path, inode: listener.inode })
} catch (error) {
  const { code, message } = asNodetapError(error)
  say({ kind: 'failed', code, message })
  port.close()
}

/** Delivers what was fired before, tells the subscribers, and lets the thread end. */
async function close(listener: Listener): Promise<void> {
  listener.remove()
  listener.server.close()
  await registry.end('The publisher closes', PublisherLimits.closeTimeoutMs)
  loop.stop()
  await connections.closeAll()
  say({ kind: 'closed' })
  port?.close()
}
