/** A thread that fires events as fast as it can: what ring-threads.test.ts starts. */
import { parentPort, workerData } from 'node:worker_threads'
import {
  type RingLayout,
  RingWriter,
  type RingWriterOptions,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'

const { ring, events, options } = workerData as {
  readonly ring: RingLayout
  readonly events: number
  readonly options: RingWriterOptions
}
const sites = createSites(new RingWriter(ring, options))
const fired: number[] = TRACEPOINTS.map(() => 0)
const hash = new Uint8Array(32)

for (let i = 0; i < events; i++) {
  // The peer's id tells the event's place, so that the reader can check it.
  const payload = new Uint8Array((i * 7919) % 700).fill(i)
  if (i % 3 === 0) {
    fired[8]!++
    hash.fill(i)
    sites['utxocache:add'].fire(hash, i, 1, i, (i & 1) === 1, 'temporary')
  } else if (i % 101 === 0) {
    fired[6]!++
    // A wrong argument on purpose.
    sites['net:misbehaving_connection'].fire(i + 0.5, 'x')
  } else {
    fired[0]!++
    sites['net:inbound_message'].fire(i, `peer ${i % 3000}`, 'inbound', 'tx', i, payload)
  }
}
parentPort?.postMessage(fired)
