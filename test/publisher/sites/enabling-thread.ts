/** A thread that enables a tracepoint when asked to: what sites.test.ts starts. */
import { parentPort, workerData } from 'node:worker_threads'
import { RingControl, type RingLayout } from '../../../src/publisher/ring/index.js'

const { ring, id } = workerData as { readonly ring: RingLayout; readonly id: number }
const control = new RingControl(ring)
parentPort?.once('message', () => {
  // Long enough for the other thread to be deep in its loop.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  control.setEnabled(id, true)
})
parentPort?.postMessage('ready')
