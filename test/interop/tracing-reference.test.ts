/** Upstream's tracer and upstream's node, as these tests play them, understand each other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build } from './build.js'
import { DEADLINE } from './harness.js'
import { type Line, Program, temporarySocket } from './program.js'
import { linesOf, linesUntil, madeMessage, withNode } from './tracing.js'

const [tracer, node] = [await build('tracer'), await build('node')]
const skip = tracer.skip || node.skip

function reference(
  name: string,
  nodeOptions: readonly string[],
  tracerOptions: readonly string[],
  body: (lines: readonly Line[]) => void,
  handled = 'destroyed',
): void {
  test(`C++ traces C++: ${name}`, { ...DEADLINE, skip }, async () => {
    const socket = temporarySocket()
    try {
      const served = await withNode(node.path ?? '', socket.path, nodeOptions, async () => {
        await using client = new Program(tracer.path ?? '', [socket.path, ...tracerOptions])
        body(await linesUntil(client, 'ended'))
        assert.deepEqual(await client.end(), [])
      })
      assert.deepEqual(linesOf(served, 'handler'), [{ event: 'handler', how: handled }])
      assert.deepEqual(served.at(-1), { liveObjects: 0 })
    } finally {
      socket.remove()
    }
  })
}

const TEN = ['--messages', '10', '--echo']

for (const delivery of [[], ['--stream']]) {
  for (const struct of [[], ['--old']]) {
    const name = ['batches', ...delivery, ...struct].join(' ')
    const options = ['--payload', '20', '--batch', '3', '--dropped', '7', ...struct]
    reference(name, options, [...TEN, '--payload', '10', ...delivery], lines => {
      assert.deepEqual(
        linesOf(lines, 'message'),
        Array.from({ length: 10 }, (_, i) => ({
          event: 'message',
          ...madeMessage(i, 20, 10),
          payloadSlot: -1,
        })),
      )
      const batches = linesOf(lines, 'batch')
      assert.deepEqual(
        batches.map(batch => [batch['messages'], batch['dropped'], batch['thread']]),
        [3, 3, 3, 1].map((count, i) => [count, i === 0 ? 7 : 0, delivery[0] ? '' : 'b-trace']),
      )
      assert.equal(linesOf(lines, 'echo')[0]?.['text'], 'sign of life')
    })
  }
}

reference('disconnect', [], [...TEN, '--end', 'disconnect'], () => {}, 'disconnected')
reference('a handler let go', [], [...TEN, '--end', 'drop'], () => {}, 'dropped')

test('C++ traces C++: a node without tracing', { ...DEADLINE, skip }, async () => {
  const socket = temporarySocket()
  try {
    await withNode(node.path ?? '', socket.path, ['--no-tracing'], async () => {
      await using client = new Program(tracer.path ?? '', [socket.path])
      assert.equal((await client.next())['event'], 'thread')
      assert.equal((await client.next())['type'], 'unimplemented')
      await client.end()
    })
  } finally {
    socket.remove()
  }
})
