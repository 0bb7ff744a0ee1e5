/** Upstream's tracer on our publisher, in C++ and in Rust, each on its language's own RPC. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build } from './build.js'
import { buildRustTracer } from './build-rust.js'
import { DEADLINE } from './harness.js'
import { Program } from './program.js'
import { fire, publisher, untilEnabled, untilNobodySubscribed } from './traced-publisher.js'
import { linesOf, linesUntil, madeMessage, without } from './tracing.js'

for (const [language, { path, skip }] of [
  ['C++', await build('tracer')],
  ['Rust', await buildRustTracer()],
] as const) {
  for (const [name, options] of Object.entries({
    'on threads': [],
    streamed: ['--stream'],
    'without threads': ['--no-threads'],
    'until it disconnects': ['--end', 'disconnect'],
    'until it lets go': ['--end', 'drop', '--stream'],
  })) {
    test(`a tracer in ${language} traces us ${name}`, { ...DEADLINE, skip }, async t => {
      const tracing = await publisher(t)
      const args = [tracing.path, '--messages', '10', '--payload', '16', '--echo', ...options]
      await using client = new Program(path ?? '', args)
      await linesUntil(client, 'started')
      await untilEnabled(tracing)
      fire(tracing, 10, 20)
      const lines = await linesUntil(client, 'ended')
      assert.deepEqual(
        without(linesOf(lines, 'message'), 'timestampUs'),
        without(
          Array.from({ length: 10 }, (_, i) => ({
            event: 'message',
            ...madeMessage(i, 20, 16),
            payloadSlot: -1,
          })),
          'timestampUs',
        ),
      )
      for (const batch of linesOf(lines, 'batch')) {
        assert.equal(batch['dropped'], 0)
      }
      await untilEnabled(tracing, false)
      assert.deepEqual(await client.end(), [])
      await untilNobodySubscribed(tracing)
    })
  }

  test(`a tracer in ${language} gets batches on a thread that it made`, {
    ...DEADLINE,
    skip,
  }, async t => {
    const tracing = await publisher(t)
    await using client = new Program(path ?? '', [tracing.path])
    await linesUntil(client, 'started')
    await untilEnabled(tracing)
    fire(tracing, 1)
    const lines = await linesUntil(client, 'ended')
    assert.ok(linesOf(lines, 'batch').every(batch => batch['thread'] !== ''))
    await client.end()
  })

  test(`a tracer in ${language} of one direction gets only that`, {
    ...DEADLINE,
    skip,
  }, async t => {
    const tracing = await publisher(t)
    const args = [tracing.path, '--outbound', '--messages', '5']
    await using client = new Program(path ?? '', args)
    await linesUntil(client, 'started')
    await untilEnabled(tracing)
    fire(tracing, 10)
    const messages = linesOf(await linesUntil(client, 'ended'), 'message')
    assert.equal(messages.length, 5)
    assert.ok(messages.every(message => message['inbound'] === false))
    await client.end()
  })

  test(`a tracer in ${language} whose callback fails can still end in order`, {
    ...DEADLINE,
    skip,
  }, async t => {
    const tracing = await publisher(t)
    for (const delivery of [[], ['--stream']]) {
      const args = [tracing.path, '--fail-at', '0', ...delivery]
      await using client = new Program(path ?? '', args)
      await linesUntil(client, 'started')
      await untilEnabled(tracing)
      fire(tracing, 3)
      await linesUntil(client, 'ended')
      await client.end()
      await untilNobodySubscribed(tracing)
    }
  })

  test(`a tracer in ${language} gets payloads of 4 MB uncut`, { ...DEADLINE, skip }, async t => {
    const tracing = await publisher(t)
    const bytes = 4 << 20
    for (const delivery of [[], ['--stream']]) {
      const args = [tracing.path, '--payload', String(bytes), '--messages', '3', ...delivery]
      await using client = new Program(path ?? '', args)
      await linesUntil(client, 'started')
      await untilEnabled(tracing)
      fire(tracing, 3, bytes)
      const messages = linesOf(await linesUntil(client, 'ended'), 'message')
      assert.deepEqual(
        messages.map(message => message['payloadHash']),
        [0, 1, 2].map(i => madeMessage(i, bytes, bytes).payloadHash),
      )
      await client.end()
    }
  })

  test(`a tracer in ${language} gets many messages in order`, { ...DEADLINE, skip }, async t => {
    const tracing = await publisher(t)
    const args = [tracing.path, '--stream', '--batch', '500', '--messages', '20000']
    await using client = new Program(path ?? '', args)
    await linesUntil(client, 'started')
    await untilEnabled(tracing)
    fire(tracing, 20_000)
    const messages = linesOf(await linesUntil(client, 'ended'), 'message')
    assert.deepEqual(
      messages.map(message => message['peerId']),
      Array.from({ length: 20_000 }, (_, i) => madeMessage(i, 0, 0).peerId),
    )
    await client.end()
  })
}
