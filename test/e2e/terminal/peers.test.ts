import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startPublisher, type Tracing } from '../../../src/publisher/index.js'
import { runCli, startCli, temporaryDirectory, until } from '../support.js'
import { noTerminals, TerminalRun } from './terminal-run.js'

const PING = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0)

interface Node {
  readonly path: string
  readonly tracing: Tracing
  ping(peerId?: number): void
}

async function startNode(t: TestContext): Promise<Node> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path, node: 'test node', ringBytes: 1024 * 1024 })
  t.after(() => tracing.close())
  return {
    path,
    tracing,
    ping: (peerId = 7) => {
      const site = tracing.tracepoints['net:inbound_message']
      if (site.enabled) site.fire(peerId, '127.0.0.1:8333', 'inbound', 'ping', 8, PING)
    },
  }
}

async function startPeers(
  t: TestContext,
  node: Node,
  options: { columns?: number; rows?: number; env?: Record<string, string>; args?: string[] } = {},
): Promise<TerminalRun> {
  const run = new TerminalRun(t, ['peers', '--socket', node.path, ...(options.args ?? [])], options)
  await run.shows(/No peer has been seen yet/)
  return run
}

test('peers draws changes only, each drawing as one', { skip: noTerminals }, async t => {
  const node = await startNode(t)
  const run = await startPeers(t, node)
  assert.equal(run.screen.buffer, 'alternate')
  assert.equal(run.screen.isCursorHidden, true)
  const before = run.frames.length
  node.ping()
  await run.shows(/^ +7 127\.0\.0\.1:8333 +inbound/m)
  await run.shows(/← ping 2s/)
  assert.match(run.frames[0] ?? '', /\x1b\[2J/, 'the first drawing clears')
  for (const frame of run.frames.slice(before)) {
    assert.match(frame, /^\x1b\[\?2026h/, 'a drawing is begun and ended')
    assert.ok(
      !frame.includes('\x1b[2J') && !frame.includes('nodetap peers'),
      'nothing is drawn twice',
    )
    assert.ok(!frame.includes('\n'), 'nothing scrolls')
  }
  run.type('q')
  assert.equal(await run.done, 0)
  assert.equal(run.screen.buffer, 'normal')
  assert.equal(run.screen.isCursorHidden, false)
  assert.equal(run.screen.text.trim(), '', 'nothing is left behind')
})

test('a panel shows what is said while it is open, and payloads are sent only then', {
  skip: noTerminals,
}, async t => {
  const node = await startNode(t)
  const run = await startPeers(t, node)
  node.ping()
  await run.shows(/^ +7 /m)
  run.type('\x1b[B\r')
  await run.shows(/Peer 7 {2}127\.0\.0\.1:8333/)
  await run.shows(/← ping 8B/)
  await until('what is said is shown', () => {
    node.ping()
    return /← ping 0000000000000001/.test(run.screen.text)
  })
  run.type('\x1b')
  await run.shows(/Enter messages/)
  run.type('\x03')
  assert.equal(await run.done, 0)
  await until('it is off', () => !node.tracing.tracepoints['net:inbound_message'].enabled)
})

test('peers that were there before are shown from the start', { skip: noTerminals }, async t => {
  const node = await startNode(t)
  node.tracing.provideSnapshots({
    peers: () => [
      {
        peerId: 3,
        address: '198.51.100.3:8333',
        connectionType: 'manual',
        network: 'ipv4',
        establishedAt: Math.floor(Date.now() / 1000) - 3600,
        bytesReceived: 1234,
        userAgent: '/\x1b[2JSatoshi:27.0.0/',
      },
    ],
  })
  const run = new TerminalRun(t, ['peers', '--socket', node.path])
  await run.shows(/^ +3 198\.51\.100\.3:8333 manual .* 1h 00m/m)
  run.type('\r')
  await run.shows(/^\/\\x1b\[2JSatoshi:27\.0\.0\/ version 0, before this began 1\.23kB from it/m)
  run.type('q')
  assert.equal(await run.done, 0)
})

test('another size is drawn anew, however small', { skip: noTerminals }, async t => {
  const node = await startNode(t)
  const run = await startPeers(t, node)
  node.ping()
  await run.shows(/← ping/)
  for (const [columns, rows] of [
    [20, 5],
    [160, 50],
    [40, 10],
  ] as const) {
    run.resize(columns, rows)
    await until(`${columns} columns are used`, () => {
      const [first = ''] = run.screen.rows
      return first.length === columns && first.endsWith('0 lost')
    })
    await run.shows(/^ +7 127\.0/m)
  }
  run.type('q')
  assert.equal(await run.done, 0)
})

test('text of a peer moves nothing on a real terminal', { skip: noTerminals }, async t => {
  const node = await startNode(t)
  const run = await startPeers(t, node)
  const { tracepoints } = node.tracing
  const evil = '\x1b[1;1HOWNED\r\n\x07\u202e\x9b2J'
  tracepoints['net:inbound_connection'].fire(1, evil, evil, 'ipv4', 1)
  tracepoints['net:inbound_message'].fire(2, '日本語🪙é\u0301\u0301', 'inbound', evil, 0, PING)
  await run.shows(/^ +2 .*日本語/m)
  await run.shows(/^nodetap peers/)
  assert.doesNotMatch(run.screen.rows[0] ?? '', /OWNED/)
  assert.match(run.screen.text, /\\x1b\[1;1HOWNED/)
  run.type('q')
  assert.equal(await run.done, 0)
  assert.ok(!run.output.includes('\x07') && !run.output.includes('\u202e'))
})

test('NO_COLOR leaves marks, and no colour', { skip: noTerminals }, async t => {
  const node = await startNode(t)
  const run = await startPeers(t, node, { env: { NO_COLOR: '1' } })
  node.tracing.tracepoints['net:misbehaving_connection'].fire(1, 'bad')
  await run.shows(/^ +1 /m)
  run.type('j')
  const codes = (): string[] => [...run.output.matchAll(/\x1b\[(\d+)m/g)].map(it => it[1] ?? '')
  await until('it is selected', () => codes().includes('7'))
  run.type('q')
  assert.equal(await run.done, 0)
  assert.deepEqual([...new Set(codes())].sort(), ['0', '1', '7'])
})

test('a terminal without a cursor gets lines, and nothing is drawn on it', {
  skip: noTerminals,
}, async t => {
  const node = await startNode(t)
  const at = ['--socket', node.path]
  const site = node.tracing.tracepoints['net:inbound_message']
  for (const args of [
    ['peers', '--max-events', '1', ...at],
    ['count', 'net:*', '--by', 'messageType', '--every', '100ms', '--duration', '1', ...at],
  ]) {
    const run = new TerminalRun(t, args, { env: { TERM: 'dumb', NO_COLOR: '1' } })
    await until('it is subscribed', () => site.enabled)
    node.ping()
    assert.equal(await run.done, 0)
    assert.match(run.output, /ping/)
    assert.doesNotMatch(run.output, /\x1b/)
    await until('the node has seen it go', () => !site.enabled)
  }
})

test('the terminal is restored however the command ends', { skip: noTerminals }, async t => {
  const ends: [string, number, (node: Node, run: TerminalRun) => unknown][] = [
    ['SIGTERM', 0, (_node, run) => run.kill('SIGTERM')],
    ['SIGHUP', 0, (_node, run) => run.kill('SIGHUP')],
    ['Ctrl-C', 0, (_node, run) => run.type('\x03')],
    ['the node goes', 1, node => node.tracing.close()],
  ]
  for (const [what, code, end] of ends) {
    const node = await startNode(t)
    const run = await startPeers(t, node)
    assert.match(run.modes(), /-icanon .*-echo /s, what)
    await end(node, run)
    assert.equal(await run.done, code, what)
    assert.equal(run.screen.buffer, 'normal', what)
    assert.equal(run.screen.isCursorHidden, false, what)
    if (code === 1) assert.match(run.screen.text, /^nodetap: ./m)
  }
  const node = await startNode(t)
  const run = await startPeers(t, node, { args: ['--duration', '1'] })
  assert.equal(await run.done, 0, 'the duration')
  assert.equal(run.screen.buffer, 'normal')
})

test('where there is no terminal: lines, one frame, or JSON', async t => {
  const node = await startNode(t)
  const at = ['--socket', node.path]
  const site = node.tracing.tracepoints['net:inbound_message']
  const cli = startCli(t, ['peers', ...at, '--max-events', '2'])
  await until('it is subscribed', () => site.enabled)
  node.tracing.tracepoints['net:inbound_connection'].fire(7, '127.0.0.1:8333', 'inbound', 'ipv4', 1)
  node.ping()
  const { code, stdout } = await cli.done
  assert.equal(code, 0)
  assert.match(stdout, /^[\d:.]+ connected {2}7 127\.0\.0\.1:8333 inbound ipv4\nnodetap peers/)
  assert.match(stdout, /^ +7 127\.0\.0\.1:8333 .* ← ping \d+s\n$/m)
  assert.doesNotMatch(stdout, /\x1b|q quit/)

  await until('the node has seen it go', () => !site.enabled)
  const json = startCli(t, ['peers', ...at, '--once', '--json', '--max-events', '1'])
  await until('it is subscribed', () => site.enabled)
  node.ping()
  const figures = JSON.parse((await json.done).stdout) as {
    peers: { id: number; bytesIn: number }[]
  }
  assert.deepEqual(
    figures.peers.map(({ id, bytesIn }) => ({ id, bytesIn })),
    [{ id: 7, bytesIn: 8 }],
  )
  const once = await runCli(t, ['peers', ...at, '--once', '--duration', '1'])
  assert.match(once.stdout, /No peer has been seen yet/)
  for (const more of [[], ['--json']]) {
    const stranger = ['--once', '--duration', '1', '--peer', '77', ...more]
    const none = await runCli(t, ['peers', ...at, ...stranger])
    assert.equal(none.code, 2)
    assert.match(none.stderr, /^nodetap: There is no peer 77 here now: [^\n]*\n$/)
  }
  const wrong = await runCli(t, ['peers', ...at, '--sort', 'colour'])
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /Allowed choices are id, rate/)
})
