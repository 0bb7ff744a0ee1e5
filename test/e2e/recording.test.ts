import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readBytes, recorded, sampleBatches } from '../recording/support.js'
import { runHere } from './run-here.js'
import { cliMain, PublisherProcess, startCli, temporaryDirectory, until } from './support.js'

interface Recorded {
  readonly publisher: PublisherProcess
  readonly path: string
  readonly cli: ReturnType<typeof startCli>
}

/** A publisher in a process, and a recorder of it in another, subscribed. */
async function recording(t: TestContext, ...args: string[]): Promise<Recorded> {
  const directory = temporaryDirectory(t)
  const socket = join(directory, 'node.sock')
  const publisher = await PublisherProcess.start(t, socket)
  const path = join(directory, 'trace.rec')
  const cli = startCli(t, ['record', '-o', path, '--socket', socket, ...args])
  // The file is begun when the subscription is, to all tracepoints.
  await until('it is subscribed', () => existsSync(path))
  return { publisher, path, cli }
}

async function traceOf(...args: string[]): Promise<unknown[]> {
  const { code, stdout, stderr } = await runHere(['trace', ...args])
  assert.equal(code, 0, stderr)
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as unknown)
}

async function firstBatch(bytes: Uint8Array): Promise<{ readonly offset: number }> {
  for await (const item of (await readBytes(bytes)).entries()) {
    if (!('damage' in item) && item.entry.kind === 'batch') return item
  }
  throw new Error('no batch')
}

test('a recording holds what a trace beside it shows', async t => {
  const { publisher, path, cli } = await recording(t, '--max-events', '3000')
  const traced = traceOf(
    '*',
    '--max-events',
    '3000',
    '--payload',
    'all',
    '--socket',
    publisher.path,
  )
  await until('both are subscribed', async () => {
    const { code, stdout } = await runHere(['list', '--json', '--socket', publisher.path])
    assert.equal(code, 0)
    return (JSON.parse(stdout) as { subscriptions: number }).subscriptions === 2
  })
  await publisher.ask({ kind: 'fire', count: 3000, every: 100 })
  const { code, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  assert.match(stderr, /Recorded 3000 events, .* 0 lost/)
  assert.deepEqual(await traceOf('*', '--payload', 'all', '--file', path), await traced)

  const verified = await runHere(['verify', path])
  assert.equal(verified.code, 0, verified.stderr)
  assert.match(
    verified.stdout,
    /^3000 events in \d+ batch(?:es)? are whole, as the index says\.\n$/,
  )

  const document = await runHere(['verify', path, '--json'])
  const { batches, ...checked } = JSON.parse(document.stdout) as { batches: number }
  assert.ok(batches > 0)
  const fileBytes = statSync(path).size
  assert.deepEqual(checked, {
    path,
    isWhole: true,
    events: 3000,
    damagedBytes: 0,
    wholeBytes: fileBytes,
    fileBytes,
    ended: true,
    damage: null,
  })

  const info = await runHere(['info', path, '--json'])
  const { ended, tracepoints, header } = JSON.parse(info.stdout) as {
    ended: boolean
    tracepoints: { name: string; events: number }[]
    header: { node: { node: string } }
  }
  assert.ok(ended)
  assert.equal(header.node.node, 'test')
  assert.deepEqual(
    tracepoints.map(({ name, events }) => [name, events]),
    [
      ['net:inbound_message', 2000],
      ['mempool:removed', 1000],
    ],
  )
  const shown = await runHere(['info', path])
  assert.match(shown.stdout, /^ +2000 +\d+\.\d kB +0 {2}net:inbound_message$/m)
  assert.match(shown.stdout, /ended in order; its batches were not read: nodetap verify does/)

  const exported = join(path, '..', 'out.jsonl')
  const run = await runHere(['export', path, '-o', exported, '--to', 'jsonl'])
  assert.equal(run.code, 0, run.stderr)
  assert.match(run.stderr, /Exported 3000 events/)
  assert.deepEqual(
    readFileSync(exported, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as unknown),
    await traceOf('*', '--payload', 'all', '--file', path),
  )

  const captured = join(path, '..', 'message_capture')
  assert.equal((await runHere(['export', path, '-o', captured, '--to', 'message-capture'])).code, 0)
  const again = join(path, '..', 'again.rec')
  const back = await runHere(['import', captured, '-o', again, '--compress'])
  assert.match(back.stderr, /Imported 2000 messages of 125 peers/)
  assert.equal((await runHere(['verify', again])).code, 0)

  for (const [command, stopped] of [
    [['export', path, '-o', `${path}.jsonl`, '--to', 'jsonl'], /was not made: .* after 0 events/],
    [['import', captured, '-o', `${path}.again`], /not complete: .* after 0 messages/],
    [['verify', path], /was read up to byte \d+ of \d+ only/],
  ] as const) {
    const { code, stdout, stderr } = await runHere(command, false, AbortSignal.abort())
    assert.equal(code, 1, command[0])
    assert.equal(stdout, '')
    assert.match(stderr, stopped)
  }

  const part = await traceOf('mempool:*', '--file', path, '--max-events', '10')
  assert.equal(part.length, 10)
  const stats = await runHere(['stats', 'net:*', '--file', path])
  const total = JSON.parse(stats.stdout.trim().split('\n').at(-1) ?? '') as {
    total: { events: number; seconds: number; latencyUs: unknown }
  }
  assert.equal(total.total.events, 2000)
  // In the time of the events, of which there is no latency any more.
  assert.equal(total.total.latencyUs, null)
  const times = (await traceOf('net:*', '--file', path)).map(
    event => (event as { timestampUs: number }).timestampUs,
  )
  const span = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1e6
  assert.ok(Math.abs(total.total.seconds - span) <= 0.001)
})

test('every tool works on a replay: a recording of it holds the same', async t => {
  const { publisher, path, cli } = await recording(t, '--max-events', '3000')
  await publisher.ask({ kind: 'fire', count: 3000, every: 100 })
  assert.equal((await cli.done).code, 0)
  const directory = temporaryDirectory(t)
  const socket = join(directory, 'replay.sock')
  const again = join(directory, 'again.rec')
  // By the environment, as what traces it may be told.
  const replay = startCli(t, ['replay', path, '--speed', 'max'], { NODETAP_SOCKET: socket })
  await until('it listens', () => existsSync(socket))
  const recorded = await runHere([
    'record',
    '-o',
    again,
    '--socket',
    socket,
    '--max-events',
    '3000',
  ])
  assert.equal(recorded.code, 0, recorded.stderr)
  const { code, stderr } = await replay.done
  assert.equal(code, 0, stderr)
  assert.match(stderr, /Replayed 3000 events\n/)
  // Times, fields and order; numbers begin with 0 in both.
  assert.deepEqual(
    await traceOf('*', '--payload', 'all', '--file', again),
    await traceOf('*', '--payload', 'all', '--file', path),
  )
})

test('a recorder that is killed leaves all whole batches', async t => {
  const { publisher, path, cli } = await recording(t, '--compress')
  await publisher.ask({ kind: 'fire', count: 3000, every: 100 })
  await until('events are written', async () => {
    const { code, stdout } = await runHere(['info', path, '--json'])
    return code === 0 && (JSON.parse(stdout) as { events: number }).events > 1000
  })
  cli.child.kill('SIGKILL')
  await cli.done
  const info = await runHere(['info', path])
  assert.equal(info.code, 0, info.stderr)
  assert.match(info.stdout, /not ended/)
  const verified = await runHere(['verify', path])
  assert.equal(verified.code, 1)
  assert.match(verified.stderr, /was not ended/)
  const events = await traceOf('*', '--payload', 'all', '--file', path)
  assert.ok(events.length > 0)
  const sequences = events.map(event => (event as { sequence: number }).sequence)
  assert.deepEqual(
    sequences,
    sequences.map((_, i) => i),
  )
})

test('a node that goes ends the recording in order, and the command with its reason', async t => {
  const { publisher, path, cli } = await recording(t)
  await publisher.ask({ kind: 'fire', count: 30, every: 100 })
  await publisher.ask({ kind: 'close' })
  const { code, stderr } = await cli.done
  assert.equal(code, 1)
  assert.match(stderr, /Recorded 30 events/)
  assert.match(stderr, /publisher closes/)
  assert.equal((await runHere(['verify', path])).code, 0)
})

test('a node that comes back is recorded on, and the gap stands where it was', async t => {
  const { publisher, path, cli } = await recording(t, '--reconnect', '--max-events', '60')
  await publisher.ask({ kind: 'fire', count: 30, every: 100 })
  await publisher.ask({ kind: 'close' })
  const again = await PublisherProcess.start(t, publisher.path)
  await until('it is subscribed again', async () => (await again.ask({ kind: 'state' })).enabled)
  let ended = false
  void cli.done.then(() => {
    ended = true
  })
  await until('there is enough', async () => {
    if (!ended) await again.ask({ kind: 'fire', count: 3, every: 1 })
    return ended
  })
  const { code, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  assert.match(stderr, /Recorded 60 events, .*, 0 lost; reconnected once, .* missing/)
  const { stdout } = await runHere(['info', path, '--json'])
  assert.equal((JSON.parse(stdout) as { gaps: number }).gaps, 1)
  const counted = (await runHere(['stats', '*', '--file', path])).stdout.trim().split('\n').at(-1)
  const { total } = JSON.parse(counted ?? '') as { total: { reconnections: number } }
  assert.equal(total.reconnections, 1)
  assert.equal((await runHere(['verify', path])).code, 0)
  const lines = await traceOf('*', '--file', path)
  const at = lines.findIndex(line => 'gap' in (line as object))
  assert.equal(at, 30)
  assert.equal((lines[at] as { gap: { restarted: boolean } }).gap.restarted, true)
  // Another node counts anew.
  assert.equal((lines[at + 1] as { sequence: number }).sequence, 0)
  assert.equal(lines.length, 61)
})

test('of a damaged recording every command tells what is whole, and fails', async t => {
  const path = join(temporaryDirectory(t), 'damaged.rec')
  const { bytes } = await recorded(sampleBatches())
  const { offset } = await firstBatch(bytes)
  writeFileSync(path, Buffer.from(bytes).fill(0xff, offset, offset + 16))
  for (const command of [
    ['trace', '*'],
    ['stats', '*'],
    ['count', '*'],
    ['peers'],
    ['mempool'],
    ['blocks'],
    ['coins'],
    ['wallet'],
  ]) {
    const { code, stdout, stderr } = await runHere([...command, '--file', path, '--json'])
    assert.equal(code, 1, command[0])
    assert.match(stderr, new RegExp(`byte ${offset}: [^]*passed over`), command[0])
    const lines = stdout.trim().split('\n')
    for (const line of lines) assert.equal(typeof JSON.parse(line), 'object', command[0])
  }
  for (const part of ['damaged.0001.rec', 'damaged.0002.rec']) {
    writeFileSync(join(path, '..', part), readFileSync(path))
  }
  rmSync(path)
  const { code, stdout, stderr } = await runHere(['verify', path, '--json'])
  assert.equal(code, 1)
  assert.match(stderr, /0001.*\n.*\n.*0002/)
  const documents = JSON.parse(stdout) as { isWhole: boolean; damage: string }[]
  assert.deepEqual(
    documents.map(it => [it.isWhole, it.damage.includes(`byte ${offset}: `)]),
    [
      [false, true],
      [false, true],
    ],
  )
  renameSync(join(path, '..', 'damaged.0001.rec'), path)
  const cut = Buffer.from(bytes)
  writeFileSync(path, Buffer.concat([cut.subarray(0, offset + 99), cut.subarray(offset + 100)]))
  const info = await runHere(['info', path])
  assert.match(info.stdout, /ended in order, but damaged since: it is 1 B shorter than it was/)
  writeFileSync(path, 'something else\n')
  const none = await runHere(['verify', path, '--json'])
  assert.equal(none.code, 1)
  assert.equal((JSON.parse(none.stdout) as { isWhole: boolean }).isWhole, false)
  writeFileSync(path, readFileSync(join(path, '..', 'damaged.0002.rec')))
  const once = await runHere(['peers', '--once', '--file', path])
  assert.match(once.stdout, /LOST/)
})

const noLimits = process.platform === 'win32' ? 'the shell of this system sets no limits' : false

test('an export without room says so once, and leaves nothing', { skip: noLimits }, async t => {
  const directory = temporaryDirectory(t)
  const path = join(directory, 'trace.rec')
  writeFileSync(path, (await recorded(sampleBatches())).bytes)
  for (const format of ['jsonl', 'csv', 'parquet', 'pcapng', 'message-capture']) {
    const out = join(directory, 'out')
    const limited = 'ulimit -f 0; exec "$@"'
    const args = [process.execPath, cliMain, 'export', path, '-o', out, '--to', format]
    const { status, stderr } = spawnSync('sh', ['-c', limited, 'sh', ...args], { encoding: 'utf8' })
    assert.equal(status, 1, format)
    assert.match(
      stderr,
      /^nodetap: .* cannot be written: the file would become too large\n$/,
      format,
    )
    assert.deepEqual(readdirSync(directory), ['trace.rec'], format)
  }
})

test('a command line that makes no sense writes nothing', async t => {
  const directory = temporaryDirectory(t)
  const path = join(directory, 'trace.rec')
  const cases: [string[], number, RegExp][] = [
    [['record'], 2, /required option '-o, --output <file>'/],
    [['record', '-o', path, '--max-size', '10 pounds'], 2, /A size such as/],
    [['record', '-o', path, '--max-age', '-1h'], 2, /A time such as/],
    [['record', '-o', path, '--socket', join(directory, 'none')], 1, /There is no socket at/],
    [['export', path, '-o', 'x', '--to', 'excel'], 2, /Allowed choices are jsonl, csv/],
    [['info', path], 1, /there is no such file/],
    [['info', directory], 1, /no regular file/],
    [['trace', '*', '--file', path, '--socket', 'x'], 2, /cannot be used with/],
  ]
  for (const [args, code, message] of cases) {
    const result = await runHere(args)
    assert.equal(result.code, code, args.join(' '))
    assert.match(result.stderr, message)
  }
  assert.ok(!existsSync(path))
  writeFileSync(path, 'something else\n')
  const { code, stderr } = await runHere(['verify', path])
  assert.equal(code, 1)
  assert.match(stderr, /byte 0: /)
  assert.equal(readFileSync(path, 'utf8'), 'something else\n')
})
