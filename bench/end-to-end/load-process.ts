/** A publisher that fires events of a node at a given rate. */
import { setImmediate as turn } from 'node:timers/promises'
import { startPublisher } from '../../src/publisher/index.js'
import { nodeLoad, PEERS, payload } from '../suites/node-load.js'
import { threadTimes } from './thread-time.js'

export interface LoadSettings {
  readonly path: string
  readonly seed: number
  readonly coarseClock?: boolean
  readonly lowLatency?: boolean
  readonly ringBytes?: number
}

/** What is fired: one event after the other, `rate` of them a second, for so long. */
export interface LoadOrder {
  readonly rate: number
  readonly milliseconds: number
  readonly what: 'message' | 'coin'
  readonly payloadBytes: number
}

export interface LoadAnswer {
  readonly fired: number
  readonly seconds: number
  /** Time spent firing, pauses left out, in nanoseconds. */
  readonly firingNs: number
  /** Processor time of the traced thread, pauses and pacing included; null if not known. */
  readonly tracedThreadNs: number | null
  /** Processor time of everything else in the process: the worker, above all. */
  readonly otherThreadsNs: number | null
  readonly rssBytes: number
}

const settings = JSON.parse(process.argv[2] ?? '{}') as LoadSettings
const tracing = await startPublisher({
  path: settings.path,
  node: 'bench',
  coarseClock: settings.coarseClock ?? false,
  lowLatency: settings.lowLatency ?? false,
  ...(settings.ringBytes === undefined ? {} : { ringBytes: settings.ringBytes }),
})
const { addresses, messageTypes, hashes } = nodeLoad(settings.seed)
const peers = addresses.map(address => tracing.intern(address))
const types = messageTypes.map(type => tracing.intern(type))
const inbound = tracing.intern('inbound')
const message = tracing.tracepoints['net:inbound_message']
const coin = tracing.tracepoints['utxocache:add']
const pause = new Int32Array(new SharedArrayBuffer(4))
let next = 0

function fireMessages(count: number, bytes: Uint8Array): void {
  const end = next + count
  for (let i = next; i < end; i++) {
    const peer = i % PEERS
    if (message.enabled) {
      message.fire(peer, peers[peer]!, inbound, types[i & 7]!, bytes.length, bytes)
    }
  }
  next = end
}

function fireCoins(count: number): void {
  const end = next + count
  for (let i = next; i < end; i++) {
    if (coin.enabled) coin.fire(hashes[i & 255]!, i & 0xffff, 800000, 5000, false, 'main')
  }
  next = end
}

/** Events in one go at most, so that a late thread does not catch up in one great burst. */
const MAX_BURST = 20_000
const PAUSE_MS = 0.5
/** How long the event loop may wait: the worker's messages and the parent's have their turn. */
const TURN_MS = 50

async function fire(order: LoadOrder): Promise<LoadAnswer> {
  const { rate, milliseconds, what, payloadBytes } = order
  const bytes = payload(payloadBytes)
  const before = threadTimes()
  const start = performance.now()
  let fired = 0
  let firingMs = 0
  let turned = start
  for (;;) {
    const now = performance.now()
    if (now - start >= milliseconds) break
    const due = Math.min(Math.floor((rate * (now - start)) / 1000) - fired, MAX_BURST)
    if (due > 0) {
      if (what === 'coin') fireCoins(due)
      else fireMessages(due, bytes)
      fired += due
      firingMs += performance.now() - now
    }
    if (due < MAX_BURST) Atomics.wait(pause, 0, 0, PAUSE_MS)
    if (now - turned > TURN_MS) {
      turned = now
      await turn()
    }
  }
  const after = threadTimes()
  const main = after.main === null || before.main === null ? null : after.main - before.main
  return {
    fired,
    seconds: (performance.now() - start) / 1000,
    firingNs: firingMs * 1e6,
    tracedThreadNs: main,
    otherThreadsNs: main === null ? null : after.all - before.all - main,
    rssBytes: process.memoryUsage.rss(),
  }
}

process.on('message', (order: LoadOrder) => {
  void fire(order).then(answer => process.send?.(answer))
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
