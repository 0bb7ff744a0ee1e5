/** Filters as no client of ours sends them: the server trusts none. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect } from '../../src/client/index.js'
import { connectTo } from '../../src/client/node-services/index.js'
import { isNodetapError } from '../../src/errors/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import { type Capability, InterfaceServer } from '../../src/rpc/index.js'
import { type expressions, init, traceServer } from '../../src/schema/index.js'
import { HOSTILE_EXPRESSIONS } from '../expressions/hostile-expressions.js'
import { temporaryDirectory } from './support.js'

function subscribe(
  server: Capability,
  write: (filter: expressions.FilterBuilder) => void,
): Promise<readonly string[]> {
  return server.call(
    traceServer.TraceServer.methods.subscribe,
    (params, capabilities) => {
      const request = params.initRequest()
      request.tracepoints = ['*']
      write(request.initFilter())
      params.subscriber = capabilities.addServer(new InterfaceServer('Subscriber'))
    },
    results => [...results.terms.tracepoints],
  )
}

test('a server refuses what makes no sense or costs too much, and serves on', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({ path })
  const { rpc, server } = await connectTo(path, undefined, async (rpc, signal) => {
    const main = rpc.bootstrap()
    const found = await main.call(
      init.Init.methods.makeTracing,
      () => {},
      (results, capabilities) => capabilities.take(results.result),
      { signal },
    )
    assert.ok(found !== null)
    return { rpc, server: found }
  })
  t.after(() => rpc.close())
  for (const [name, write] of HOSTILE_EXPRESSIONS) {
    await assert.rejects(
      subscribe(server, filter => write(filter.initWhere())),
      error => isNodetapError(error, 'REMOTE_FAILURE') && error.message.length < 3000,
      name,
    )
  }
  await assert.rejects(
    subscribe(server, filter => {
      filter.sampleOneIn = 2
      filter.sampleBy = 'x'.repeat(100_000)
    }),
    /cannot be sampled by/,
  )
  await using session = await connect({ path })
  const { subscriptions, tracepoints } = await session.describe()
  assert.equal(subscriptions, 0)
  assert.ok(tracepoints.every(({ enabled }) => !enabled))
  assert.ok((await subscribe(server, () => {})).includes('mempool:added'))
  assert.equal(tracing.tracepoints['mempool:added'].enabled, true)
})
