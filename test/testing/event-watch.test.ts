import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { startTestTracing } from '../../src/testing/index.js'

const txid = Uint8Array.from({ length: 32 }, (_, i) => i)
const displayed = Buffer.from(txid).reverse().toString('hex')

test('events are there, in order, as soon as they have fired', async () => {
  await using under = await startTestTracing()
  const { tracepoints } = under.tracing
  assert.deepEqual(await under.watch.events(), [])
  tracepoints['mempool:added'].fire(txid, 141, 1000)
  tracepoints['mempool:removed'].fire(txid, 'block', 141, 1000, 1_700_000_000)
  const events = await under.watch.events()
  assert.deepEqual(
    events.map(event => event.tracepoint),
    ['mempool:added', 'mempool:removed'],
  )
})

test('expectations match by name, value, bytes, hex and condition, and are typed', async () => {
  await using under = await startTestTracing()
  const { tracepoints } = under.tracing
  tracepoints['net:inbound_message'].fire(
    3,
    '127.0.0.1:1',
    'inbound',
    'ping',
    2,
    Uint8Array.of(1, 255),
  )
  tracepoints['mempool:added'].fire(txid, 141, 1000)
  tracepoints['mempool:added'].fire(txid, 200, 3000)
  const [message, added] = await under.watch.expectEvents([
    { tracepoint: 'net:inbound_message', payload: '01ff', peerId: 3 },
    { tracepoint: 'mempool:added', txid: displayed, feeSat: fee => fee > 2000 },
  ])
  assert.equal(message.messageType, 'ping')
  assert.equal(added.vsize, 200)
  const [first] = await under.watch.expectEvents([{ tracepoint: 'mempool:added', txid }])
  assert.equal(first.vsize, 141)
})

test('an expectation waits for what has not happened yet', async () => {
  await using under = await startTestTracing({ tracepoints: ['mempool:*'] })
  const waiting = under.watch.expectEvents(['mempool:added', 'mempool:rejected'])
  under.tracing.tracepoints['mempool:added'].fire(txid, 141, 1000)
  await under.watch.events()
  under.tracing.tracepoints['mempool:rejected'].fire(txid, 'min relay fee not met')
  const [, rejected] = await waiting
  assert.equal(rejected.reason, 'min relay fee not met')
})

test('a wait that is in vain says what was missing and what did arrive', async () => {
  await using under = await startTestTracing()
  under.tracing.tracepoints['mempool:added'].fire(txid, 141, 1000)
  await assert.rejects(
    under.watch.expectEvents(
      ['mempool:added', { tracepoint: 'mempool:removed', reason: 'block' }],
      {
        timeoutMs: 50,
      },
    ),
    (error: unknown) => {
      assert.ok(isNodetapError(error, ErrorCodes.Timeout))
      assert.match(
        error.message,
        /in vain for mempool:removed \{ reason: "block" \} \(expectation 2 of 2\)/,
      )
      assert.match(error.message, new RegExp(`"txid":"${displayed}"`))
      return true
    },
  )
})

test('what must not happen is told if it does', async () => {
  await using under = await startTestTracing()
  await under.watch.expectNone('mempool:rejected')
  under.tracing.tracepoints['mempool:rejected'].fire(txid, 'dust')
  await assert.rejects(under.watch.expectNone('mempool:rejected'), /was not to happen, but did/)
  await under.watch.forget()
  await under.watch.expectNone('mempool:rejected')
})

test('an expectation can be aborted', async () => {
  await using under = await startTestTracing()
  const abort = new AbortController()
  const waiting = under.watch.expectEvents(['mempool:added'], { signal: abort.signal })
  abort.abort()
  await assert.rejects(waiting, (error: unknown) => isNodetapError(error, ErrorCodes.Aborted))
})

test('after a loss nothing is proved', async () => {
  await using under = await startTestTracing()
  // Longer than any payload may be for a ring of this size.
  const large = new Uint8Array(2 * 1024 * 1024)
  under.tracing.tracepoints['net:inbound_message'].fire(
    1,
    'a',
    'inbound',
    'block',
    large.length,
    large,
  )
  await assert.rejects(under.watch.events(), /Events were lost: 1 net:inbound_message \(tooLarge\)/)
})
