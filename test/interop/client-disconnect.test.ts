/** Our client on a C++ server: what a connection’s end ends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes } from '../../src/errors/index.js'
import { Client, depth, peer } from './client.js'
import { Peer } from './generated/peer.js'
import { DEADLINE, untilEmpty, withServer } from './harness.js'

const { methods } = Peer

for (const [how, end] of Object.entries({
  'they close': (client: Client) => client.main.call(methods.leave).catch(() => {}),
  'they die': async (client: Client) => {
    client.server.process.kill('SIGKILL')
  },
  'we close': async (client: Client) => client.connection.close(),
})) {
  test(`a disconnect ends everything: ${how}`, { ...DEADLINE, skip: peer.skip }, async () => {
    let ended = false
    let client: Client | undefined
    const run = withServer(peer.path ?? '', async (main, connection, server) => {
      client = new Client(main, connection, server)
      const [counter] = await client.makeCounters(1)
      assert.ok(counter)
      await client.keep(client.counter())
      const slow = client.slowCounter(1)
      const pipelined = slow.pipeline(0)
      const pending = [main.call(methods.never), slow.promise, depth(pipelined)]
      const rejected = pending.map(it => assert.rejects(it, { code: ErrorCodes.Disconnected }))
      await client.echo('alive')
      void end(client)
      await Promise.all(rejected)
      await connection.closed
      assert.equal(client.state.liveObjects, 0)
      for (const capability of [main, counter, pipelined]) {
        await assert.rejects(depth(capability), { code: ErrorCodes.Disconnected })
      }
      pipelined.release()
      counter.release()
      await untilEmpty(connection)
      ended = true
    })
    if (how === 'they die') await assert.rejects(run, /SIGKILL/)
    else await run
    assert.ok(ended)
    assert.equal(client?.state.liveObjects, 0)
  })
}
