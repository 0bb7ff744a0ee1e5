/** C++ clients on our publisher: a subscriber to our own interface, beside upstream's tracer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../../src/client/index.js'
import { sampleHashOfNumber } from '../../src/expressions/index.js'
import { build } from './build.js'
import { DEADLINE } from './harness.js'
import { Program } from './program.js'
import { fire, publisher, untilEnabled, untilNobodySubscribed } from './traced-publisher.js'
import { hashOf, linesOf, linesUntil, madeMessage, without } from './tracing.js'

const [tracer, subscriber] = [await build('tracer'), await build('subscriber')]
const skip = tracer.skip || subscriber.skip

test('payloads of 4 MB reach C++ uncut', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  const bytes = 4 << 20
  const limits = ['--payload', String(bytes)]
  await using rows = new Program(tracer.path ?? '', [tracing.path, ...limits, '--messages', '3'])
  await using columns = new Program(subscriber.path ?? '', [
    tracing.path,
    ...limits,
    '--events',
    '3',
  ])
  await linesUntil(rows, 'started')
  await linesUntil(columns, 'started')
  await untilEnabled(tracing)
  fire(tracing, 3, bytes)
  const hashes = [0, 1, 2].map(i => madeMessage(i, bytes, bytes).payloadHash)
  for (const [program, event] of [
    [rows, 'message'],
    [columns, 'event'],
  ] as const) {
    const lines = linesOf(await linesUntil(program, 'ended'), event)
    assert.deepEqual(
      lines.map(line => line['payloadHash']),
      hashes,
    )
    assert.deepEqual(
      lines.map(line => line['payloadBytes']),
      [bytes, bytes, bytes],
    )
    await program.end()
  }
  await untilNobodySubscribed(tracing)
})

test('a C++ subscriber reads the columns of every tracepoint', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  const { tracepoints } = tracing
  const args = [tracing.path, '--tracepoint', '*', '--payload', '16', '--describe']
  await using client = new Program(subscriber.path ?? '', [...args, '--events', '12'])
  const description = await client.next()
  assert.equal(description['node'], 'a node of the tests')
  assert.deepEqual(description['tracepoints'], Object.keys(tracepoints))
  await linesUntil(client, 'started')
  await untilEnabled(tracing)

  const hash = new Uint8Array(32).map((_, i) => i)
  const reversed = Buffer.from(hash).reverse().toString('hex')
  fire(tracing, 10, 20)
  tracepoints['mempool:added'].fire(hash, 141, 1410)
  tracepoints['net:inbound_connection'].fire(7, '[::1]:1', 'inbound', 'ipv6', 3)
  const lines = await linesUntil(client, 'ended')

  const events = linesOf(lines, 'event')
  assert.deepEqual(
    events.map(event => event['sequence']),
    events.map((_, i) => i),
  )
  for (let i = 0; i < 10; i++) {
    const { inbound, timestampUs: _, ...fields } = madeMessage(i, 20, 16)
    const tracepoint = inbound ? 'net:inbound_message' : 'net:outbound_message'
    const { timestampUs, sequence, ...event } = events[i]!
    assert.deepEqual(event, { event: 'event', tracepoint, ...fields })
  }
  assert.deepEqual(without(events.slice(10), 'timestampUs'), [
    {
      event: 'event',
      tracepoint: 'mempool:added',
      sequence: 10,
      txid: reversed,
      vsize: 141,
      feeSat: 1410,
    },
    {
      event: 'event',
      tracepoint: 'net:inbound_connection',
      sequence: 11,
      peerId: 7,
      address: '[::1]:1',
      connectionType: 'inbound',
      network: 'ipv6',
      existingConnections: 3,
    },
  ])
  const counted = linesOf(lines, 'counts').filter(line => line['fired'] !== 0)
  assert.deepEqual(
    counted.map(line => [line['tracepoint'], line['fired'], line['delivered'], line['lost']]),
    [
      ['net:inbound_message', 5, 5, 0],
      ['net:outbound_message', 5, 5, 0],
      ['net:inbound_connection', 1, 1, 0],
      ['mempool:added', 1, 1, 0],
    ],
  )
  await untilEnabled(tracing, false)
  await client.end()
  await untilNobodySubscribed(tracing)
})

test('many events in batches of any size reach C++ in order', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  const args = [tracing.path, '--payload', '1000', '--batch', '1000', '--end', 'drop']
  await using client = new Program(subscriber.path ?? '', [...args, '--events', '20000'])
  await linesUntil(client, 'started')
  await untilEnabled(tracing)
  fire(tracing, 20_000, 30)
  const events = linesOf(await linesUntil(client, 'ended'), 'event')
  assert.equal(events.length, 20_000)
  const bytes = new Uint8Array(30)
  for (const [i, event] of events.entries()) {
    assert.equal(event['sequence'], i)
    assert.equal(event['payloadHash'], hashOf(bytes.map((_, j) => (i + j) % 251)))
  }
  await client.end()
  await untilNobodySubscribed(tracing)
})

test('a C++ subscriber gets what its filter lets through', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  const args = [tracing.path, '--type', 'ping', '--peer', '2', '--one-in', '2']
  // One who wants everything: what is not a ping is fired all the same.
  await using session = await connect({ path: tracing.path })
  await session.subscribe(['net:*_message']).ready
  const wanted = Array.from({ length: 400 }, (_, i) => madeMessage(i, 0, 0)).filter(
    ({ messageType, peerId }) =>
      messageType === 'ping' && peerId >= 2 && sampleHashOfNumber(peerId) % 2 === 0,
  )
  assert.ok(wanted.length > 0)
  await using client = new Program(subscriber.path ?? '', [
    ...args,
    '--events',
    String(wanted.length),
  ])
  await linesUntil(client, 'started')
  await untilEnabled(tracing)
  fire(tracing, 400)
  const lines = await linesUntil(client, 'ended')
  assert.deepEqual(
    linesOf(lines, 'event').map(line => [line['messageType'], line['peerId'], line['address']]),
    wanted.map(({ messageType, peerId, address }) => [messageType, peerId, address]),
  )
  let fired = 0
  for (const counts of linesOf(lines, 'counts')) {
    const of = (name: string): number => Number(counts[name])
    assert.equal(of('fired'), of('delivered') + of('queued') + of('lost') + of('filtered'))
    fired += of('fired')
  }
  assert.equal(fired, 400)
  await client.end()
})

test('a request that makes no sense fails with a reason', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  const args = [tracing.path, '--tracepoint', 'net:nothing']
  await using client = new Program(subscriber.path ?? '', args)
  const failure = await client.next()
  assert.equal(failure['type'], 'failed')
  assert.match(String(failure['reason']), /net:nothing/)
  await client.end()
  await untilNobodySubscribed(tracing)
})

test('a C++ subscriber learns that the publisher closes', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  await using client = new Program(subscriber.path ?? '', [tracing.path, '--events', '1000'])
  await linesUntil(client, 'started')
  await tracing.close()
  await linesUntil(client, 'server ended')
})

test('C++ clients that die are forgotten', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  for (const { path } of [tracer, subscriber]) {
    await using client = new Program(path ?? '', [tracing.path])
    await linesUntil(client, 'started')
    await untilEnabled(tracing)
    client.process.kill('SIGKILL')
    await untilEnabled(tracing, false)
    await untilNobodySubscribed(tracing)
  }
})
