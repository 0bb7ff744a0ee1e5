/** The thread maps that libmultiprocess exchanges: ours has names, and runs all on one thread. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadMapServer } from '../../src/rpc/index.js'
import { RpcLimits } from '../../src/rpc/limits.js'
import { proxy } from '../../src/schema/index.js'
import { pair } from './scenario.js'

const { makePool, makeThread } = proxy.ThreadMap.methods
const { getName } = proxy.Thread.methods

test('threads have the names they were given, cut to what is kept', async () => {
  const { client } = pair(threadMapServer())
  const map = client.bootstrap()
  for (const name of ['', 'b-msghand', 'x'.repeat(RpcLimits.maxThreadNameLength + 1)]) {
    const thread = await map.call(
      makeThread,
      params => {
        params.name = name
      },
      (results, capabilities) => capabilities.take(results.result),
    )
    assert.ok(thread)
    const told = await thread.call(getName, null, results => results.result)
    assert.equal(told, name.slice(0, RpcLimits.maxThreadNameLength))
    thread.release()
  }
  map.release()
})

test('a pool of threads of any size is granted and costs nothing', async () => {
  const { client } = pair(threadMapServer())
  const map = client.bootstrap()
  for (const count of [0, 8, 0xffffffff]) {
    await map.call(makePool, params => {
      params.count = count
    })
  }
  map.release()
})
