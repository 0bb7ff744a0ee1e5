/** Our client on a C++ server: calls answered, failed, cancelled, large, streamed. */
import assert from 'node:assert/strict'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { InterfaceServer } from '../../src/rpc/index.js'
import { depth, scenario } from './client.js'
import { Absent, FailureKind, Peer } from './generated/peer.js'
import { until } from './harness.js'
import { kindOf } from './peer-server.js'
import { fillTable, wrongIn } from './table.js'

const { methods } = Peer

scenario('echo', async client => {
  assert.equal(await client.echo('grüße, "nodetap"'), 'grüße, "nodetap"')
  const data = await client.main.call(
    methods.echo,
    params => {
      params.data = Uint8Array.of(0, 255, 1)
    },
    results => [...results.data],
  )
  assert.deepEqual(data, [0, 255, 1])
})

scenario('a thousand calls at once', async client => {
  const texts = Array.from({ length: 1000 }, (_, i) => String(i))
  assert.deepEqual(await Promise.all(texts.map(text => client.echo(text))), texts)
})

scenario('a slow call blocks no other', async client => {
  let answered = false
  const slow = client.main
    .call(methods.hold, params => {
      params.gate = 7
    })
    .then(() => {
      answered = true
    })
  for (let i = 0; i < 100; i++) await client.echo('alive')
  assert.equal(answered, false)
  await client.open(7)
  await slow
})

scenario('exceptions of each type, from them and from us', async client => {
  for (const kind of Object.values(FailureKind)) {
    const failed = client.main.call(methods.fail, params => {
      params.kind = kind
      params.reason = `reason ${kind}`
    })
    const error: unknown = await failed.catch((error: unknown) => error)
    assert.ok(isNodetapError(error))
    assert.equal(kindOf(error), kind)
    assert.match(error.message, new RegExp(`reason ${kind}$`))
  }
  for (const kind of Object.values(FailureKind)) {
    const caught = await client.main.call(
      methods.catchFrom,
      (params, capabilities) => {
        params.callback = capabilities.addServer(client.counter())
        const failure = params.initFailure()
        failure.kind = kind
        failure.reason = `callback ${kind}`
      },
      results => ({ kind: results.kind, reason: results.reason }),
    )
    assert.deepEqual(caught, { kind, reason: `callback ${kind}` })
  }
  assert.equal(await client.echo('alive'), 'alive')
})

scenario('an unknown method and an unknown interface', async client => {
  await assert.rejects(client.main.call({ ...methods.hold, id: 999 }), {
    code: ErrorCodes.Unimplemented,
  })
  await assert.rejects(client.main.call(Absent.methods.call), { code: ErrorCodes.Unimplemented })
  assert.equal(await client.echo('alive'), 'alive')
})

scenario('our callback lacks what they call', async client => {
  const caught = await client.main.call(
    methods.catchFrom,
    (params, capabilities) => {
      params.callback = capabilities.addServer(new InterfaceServer('Nothing'))
      params.initFailure()
    },
    results => results.kind,
  )
  assert.equal(caught, FailureKind.unimplemented)
})

scenario('cancellation reaches the handler', async client => {
  const aborted = new AbortController()
  const { signal } = aborted
  const calls = [1, 2].map(() => client.main.call(methods.never, null, undefined, { signal }))
  assert.equal((await client.counts()).cancelled, 0)
  aborted.abort()
  for (const call of calls) await assert.rejects(call, { code: ErrorCodes.Aborted })
  await until(async () => (await client.counts()).cancelled === 2)
})

scenario('cancelled calls leave nothing behind', async client => {
  const aborted = new AbortController()
  const { signal } = aborted
  const slow = client.main.startCall(
    methods.slowCounter,
    params => {
      params.gate = 1
    },
    undefined,
    { signal },
  )
  const counter = slow.pipeline(0)
  const answer = depth(counter)
  const bounced = client.main.call(
    methods.bounce,
    (params, capabilities) => {
      params.callback = capabilities.addServer(client.counter())
      params.gate = 1
    },
    undefined,
    { signal },
  )
  assert.equal(await client.echo('alive'), 'alive')
  aborted.abort()
  await assert.rejects(slow.promise, { code: ErrorCodes.Aborted })
  await assert.rejects(bounced, { code: ErrorCodes.Aborted })
  await client.open(1)
  // It was sent before the call that it was made on was cancelled: either is right.
  await answer.catch(() => {})
  counter.release()
  await client.untilRemoteObjects(0)
  await client.untilLocalObjects(0)
})

scenario('4 MB of data both ways', async client => {
  const data = new Uint8Array(4 << 20).map((_, i) => i % 251)
  const echoed = await client.main.call(
    methods.echo,
    params => {
      params.data = data
    },
    results => Buffer.compare(results.data, data) === 0,
  )
  assert.ok(echoed)
})

scenario('results in many segments, with far and double-far pointers', async client => {
  for (const orphans of [false, true]) {
    const read = await client.main.call(
      methods.rows,
      params => {
        params.count = 3000
        params.textBytes = 40
        params.orphans = orphans
      },
      results => ({
        rows: results.rows.length,
        wrong: wrongIn(results),
        segments: results.message.segmentCount,
      }),
    )
    assert.equal(read.rows, 3000)
    assert.equal(read.wrong, 0)
    assert.ok(read.segments > 2, `${read.segments} segments`)
  }
})

scenario('a large table of ours', async client => {
  const checked = await client.main.call(
    methods.checkTable,
    params => fillTable(params.initTable(), 3000, 40),
    results => ({ rows: results.rows, wrong: results.wrong }),
  )
  assert.deepEqual(checked, { rows: 3000, wrong: 0 })
})

scenario('a streaming method', async client => {
  const writes = Array.from({ length: 1000 }, (_, index) =>
    client.main.call(methods.write, params => {
      params.index = index
      params.data = new Uint8Array(4096)
    }),
  )
  await Promise.all(writes)
  const outOfOrder = client.main.call(methods.counts, null, results => results.streamedOutOfOrder)
  assert.equal(await outOfOrder, 0)
  assert.equal((await client.counts()).streamedBytes, 1000 * 4096)
})
