/**
 * Our client goes in order, whatever makes it go: nodes with an old libmultiprocess abort when a
 * client goes without having destroyed its handler.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCodes } from '../../../src/client/index.js'
import { Registrations } from '../../../src/client/upstream/registrations.js'
import { CallThreads, Capability, InterfaceServer } from '../../../src/rpc/index.js'
import { startCli, until } from '../../e2e/support.js'
import { noTerminals, TerminalRun } from '../../e2e/terminal/terminal-run.js'
import { FakeNode } from './fake-node.js'
import { stream, traced } from './traced-node.js'

const DEADLINE = { timeout: 60_000 } as const

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => {}
  const promise = new Promise<void>(yes => {
    resolve = yes
  })
  return { promise, resolve }
}

test('the connection ends when the node has ended the tracing, not before', DEADLINE, async t => {
  const destroying = deferred()
  const { node, session } = await traced(t, { beforeDestroyed: () => destroying.promise })
  const aborted = new AbortController()
  const subscription = session.subscribe(['net:*_message'], { signal: aborted.signal })
  await subscription.ready
  aborted.abort()
  const closed = session.close()
  await until('it is asked to', () => node.destroyCalls === 1)
  assert.equal(node.disconnected, 0)
  destroying.resolve()
  await closed
  await until('it is gone', () => node.disconnected === 1)
  assert.deepEqual(node.handlers, ['destroyed'])
})

test('a tracing that begins after one has lost interest is ended', DEADLINE, async t => {
  const beginning = deferred()
  const { node, session } = await traced(t, { beforeTracing: () => beginning.promise })
  const aborted = new AbortController()
  const subscription = session.subscribe(['net:*_message'], { signal: aborted.signal })
  aborted.abort()
  await assert.rejects(subscription.ready, { code: ErrorCodes.Aborted })
  const closed = session.close()
  beginning.resolve()
  await closed
  assert.deepEqual(node.handlers, ['destroyed'])
})

test('a tracing under way when the session is closed is ended', DEADLINE, async t => {
  const beginning = deferred()
  const { node, session } = await traced(t, { beforeTracing: () => beginning.promise })
  session.subscribe(['net:*_message']).ready.catch(() => {})
  const closed = session.close()
  beginning.resolve()
  await closed
  assert.deepEqual(node.handlers, ['destroyed'])
})

test('Ctrl-C ends the tracing before the command line goes', DEADLINE, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  for (const command of [
    ['trace', 'net:*_message'],
    ['stats', 'net:*_message'],
  ]) {
    const before = node.handlers.length
    const cli = startCli(t, [...command, '--json', '--socket', node.path])
    await until('it traces', () => node.traced.length === before + 1)
    const sent = stream(node.traced[before]!.callback, 0, 1)
    await sent
    cli.child.kill('SIGINT')
    const { code, stderr } = await cli.done
    assert.equal(code, 0, stderr)
    assert.equal(node.handlers.length, before + 1)
  }
  assert.deepEqual(node.handlers, ['destroyed', 'destroyed'])
})

test('so does a terminal that is closed', { ...DEADLINE, skip: noTerminals }, async t => {
  const node = await FakeNode.start(t, { tracing: true })
  for (const command of [['trace', 'net:*_message'], ['peers']]) {
    const before = node.handlers.length
    const run = new TerminalRun(t, [...command, '--socket', node.path])
    await until('it traces', () => node.traced.length === before + 1)
    run.hangUp()
    await until('the handler is gone', () => node.handlers.length === before + 1)
  }
  assert.deepEqual(node.handlers, ['destroyed', 'destroyed'])
})

test('a node that does not end it keeps nobody', DEADLINE, async () => {
  const stuck = new InterfaceServer('Handler')
  stuck.dispatch = () => new Promise<void>(() => {})
  const threads = await CallThreads.make(null, 'test')
  const registrations = new Registrations(threads, 1)
  await registrations.add(async () => Capability.of(stuck), undefined)
  await registrations.endAll()
})
