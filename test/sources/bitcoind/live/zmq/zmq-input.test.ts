import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { InputMark, ZmqFrame, ZmqTopic } from '../../../../../src/sources/bitcoind/inputs.js'
import { systemTimers } from '../../../../../src/sources/bitcoind/live/timers.js'
import {
  connectable,
  endpointsOf,
  ZmqInput,
} from '../../../../../src/sources/bitcoind/live/zmq/index.js'
import { temporaryDirectory, until } from '../../../../e2e/support.js'

type Zeromq = typeof import('zeromq')

const zeromq: Zeromq | null = await import('zeromq').catch(() => null)
const skip = zeromq === null ? 'the optional package zeromq is not installed' : false

/** The third part of a message, a counter. */
function counter(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

async function publish(t: TestContext, address: string) {
  assert.ok(zeromq !== null)
  const socket = new zeromq.Publisher({ linger: 0 })
  await socket.bind(address)
  t.after(() => socket.close())
  return socket
}

function listen(t: TestContext, load?: () => Promise<Zeromq>) {
  const records: (ZmqFrame | InputMark)[] = []
  const input = new ZmqInput({
    timers: systemTimers,
    sink: { push: record => void records.push(record) },
    ...(load === undefined ? {} : { load }),
  })
  t.after(() => input.close())
  return { input, records }
}

function sequenceAt(address: string): Map<string, Set<ZmqTopic>> {
  return new Map([[address, new Set<ZmqTopic>(['sequence'])]])
}

test('messages come with their counters, and a new connection is marked', { skip }, async t => {
  const address = `ipc://${join(temporaryDirectory(t), 'zmq')}`
  const { input, records } = listen(t)
  await input.setEndpoints(sequenceAt(address))
  assert.equal(input.status.state, 'waiting')
  const first = await publish(t, address)
  await until('it is connected', () => input.status.state === 'running')
  assert.deepEqual([...input.topics], ['sequence'])
  await until('a message comes', async () => {
    await first.send(['sequence', Buffer.alloc(33, 1), counter(7)])
    return records.length > 0
  })
  const [frame] = records
  assert.ok(frame?.kind === 'zmq' && frame.counter === 7 && frame.body.length === 33)
  // What is no message of the node's is left out.
  await first.send(['sequence', Buffer.alloc(33), Buffer.alloc(3)])
  await first.send(['sequencer', Buffer.alloc(33), counter(8)])
  first.close()
  await until('it is gone', () => input.status.state === 'waiting')
  assert.equal(input.topics.size, 0)
  const second = await publish(t, address)
  await until('it is connected again', () => input.status.state === 'running')
  await until('a message comes', async () => {
    await second.send(['sequence', Buffer.alloc(33, 2), counter(0)])
    return records.at(-1)?.kind === 'zmq' && records.some(it => it.kind === 'mark')
  })
  assert.equal(records.filter(it => it.kind === 'mark').length, 1)
  assert.ok(records.every(it => it.kind === 'mark' || it.counter === 7 || it.counter === 0))
})

test('without the package the input is off and says how to have it', async t => {
  const { input } = listen(t, () => Promise.reject(new Error('not installed')))
  await input.setEndpoints(sequenceAt('tcp://127.0.0.1:1'))
  assert.deepEqual(input.status, {
    input: 'zmq',
    state: 'off',
    detail: 'the package zeromq is not installed',
    advice: 'npm install zeromq',
  })
})

test('places where a node has bound are turned into places to connect to', () => {
  assert.equal(connectable('tcp://0.0.0.0:28332'), 'tcp://127.0.0.1:28332')
  assert.equal(connectable('tcp://*:28332'), 'tcp://127.0.0.1:28332')
  assert.equal(connectable('tcp://[::]:28332'), 'tcp://[::1]:28332')
  assert.equal(connectable('unix:/run/zmq'), 'ipc:///run/zmq')
})

test('what a node says of its sockets is read, and what makes no sense is left', () => {
  const answer = [
    { type: 'pubsequence', address: 'tcp://127.0.0.1:1', hwm: 1000 },
    { type: 'pubrawtx', address: 'tcp://127.0.0.1:1' },
    { type: 'pubhashtx', address: 'tcp://127.0.0.1:1' },
    { type: 'pubrawblock', address: 'gopher://x' },
    { type: 7 },
    null,
  ]
  assert.deepEqual(
    endpointsOf(answer),
    new Map([['tcp://127.0.0.1:1', new Set(['sequence', 'rawtx'])]]),
  )
  assert.equal(endpointsOf('nonsense').size, 0)
})
