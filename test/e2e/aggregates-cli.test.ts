import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { recorded, sampleBatches } from '../recording/support.js'
import { runHere } from './run-here.js'
import { type CliRun, runCli, startCli, temporaryDirectory, until } from './support.js'

const HASH = new Uint8Array(32)
const EMPTY = new Uint8Array(0)

async function publisher(t: TestContext): Promise<{ tracing: Tracing; path: string }> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  t.after(() => tracing.close())
  return { tracing, path }
}

/** 12 messages of two types in, 3 of one out. */
function fireMessages({ tracepoints }: Tracing): void {
  for (let i = 0; i < 12; i++) {
    const type = i % 3 === 0 ? 'tx' : 'inv'
    tracepoints['net:inbound_message'].fire(i % 4, `10.0.0.${i % 4}`, 'inbound', type, i, EMPTY)
  }
  for (let i = 0; i < 3; i++) {
    // What a peer chose to call its message.
    tracepoints['net:outbound_message'].fire(1, '10.0.0.1', 'inbound', '\u001b[2J', 8, EMPTY)
  }
}

function fireBlocks({ tracepoints }: Tracing): void {
  for (const duration of [0, 1, 3, 1000, 1023, 5000]) {
    tracepoints['validation:block_connected'].fire(HASH, 1, 1, 1, 1, duration)
  }
}

/** Fires once the command is subscribed, and gives what it prints until it ends. */
async function run(
  t: TestContext,
  args: readonly string[],
  fire: (tracing: Tracing) => void,
): Promise<CliRun> {
  const { tracing, path } = await publisher(t)
  const cli = startCli(t, [...args, '--socket', path])
  const { tracepoints } = tracing
  await until('it is subscribed', () => {
    return (
      tracepoints['net:outbound_message'].enabled ||
      tracepoints['validation:block_connected'].enabled
    )
  })
  fire(tracing)
  return await cli.done
}

function lines({ code, stdout, stderr }: CliRun): Record<string, unknown>[] {
  assert.equal(code, 0, stderr)
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
}

test('count prints a JSON line a report where nobody looks, and ends with the last stretch', async t => {
  const args = ['count', 'net:*_message', '--by', 'messageType,direction', '--every', '500ms']
  const measures = ['--sum', 'size', '--min', 'size', '--max', 'size', '--distinct', 'peerId']
  const done = await run(
    t,
    [...args, ...measures, '--top-k', 'address', '--total', '--duration', '1.2'],
    fireMessages,
  )
  const reports = lines(done)
  assert.ok(reports.length >= 2)
  const { from, until: end, seconds, ...last } = reports.at(-1) ?? {}
  assert.ok(typeof from === 'string' && typeof end === 'string' && from < end)
  assert.ok(Number(seconds) > 0.9)
  assert.deepEqual(last, {
    events: 15,
    lost: 0,
    groups: [
      {
        messageType: 'inv',
        direction: 'inbound',
        events: 8,
        'sum(size)': 48,
        'min(size)': 1,
        'max(size)': 11,
        'distinct(peerId)': 4,
        'top(address)': [1, 2, 0, 3].map(i => ({
          value: `10.0.0.${i}`,
          count: 2,
          maxError: 0,
        })),
      },
      {
        messageType: 'tx',
        direction: 'inbound',
        events: 4,
        'sum(size)': 18,
        'min(size)': 0,
        'max(size)': 9,
        'distinct(peerId)': 4,
        'top(address)': [0, 3, 2, 1].map(i => ({
          value: `10.0.0.${i}`,
          count: 1,
          maxError: 0,
        })),
      },
      {
        messageType: '\u001b[2J',
        direction: 'outbound',
        events: 3,
        'sum(size)': 24,
        'min(size)': 8,
        'max(size)': 8,
        'distinct(peerId)': 1,
        'top(address)': [{ value: '10.0.0.1', count: 3, maxError: 0 }],
      },
    ],
  })
})

test('count counts only what meets the condition, and ends after so many events', async t => {
  const args = ['count', 'net:*_message', '--where', 'direction = inbound and size > 5']
  const { tracing, path } = await publisher(t)
  const cli = startCli(t, [...args, '--every', '0.1', '--max-events', '6', '--socket', path])
  await until('it is subscribed', () => tracing.tracepoints['net:inbound_message'].enabled)
  assert.equal(tracing.tracepoints['net:outbound_message'].enabled, false)
  fireMessages(tracing)
  const reports = lines(await cli.done)
  assert.equal(
    reports.reduce((sum, it) => sum + Number(it['events']), 0),
    6,
  )
})

test('with totals, too, a count ends after so many events, each counted once', async t => {
  const { tracing, path } = await publisher(t)
  const args = ['count', 'net:*_message', '--total', '--every', '0.1', '--max-events', '30']
  const cli = startCli(t, [...args, '--socket', path])
  await until('it is subscribed', () => tracing.tracepoints['net:outbound_message'].enabled)
  const told = (): number => cli.lines.filter(line => line.includes('"events":15,"lost"')).length
  fireMessages(tracing)
  // Two reports of 15 events are one of the same 15.
  await until('they are told three times', () => told() >= 3)
  fireMessages(tracing)
  assert.equal(lines(await cli.done).at(-1)?.['events'], 30)
})

test('Ctrl-C ends a count in order, with what came since the last report', async t => {
  const { tracing, path } = await publisher(t)
  const cli = startCli(t, ['count', 'net:*_message', '--every', '1h', '--socket', path])
  await until('it is subscribed', () => tracing.tracepoints['net:outbound_message'].enabled)
  fireMessages(tracing)
  cli.child.kill('SIGINT')
  const reports = lines(await cli.done)
  assert.deepEqual(
    reports.map(it => it['events']),
    [15],
  )
})

test('hist prints the buckets of a field', async t => {
  const log2 = await run(
    t,
    ['hist', 'validation:block_connected', 'durationNs', '--log2', '--duration', '1.5'],
    fireBlocks,
  )
  assert.deepEqual(lines(log2).at(-1)?.['groups'], [
    {
      events: 6,
      histogram: { below: 0, counts: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1], above: 0 },
    },
  ])
  const linear = await run(
    t,
    [
      'hist',
      'validation:block_connected',
      'durationNs',
      '--linear',
      '1:500:4',
      '--duration',
      '1.5',
    ],
    fireBlocks,
  )
  assert.deepEqual(lines(linear).at(-1)?.['groups'], [
    { events: 6, histogram: { below: 1, counts: [2, 1, 1], above: 1 } },
  ])
})

test('a command line that makes no sense ends with 2 and says what would', async t => {
  const { path } = await publisher(t)
  const wrong = async (args: readonly string[], message: RegExp): Promise<void> => {
    const { code, stderr } = await runCli(t, [...args, '--socket', path])
    assert.equal(code, 2, stderr)
    assert.match(stderr, message)
  }
  await Promise.all([
    wrong(['count', 'net:*_message', '--by', 'messageTyp'], /Did you mean messageType\?/),
    wrong(['count', 'net:*_message', '--by', 'a,,b'], /separated by commas/),
    wrong(['count', 'net:*_message', '--every', 'soon'], /such as 90s/),
    wrong(['count', 'net:*_message', '--where', 'sise > 1'], /Did you mean size\?.*column 1/),
    wrong(['hist', 'mempool:added', 'vsize', '--linear', '0:1'], /FROM:WIDTH:COUNT/),
  ])
})

test('the same of a recording as of the node that was recorded', async t => {
  const directory = temporaryDirectory(t)
  const file = join(directory, 'messages.rec')
  const recorded = await run(
    t,
    ['record', 'net:*_message', '-o', file, '--duration', '1'],
    fireMessages,
  )
  assert.equal(recorded.code, 0, recorded.stderr)
  const args = ['count', 'net:*_message', '--by', 'messageType', '--sum', 'size']
  const of = async (...more: string[]): Promise<unknown> => {
    return lines(await runCli(t, [...args, '--file', file, ...more])).map(it => it['groups'])
  }
  assert.deepEqual(await of(), [
    [
      { messageType: 'inv', events: 8, 'sum(size)': 48 },
      { messageType: 'tx', events: 4, 'sum(size)': 18 },
      { messageType: '\u001b[2J', events: 3, 'sum(size)': 24 },
    ],
  ])
  assert.deepEqual(await of('--where', 'size > 9'), [
    [{ messageType: 'inv', events: 2, 'sum(size)': 21 }],
  ])
  // Those that meet the condition are counted up to the number, as at a node.
  assert.deepEqual(await of('--where', 'messageType = tx', '--max-events', '3'), [
    [{ messageType: 'tx', events: 3, 'sum(size)': 9 }],
  ])
})

test('what makes no sense is told in the words of the command line', async t => {
  const { path } = await publisher(t)
  const recording = join(temporaryDirectory(t), 'trace.rec')
  writeFileSync(recording, (await recorded(sampleBatches())).bytes)
  const cases: [string[], RegExp][] = [
    [
      ['count', 'net:*', '--by', 'foo'],
      /^nodetap: --by: No tracepoint asked for has a field 'foo'/,
    ],
    [['count', 'net:*', '--by', 'size,size'], /^nodetap: --by names 'size' twice\n$/],
    [['count', 'net:*', '--sum', 'groupBy'], /^nodetap: --sum: .* field 'groupBy'/],
    [
      ['count', 'net:*_message', '--max', 'address'],
      /^nodetap: --max takes a number, .*: --distinct and --top-k of nodetap count would take it\n$/,
    ],
    [['count', 'net:*_message', '--top-k', 'payload'], /^nodetap: --top-k takes no payloads/],
    [
      ['hist', 'net:*_message', 'address', '--linear', '0:1:5'],
      /^nodetap: --linear takes a number/,
    ],
  ]
  for (const [args, message] of cases) {
    for (const source of [
      ['--socket', path],
      ['--file', recording],
    ]) {
      const { code, stderr } = await runHere([...args, ...source])
      assert.equal(code, 2, stderr)
      assert.match(stderr, message)
    }
  }
})
