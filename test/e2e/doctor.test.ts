/** `nodetap doctor` in a process of its own, with a home directory of its own. */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readSession } from '../../scripts/fidelity/session.js'
import type { Examination } from '../../src/cli/doctor/finding.js'
import { startPublisher } from '../../src/publisher/index.js'
import { FakeNode } from '../client/upstream/fake-node.js'
import { PlayedNode } from '../sources/bitcoind/live/played-node.js'
import { RpcServer } from '../sources/bitcoind/live/rpc-server.js'
import { type CliRun, runCli, temporaryDirectory } from './support.js'

interface Report {
  readonly canTrace: boolean
  readonly next: readonly string[]
  readonly examinations: readonly Examination[]
}

/** Nothing of the user who runs the tests is looked at. */
function doctor(t: TestContext, args: readonly string[]): Promise<CliRun> {
  const home = temporaryDirectory(t)
  return runCli(t, ['doctor', ...args], { HOME: home, USERPROFILE: home, NODETAP_SOCKET: '' })
}

function reportOf({ stdout }: CliRun): Report {
  return JSON.parse(stdout) as Report
}

test('where nothing is, it says so, what to do, and exits with 1', async t => {
  const run = await doctor(t, [])
  assert.equal(run.code, 1)
  assert.match(run.stdout, /none of the usual places has one/)
  assert.match(run.stdout, /nodetap demo/)
  assert.match(run.stderr, /Nothing can be traced at this moment/)
  const json = await doctor(t, ['--json'])
  assert.equal(json.code, 1)
  assert.equal(reportOf(json).canTrace, false)
})

test('a socket that is served is traceable', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using _ = await startPublisher({ path, node: 'test \u001b[2Jnode', ringBytes: 1024 * 1024 })
  const run = await doctor(t, ['--socket', path])
  assert.equal(run.code, 0, run.stderr)
  assert.match(run.stdout, /ok {2}\S*node\.sock: test \\x1b\[2Jnode: \d+ tracepoints/)
  assert.ok(run.stdout.includes(`nodetap trace 'net:*' --socket ${path}`))
})

test('what is no socket is told from nothing', async t => {
  const directory = temporaryDirectory(t)
  const path = join(directory, 'node.sock')
  writeFileSync(path, '')
  const run = await doctor(t, ['--socket', path, '--json'])
  assert.equal(run.code, 1)
  const [, sockets] = reportOf(run).examinations
  const [finding] = sockets?.findings ?? []
  assert.equal(finding?.state, 'bad')
  // Not that a node has gone: there was none.
  assert.match(finding?.detail ?? '', /is a file, not a socket\. Give the path of the socket/)
  assert.equal(finding?.advice, '')
  const none = await doctor(t, ['--socket', join(directory, 'none'), '--json'])
  assert.equal(reportOf(none).examinations[1]?.findings[0]?.state, 'missing')
})

test('a node whose socket has no tracepoints is told from one that has', async t => {
  const { path } = await FakeNode.start(t, { mining: 3, tip: null })
  const run = await doctor(t, ['--socket', path])
  assert.equal(run.code, 1)
  assert.match(run.stdout, /!! {2}\S+: .*no tracing.* → .*nodetap bridge/)
})

test('a Bitcoin Core that runs can be bridged, and what it lacks is told', async t => {
  const directory = temporaryDirectory(t)
  mkdirSync(join(directory, 'regtest'))
  const session = readSession('test/fixtures/bridge')
  const node = new PlayedNode(directory, session, () => {})
  node.playUntil(node.life[0] + 1_000_000)
  const server = await RpcServer.start(node.rpc, join(directory, 'regtest', '.cookie'))
  t.after(() => server.stop())
  writeFileSync(
    join(directory, 'bitcoin.conf'),
    `regtest=1\n[regtest]\nrpcport=${server.port}\nnonsense\n`,
  )
  // The log of the recorded node tells the port that it had; this one has another.
  writeFileSync(node.logPath, '')
  const run = await doctor(t, ['--datadir', directory])
  assert.equal(run.code, 0, run.stderr)
  assert.match(run.stdout, /^Bitcoin Core, regtest, in /m)
  assert.match(run.stdout, /ok {2}node: .*running/)
  assert.match(run.stdout, /bitcoin\.conf:4: no '='/)
  assert.match(run.stdout, /ok {2}rpc: running: http:\/\/127\.0\.0\.1/)
  assert.ok(run.stdout.includes(`nodetap bridge --datadir ${directory} --chain regtest`))
  assert.match(run.stdout, /--print-conf >> /)
})

test('a Bitcoin Core that does not run is described by what it has left', async t => {
  const directory = temporaryDirectory(t)
  const session = readSession('test/fixtures/bridge')
  const node = new PlayedNode(directory, session, () => {})
  node.playUntil(node.life[0] + 1_000_000)
  const run = await doctor(t, ['--datadir', directory, '--chain', 'regtest', '--json'])
  assert.equal(run.code, 1)
  const { next, examinations } = reportOf(run)
  const found = new Map(examinations[2]?.findings.map(it => [it.subject, it]))
  assert.match(found.get('node')?.detail ?? '', /not running/)
  assert.match(found.get('log')?.detail ?? '', /^running/)
  assert.match(found.get('rpc')?.detail ?? '', /no cookie/)
  assert.match(next[0] ?? '', /nodetap bridge .* then start the node/)
})
