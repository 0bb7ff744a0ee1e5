/** Our client on a C++ node with upstream's tracing prototype. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Batch, connect, ErrorCodes } from '../../src/client/index.js'
import { build } from './build.js'
import { DEADLINE } from './harness.js'
import { type Line, temporarySocket } from './program.js'
import { hashOf, linesOf, madeMessage, withNode } from './tracing.js'

const { path, skip } = await build('node')

/** Runs `body` on a session with `node.c++`; the node must be left in order. */
function session(
  name: string,
  nodeOptions: readonly string[],
  body: (connected: Awaited<ReturnType<typeof connect>>) => Promise<void>,
  check: (lines: readonly Line[]) => void = () => {},
): void {
  test(`we trace a C++ node: ${name}`, { ...DEADLINE, skip }, async () => {
    const socket = temporarySocket()
    try {
      const lines = await withNode(path ?? '', socket.path, nodeOptions, async () => {
        await using connected = await connect({ path: socket.path })
        await body(connected)
      })
      // The real node aborts when a handler is let go that was not destroyed.
      for (const line of linesOf(lines, 'handler')) assert.equal(line['how'], 'destroyed')
      assert.deepEqual(lines.at(-1), { liveObjects: 0 })
      check(lines)
    } finally {
      socket.remove()
    }
  })
}

/** Events of `batch` as `node.c++` made them. */
function messagesOf(batch: Batch) {
  return [...batch].map(event => {
    assert.ok('payload' in event)
    const { peerId, address, connectionType, messageType, size, timestampUs, payload } = event
    return {
      inbound: event.tracepoint === 'net:inbound_message',
      peerId,
      address,
      connectionType,
      messageType,
      size,
      timestampUs,
      payloadBytes: payload.length,
      payloadHash: hashOf(payload),
    }
  })
}

for (const struct of [[], ['--old']]) {
  session(
    ['batches of rows', ...struct].join(' '),
    ['--count', '1000', '--batch', '64', '--payload', '300', '--dropped', '7', ...struct],
    async connected => {
      assert.equal(connected.offers, 'upstream')
      const messages = []
      let lost = 0
      for await (const batch of connected.subscribe(['net:*_message'], { payloadBytes: 100 })) {
        messages.push(...messagesOf(batch))
        for (const loss of batch.losses) lost += loss.count
        if (messages.length >= 1000) break
      }
      assert.equal(lost, 7)
      assert.deepEqual(
        messages,
        Array.from({ length: 1000 }, (_, i) => madeMessage(i, 300, 100)),
      )
    },
    lines => assert.equal(linesOf(lines, 'sent')[0]?.['messages'], 1000),
  )
}

session(
  'payloads of 4 MB',
  ['--count', '4', '--batch', '1', '--payload', '4194304'],
  async connected => {
    const messages = []
    const options = { payloadBytes: Number.POSITIVE_INFINITY }
    for await (const batch of connected.subscribe(['net:*_message'], options)) {
      messages.push(...messagesOf(batch))
      if (messages.length >= 4) break
    }
    assert.deepEqual(
      messages,
      [0, 1, 2, 3].map(i => madeMessage(i, 4 << 20, 4 << 20)),
    )
  },
)

session('one direction', ['--count', '10'], async connected => {
  const messages = []
  for await (const batch of connected.subscribe(['net:outbound_message'])) {
    messages.push(...messagesOf(batch))
    if (messages.length >= 5) break
  }
  assert.ok(messages.every(message => !message.inbound))
})

session('closing while more comes', ['--count', '100000', '--batch', '100'], async connected => {
  for await (const batch of connected.subscribe(['net:*_message'])) {
    assert.ok(batch.eventCount > 0)
    break
  }
})

session('a session closed with a subscription open', ['--count', '100000'], async connected => {
  const subscription = connected.subscribe(['net:*_message'])
  await subscription.ready
})

session(
  'closing at the first batch, which comes before the answer',
  ['--early', '--count', '100000', '--batch', '1'],
  async connected => {
    for await (const batch of connected.subscribe(['net:*_message'])) {
      assert.equal(batch.eventCount, 1)
      break
    }
  },
)

session('closing while the tracing is opened', ['--count', '1000'], async connected => {
  connected.subscribe(['net:*_message'])
})

session('aborting while the tracing is opened', ['--count', '1000'], async connected => {
  const aborted = new AbortController()
  const subscription = connected.subscribe(['net:*_message'], { signal: aborted.signal })
  aborted.abort()
  await assert.rejects(subscription.ready, { code: ErrorCodes.Aborted })
})

test('we say so when a C++ node has no tracing', { ...DEADLINE, skip }, async () => {
  const socket = temporarySocket()
  try {
    await withNode(path ?? '', socket.path, ['--no-tracing'], () =>
      assert.rejects(connect({ path: socket.path }), { code: ErrorCodes.Unimplemented }),
    )
  } finally {
    socket.remove()
  }
})
