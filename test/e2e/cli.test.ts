import assert from 'node:assert/strict'
import { type SpawnSyncReturns, type StdioOptions, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { TRACEPOINT_NAMES } from '../../src/tracepoints/index.js'
import { runHere } from './run-here.js'
import { runCli, startCli, temporaryDirectory, until } from './support.js'

interface Fixture {
  readonly path: string
  readonly tracing: Tracing
  fire(): void
}

async function publisher(t: TestContext): Promise<Fixture> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path, node: 'test node', ringBytes: 1024 * 1024 })
  t.after(() => tracing.close())
  const { tracepoints } = tracing
  const txid = Uint8Array.from({ length: 32 }, (_, i) => i)
  return {
    path,
    tracing,
    fire: () => {
      const message = tracepoints['net:inbound_message']
      // A peer chooses its messages' types: this one tries to move the cursor.
      if (message.enabled) {
        message.fire(7, '127.0.0.1:8333', 'inbound', '\u001b[2Jevil', 3, Uint8Array.of(1, 2, 255))
      }
      const added = tracepoints['mempool:added']
      if (added.enabled) added.fire(txid, 141, 1234)
    },
  }
}

/** Fires until the command line has printed `count` lines. */
async function fireUntil(
  { fire, tracing }: Fixture,
  cli: { readonly lines: readonly string[] },
  count: number,
): Promise<void> {
  await until('it is subscribed', () => tracing.tracepoints['net:inbound_message'].enabled)
  await until(`${count} lines are there`, () => {
    fire()
    return cli.lines.length >= count
  })
}

test('trace prints one JSON object an event where nobody looks', async t => {
  const fixture = await publisher(t)
  const args = ['trace', 'net:*', 'mempool:added', '--payload', '2', '--max-events', '4']
  const cli = startCli(t, [...args, '--socket', fixture.path])
  await fireUntil(fixture, cli, 4)
  const { code, stdout, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  const events = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  assert.equal(events.length, 4)
  const [message, added] = events
  assert.deepEqual(Object.keys(message ?? {}), [
    'tracepoint',
    'sequence',
    'timestampUs',
    'peerId',
    'address',
    'connectionType',
    'messageType',
    'size',
    'payload',
  ])
  assert.equal(message?.['payload'], '0102')
  assert.equal(message?.['size'], 3)
  assert.equal(message?.['messageType'], '\u001b[2Jevil')
  assert.equal(added?.['tracepoint'], 'mempool:added')
  assert.equal(added?.['txid'], '1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100')
})

test('trace --decode shows what messages say, and what cannot be read', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  t.after(() => tracing.close())
  const cli = startCli(t, ['trace', 'net:*', '--decode', '--max-events', '2', '--socket', path])
  const site = tracing.tracepoints['net:inbound_message']
  await until('it is subscribed', () => site.enabled)
  site.fire(1, '127.0.0.1:1', 'inbound', 'ping', 8, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0))
  site.fire(1, '127.0.0.1:1', 'inbound', 'inv', 2, Uint8Array.of(9, 9))
  const { code, stdout, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  const [ping, inv] = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { decoded?: { nonce: string }; decodeError?: string })
  assert.equal(ping?.decoded?.nonce, '1')
  assert.match(inv?.decodeError ?? '', /inv/)
})

test('the socket is found by NODETAP_SOCKET', async t => {
  const fixture = await publisher(t)
  const { code, stdout } = await runCli(t, ['list', '--json'], { NODETAP_SOCKET: fixture.path })
  assert.equal(code, 0)
  const description = JSON.parse(stdout) as { socket: string; tracepoints: unknown[]; node: string }
  assert.equal(description.socket, fixture.path)
  assert.equal(description.node, 'test node')
  assert.equal(description.tracepoints.length, TRACEPOINT_NAMES.length)
})

test('list shows every tracepoint with its fields and units', async t => {
  const fixture = await publisher(t)
  const { code, stdout } = await runCli(t, ['list', '--socket', fixture.path])
  assert.equal(code, 0)
  assert.match(stdout, /^net:inbound_message {2}experimental/m)
  assert.match(stdout, /^ {4}durationNs +uint64 \[ns\]$/m)
})

test('stats counts, and its total agrees with what was fired', async t => {
  const fixture = await publisher(t)
  const cli = startCli(t, ['stats', '*', '--duration', '2', '--socket', fixture.path])
  await fireUntil(fixture, cli, 1)
  const { code, stdout } = await cli.done
  assert.equal(code, 0)
  const lines = stdout.trim().split('\n')
  const { total } = JSON.parse(lines.at(-1) ?? '') as {
    total: { events: number; lost: number; latencyUs: { p50: number; max: number } }
  }
  assert.ok(total.events >= 2)
  assert.equal(total.lost, 0)
  assert.ok(total.latencyUs.p50 > 0 && total.latencyUs.p50 <= total.latencyUs.max)
})

test('Ctrl-C ends a trace in order, and the node stops sending', async t => {
  const fixture = await publisher(t)
  const cli = startCli(t, ['trace', '*', '--socket', fixture.path])
  await fireUntil(fixture, cli, 2)
  cli.child.kill('SIGINT')
  const { code, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  await until('it is off', () => !fixture.tracing.tracepoints['net:inbound_message'].enabled)
})

test('a reader that has enough ends the trace', async t => {
  const fixture = await publisher(t)
  const cli = startCli(t, ['trace', '*', '--socket', fixture.path])
  await fireUntil(fixture, cli, 2)
  cli.child.stdout?.destroy()
  let ended = false
  void cli.done.then(() => {
    ended = true
  })
  await until('it has ended', () => {
    fixture.fire()
    return ended
  })
  assert.equal((await cli.done).code, 0)
})

test('a node that goes is exit code 1, with its reason', async t => {
  const fixture = await publisher(t)
  const cli = startCli(t, ['trace', '*', '--socket', fixture.path])
  await fireUntil(fixture, cli, 2)
  await fixture.tracing.close()
  const { code, stderr } = await cli.done
  assert.equal(code, 1)
  assert.match(stderr, /nodetap: .*publisher closes.*\nThe node has gone\. With --reconnect/)
})

test('a signal that comes twice, as from timeout and npx, ends a recording in order', async t => {
  const { path } = await publisher(t)
  const file = join(temporaryDirectory(t), 'twice.rec')
  const cli = startCli(t, ['record', '-o', file, '--socket', path])
  await until('it records', () => cli.stderr().startsWith('Recording '))
  for (let i = 0; i < 5; i++) cli.child.kill('SIGTERM')
  const { code, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  const info = await runCli(t, ['info', file])
  assert.equal(info.code, 0)
  assert.doesNotMatch(info.stdout, /not ended/)
})

test('a node that does not answer in the time given is a failure that says so', async t => {
  const path = join(temporaryDirectory(t), 'silent.sock')
  const sockets: Socket[] = []
  const silent = createServer(socket => sockets.push(socket)).listen(path)
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  const { code, stderr } = await runHere(['trace', '*', '--socket', path, '--duration', '50ms'])
  assert.equal(code, 1)
  assert.equal(stderr, 'nodetap: The node did not answer within 0.05 s\n')
})

test('a socket that cannot be made where it shall be is an error with what to do', async t => {
  if (!existsSync('/proc/self')) return t.skip('there is no /proc here')
  const args = ['demo', '--socket', '/proc/x.sock']
  const { code, stderr } = await runCli(t, args)
  assert.equal(code, 1)
  assert.match(stderr, /^nodetap: Cannot make a socket in \/proc: .*mkdir -m 700 DIR\n$/)
})

test('what cannot be written is an error that says why', async t => {
  if (!existsSync('/dev/full')) return t.skip('there is no /dev/full here')
  const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))
  const full = openSync('/dev/full', 'w')
  t.after(() => closeSync(full))
  const run = (args: string[], stdio: StdioOptions): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [main, ...args], { stdio, encoding: 'utf8' })
  for (const args of [['--help'], ['bridge', '--print-conf']]) {
    const { status, stderr } = run(args, ['ignore', full, 'pipe'])
    assert.equal(status, 1)
    assert.equal(stderr, 'nodetap: Standard output cannot be written: the disk is full\n')
  }
  // Where errors cannot be said, the exit code still tells.
  assert.equal(run(['nonsense'], ['ignore', 'pipe', full]).status, 2)
})

test('a command line that makes no sense is exit code 2, with what would', async t => {
  const fixture = await publisher(t)
  const at = ['--socket', fixture.path]
  const cases: [string[], RegExp][] = [
    [['trace', 'net:inbound_mesage', ...at], /net:inbound_message/],
    [['trace', 'net:*', '--payload', 'lots', ...at], /or 'all', is wanted/],
    [['trace', 'net:*', '--duration', '-1', ...at], /A time such as 90s, .* is wanted/],
    [['trace', 'net:*', '--duration', '25d', ...at], /At most 24 days/],
    [['trace', 'net:*', '--wher', 'x', ...at], /nodetap trace --help/],
    [['trace', 'NET:INBOUND_MESSAGE', ...at], /Did you mean net:inbound_message/],
    [['trace', 'net:*', '--sample-by', 'peerId', ...at], /goes with --sample/],
    [['record', '-o', '-', ...at], /A path is wanted/],
    [['record', '-o', 'x.rec', '--rotate', ...at], /--rotate goes with --max-size or --max-age/],
    [['record', '-o', 'x.rec', '--keep', '2', ...at], /--keep goes with --rotate/],
    [['trace'], /missing required argument/],
    [['tracee'], /unknown command/],
  ]
  for (const [args, pattern] of cases) {
    const { code, stderr, stdout } = await runCli(t, args)
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, pattern)
    assert.equal(stdout, '')
  }
  const version = await runCli(t, ['--version'])
  assert.equal(version.code, 0)
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/)
  const missing = await runCli(t, ['trace', 'net:*', '--socket', join(fixture.path, '..', 'none')])
  assert.equal(missing.code, 1)
  assert.match(missing.stderr, /There is no socket at/)
})
