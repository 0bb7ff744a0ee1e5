/**
 * What the test suite of a node looks like with nodetap/testing: no sleeping, and a wait that is
 * in vain says what did arrive.
 *
 *   node --test dist/examples/assert-on-events.js
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Tracing } from 'nodetap/publisher'
import { startTestTracing } from 'nodetap/testing'

/** Stands for the node under test. */
class Mempool {
  readonly #tracing: Tracing

  constructor(tracing: Tracing) {
    this.#tracing = tracing
  }

  async accept(txid: Uint8Array, vsize: number, feeSat: number): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    const { tracepoints } = this.#tracing
    const added = tracepoints['mempool:added']
    const rejected = tracepoints['mempool:rejected']
    if (feeSat < vsize) {
      if (rejected.enabled) rejected.fire(txid, 'min relay fee not met')
    } else if (added.enabled) added.fire(txid, vsize, feeSat)
  }
}

test('a transaction below the relay fee is rejected, and says why', async () => {
  await using under = await startTestTracing({ tracepoints: ['mempool:*'] })
  const mempool = new Mempool(under.tracing)
  const txid = new Uint8Array(32).fill(7)

  void mempool.accept(txid, 200, 100)
  const [rejected] = await under.watch.expectEvents([{ tracepoint: 'mempool:rejected', txid }])
  assert.equal(rejected.reason, 'min relay fee not met')
  await under.watch.expectNone('mempool:added')
})
