/**
 * `nodetap bridge` and `nodetap trace` in processes of their own, on a node that is played here.
 */
import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readSession } from '../../scripts/fidelity/session.js'
import { connect } from '../../src/client/index.js'
import { systemTimers } from '../../src/sources/bitcoind/live/timers.js'
import { logTime, PlayedNode } from '../sources/bitcoind/live/played-node.js'
import { RpcServer } from '../sources/bitcoind/live/rpc-server.js'
import { runCli, startCli, temporaryDirectory, until } from './support.js'

type Zeromq = typeof import('zeromq')

const zeromq: Zeromq | null = await import('zeromq').catch(() => null)

interface Fixture {
  readonly directory: string
  readonly socket: string
  readonly logPath: string
  readonly node: PlayedNode
  /** The first seconds of the recorded life, all at once, as if they were just over. */
  live(seconds: number): void
  /** A line of the log at this moment. */
  log(text: string): void
}

/** A node that begins so many seconds ago. */
function play(t: TestContext, seconds: number, publish = (): void => {}): Fixture {
  const directory = temporaryDirectory(t)
  mkdirSync(join(directory, 'regtest'))
  writeFileSync(join(directory, 'bitcoin.conf'), 'regtest=1\n')
  const session = readSession('test/fixtures/bridge')
  const start = session.arrivals.find(it => it.atUs > 0)?.atUs ?? 0
  const shift = systemTimers.nowUs() - seconds * 1e6 - start
  const node = new PlayedNode(directory, session, publish, shift)
  const { logPath } = node
  return {
    directory,
    socket: join(directory, 'node.sock'),
    logPath,
    node,
    live: passed => node.playUntil(start + passed * 1e6),
    log: text => appendFileSync(logPath, `${logTime(systemTimers.nowUs())} ${text}\n`),
  }
}

/** A bridge and a trace on it, both running. */
async function bridgeAndTrace(
  t: TestContext,
  fixture: Fixture,
  args: string[],
  patterns: string[],
) {
  const { directory, socket } = fixture
  const bridge = startCli(t, ['bridge', '--datadir', directory, '--socket', socket, ...args])
  await until('it serves', () => bridge.lines.some(it => it.includes('served at')))
  const trace = startCli(t, ['trace', ...patterns, '--json', '--socket', socket])
  await using session = await connect({ path: socket })
  await until('it is subscribed', async () => (await session.describe()).subscriptions === 1)
  const events = (): Record<string, unknown>[] =>
    trace.lines.map(it => JSON.parse(it) as Record<string, unknown>)
  const count = (tracepoint: string): number =>
    events().filter(it => it['tracepoint'] === tracepoint).length
  return { bridge, trace, events, count }
}

test('a node started after the bridge is traced from its log, its messages and its RPC', async t => {
  const fixture = play(t, 5)
  const cookie = join(fixture.directory, 'regtest', '.cookie')
  let server = await RpcServer.start(fixture.node.rpc, cookie)
  t.after(() => server.stop())
  const { bridge, count, events } = await bridgeAndTrace(
    t,
    fixture,
    ['--rpc', `http://127.0.0.1:${server.port}/`, '--no-zmq'],
    ['*'],
  )
  fixture.live(0)
  await until('the node answers', () => bridge.lines.some(it => /^ {2}rpc +running/.test(it)))
  fixture.live(4)
  await until('blocks came', () => count('validation:block_connected') >= 100)
  await until('coins came', () => count('utxocache:add') >= 100)
  await until('messages came', () => count('net:inbound_message') > 0)
  const message = events().find(it => it['tracepoint'] === 'net:inbound_message')
  assert.equal(message?.['messageType'], 'version')
  assert.equal(message?.['connectionType'], 'inbound')
  await until('it is told', () =>
    bridge.lines.some(it => /^net:inbound_message: .*→ exact/.test(it)),
  )

  // Whoever comes later begins with the state of the moment.
  const late = await runCli(t, [
    ...['trace', 'net:*', '--snapshot', '--json', '--max-events', '1', '--socket', fixture.socket],
  ])
  const first = JSON.parse(late.stdout) as Record<string, unknown>
  assert.match(String(first['tracepoint']), /^snapshot:/)

  // The node is killed in the middle of a line and started again, with a new cookie.
  await server.stop()
  await until('it is missed', () => bridge.lines.some(it => /^ {2}rpc +waiting/.test(it)))
  appendFileSync(
    fixture.logPath,
    `${logTime(systemTimers.nowUs())} [msghand] [net] Misbehaving: pe`,
  )
  appendFileSync(fixture.logPath, '\n\n\n\n\n')
  fixture.log('[init] Bitcoin Core version v31.0.0 (release build)')
  fixture.log('[init] Command-line arg: debug="net"')
  server = await RpcServer.start(fixture.node.rpc, cookie, server.port)
  await until(
    'it answers again',
    () => bridge.lines.filter(it => /^ {2}rpc +running/.test(it)).length >= 2,
  )
  fixture.log('[msghand] [net] Misbehaving: peer=7: of the second life')
  await until('it goes on', () => count('net:misbehaving_connection') > 0)
  const [misbehaving] = events().filter(it => it['tracepoint'] === 'net:misbehaving_connection')
  assert.equal(misbehaving?.['peerId'], 7)
  bridge.child.kill('SIGINT')
  const { code, stderr } = await bridge.done
  assert.equal(code, 0, stderr)
})

test('text of peers that imitates the log makes no event, and reaches no terminal as it is', async t => {
  const fixture = play(t, 5)
  const { bridge, trace, count } = await bridgeAndTrace(
    t,
    fixture,
    ['--no-rpc', '--no-zmq', '--no-capture'],
    ['net:*'],
  )
  fixture.live(0.5)
  await until('the log is there', () => bridge.lines.some(it => /^ {2}log +running/.test(it)))
  const imitation = `${logTime(systemTimers.nowUs())} [msghand] [net] Misbehaving: peer=66: made up`
  for (const text of [
    `[msghand] [net] receive version message: ${imitation}: version 70016, blocks=1, us=1, txrelay=1, peer=3, peeraddr=1.2.3.4:8333`,
    `[msghand] [net] ignoring ${imitation}`,
    `[msghand] [net] received: ${imitation} (8 bytes) peer=3`,
    '[msghand] [net] Misbehaving: peer=5: \u001b[2J\u009bred',
  ]) {
    fixture.log(text)
  }
  await until('the true one came', () => count('net:misbehaving_connection') > 0)
  trace.child.kill('SIGINT')
  const { stdout } = await trace.done
  const misbehaving = stdout
    .split('\n')
    .filter(it => it.includes('net:misbehaving_connection'))
    .map(it => JSON.parse(it) as { peerId: number; reason: string })
  assert.deepEqual(
    misbehaving.map(it => it.peerId),
    [5],
  )
  assert.doesNotMatch(bridge.lines.join('\n'), /\u001b\[2J/)
})

test('what ZMQ publishes is traced, with its gaps', {
  skip: zeromq === null ? 'zeromq is not installed' : false,
}, async t => {
  assert.ok(zeromq !== null)
  const fixture = play(t, 5)
  const address = `ipc://${join(fixture.directory, 'zmq')}`
  const publisher = new zeromq.Publisher({ linger: 0 })
  await publisher.bind(address)
  t.after(() => publisher.close())
  const { bridge, trace, count } = await bridgeAndTrace(
    t,
    fixture,
    ['--no-rpc', '--no-log', '--no-capture', '--zmq', address],
    ['mempool:added'],
  )
  await until('it is connected', () => bridge.lines.some(it => /^ {2}zmq +running/.test(it)))
  let counter = 0
  const announce = async (): Promise<void> => {
    const body = Buffer.alloc(41, counter)
    body.write('A', 32, 'latin1')
    body.writeBigUInt64LE(BigInt(counter), 33)
    const third = Buffer.alloc(4)
    third.writeUInt32LE(counter++)
    await publisher.send(['sequence', body, third])
  }
  await until('transactions come', async () => {
    await announce()
    return count('mempool:added') > 2
  })
  counter += 5
  await until('the gap is told', async () => {
    await announce()
    return trace.lines.some(it => it.includes('"missed"'))
  })
})

test('--json says the same as JSON lines', async t => {
  const { directory, socket, live } = play(t, 5)
  const args = ['bridge', '--datadir', directory, '--socket', socket, '--json', '--no-rpc']
  const bridge = startCli(t, args)
  live(1)
  await until('the plan is there', () => bridge.lines.some(it => it.startsWith('{"plan"')))
  bridge.child.kill('SIGINT')
  const { code, stderr } = await bridge.done
  assert.equal(code, 0, stderr)
  const documents = bridge.lines.map(it => JSON.parse(it) as Record<string, unknown>)
  assert.deepEqual(documents[0], {
    bridge: { socket, chain: 'regtest', directory: join(directory, 'regtest') },
  })
  const { plan } = documents.find(it => 'plan' in it) as { plan: Record<string, unknown>[] }
  assert.ok(plan.some(it => it['tracepoint'] === 'net:inbound_message'))
  const { status } = documents.at(-1) as { status: { inputs: { input: string }[] } }
  assert.deepEqual(
    status.inputs.map(it => it.input),
    ['log', 'capture', 'zmq', 'rpc'],
  )
})
