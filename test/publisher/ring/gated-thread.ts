/** A thread that fires messages of changing types: what text-gate.test.ts starts. */
import { parentPort, workerData } from 'node:worker_threads'
import { type RingLayout, RingWriter } from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'

const { ring, events } = workerData as { readonly ring: RingLayout; readonly events: number }
const site = createSites(new RingWriter(ring))['net:inbound_message']
const payload = new Uint8Array(0)

for (let i = 0; i < events; i++) {
  site.fire(i, 'peer', 'inbound', i % 2 === 0 ? 'always' : `type ${i % 40}`, 0, payload)
}
parentPort?.postMessage('done')
