import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Batch, connect } from '../../src/client/index.js'
import { exportEvents, type NetworkId, networkOf } from '../../src/exporters/index.js'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { temporaryDirectory } from '../e2e/support.js'

const hasTshark = spawnSync('tshark', ['--version']).status === 0
const withTshark = { skip: hasTshark ? false : 'tshark is not installed' }

interface Exported {
  readonly path: string
  readonly totals: Awaited<ReturnType<typeof exportEvents>>
}

/** Exports what `fire` fires. */
async function exported(
  t: TestContext,
  fire: (tracepoints: Tracing['tracepoints']) => number,
  options: { payloadBytes?: number; network?: NetworkId } = {},
): Promise<Exported> {
  const directory = temporaryDirectory(t)
  const socket = join(directory, 'node.sock')
  await using tracing = await startPublisher({
    path: socket,
    // A second after the beginning of 2024.
    clock: () => 1_000_000,
    monotonicZeroUnixUs: 1_704_067_200_000_000,
  })
  await using session = await connect({ path: socket })
  const subscription = session.subscribe(['*'], {
    payloadBytes: options.payloadBytes ?? Number.POSITIVE_INFINITY,
  })
  const { monotonicZeroUnixUs } = await subscription.ready
  const count = fire(tracing.tracepoints)
  async function* batches(): AsyncGenerator<Batch> {
    let seen = 0
    for await (const batch of subscription) {
      seen += batch.eventCount
      yield batch
      if (seen === count) return
    }
  }
  const path = join(directory, 'out.pcapng')
  const totals = await exportEvents({ batches: batches(), monotonicZeroUnixUs }, path, 'pcapng', {
    network: options.network ?? 'main',
  })
  return { path, totals }
}

/** Fields of the packets that a filter lets through, as tshark reads them. */
function tshark(path: string, filter: string, fields: readonly string[]): string[][] {
  const { stdout, stderr, status } = spawnSync(
    'tshark',
    [
      '-r',
      path,
      '-n',
      '-Y',
      filter,
      '-o',
      'tcp.check_checksum:TRUE',
      '-T',
      'fields',
      ...fields.flatMap(field => ['-e', field]),
    ],
    { encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('\t'))
}

const PING = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)

for (const network of ['main', 'regtest', 'test'] as const) {
  test(`Wireshark's dissector shows the messages of ${network}`, withTshark, async t => {
    const inv = Buffer.concat([
      Uint8Array.of(2),
      ...[1, 2].map(type => Buffer.concat([Uint8Array.of(type, 0, 0, 0), Buffer.alloc(32, type)])),
    ])
    const { path, totals } = await exported(
      t,
      ({ 'net:inbound_message': inbound, 'net:outbound_message': outbound }) => {
        inbound.fire(1, '198.51.100.7:50000', 'inbound', 'ping', 8, PING)
        outbound.fire(1, '198.51.100.7:50000', 'inbound', 'pong', 8, PING)
        inbound.fire(2, '[2001:db8:5::9]:8333', 'outbound-full-relay', 'inv', inv.length, inv)
        inbound.fire(1, '198.51.100.7:50000', 'inbound', 'verack', 0, new Uint8Array(0))
        return 4
      },
      { network },
    )
    assert.deepEqual(totals, { events: 4, skipped: 0 })
    const shown = tshark(path, 'bitcoin', [
      'bitcoin.command',
      'bitcoin.length',
      'ip.src',
      'ipv6.src',
      'tcp.stream',
      'frame.time_epoch',
    ])
    assert.deepEqual(shown, [
      ['ping', '8', '198.51.100.7', '', '0', '1704067201.000000000'],
      ['pong', '8', '192.0.2.1', '', '0', '1704067201.000000000'],
      ['inv', '73', '', '2001:db8:5::9', '1', '1704067201.000000000'],
      ['verack', '0', '198.51.100.7', '', '0', '1704067201.000000000'],
    ])
    assert.deepEqual(tshark(path, 'bitcoin.inv', ['bitcoin.inv.type']), [['1,2']])
    // Nothing that TCP finds wrong: numbers, acknowledgements, sums.
    assert.deepEqual(
      tshark(path, 'tcp.analysis.flags or tcp.checksum.status == "Bad"', ['frame.number']),
      [],
    )
  })
}

test('a block is put together from many packets', withTshark, async t => {
  const tx = new Uint8Array(1_000_000).fill(1)
  const { path } = await exported(t, ({ 'net:inbound_message': inbound }) => {
    inbound.fire(1, '198.51.100.7:1', 'inbound', 'block', tx.length, tx)
    inbound.fire(1, '198.51.100.7:1', 'inbound', 'ping', 8, PING)
    return 2
  })
  const shown = tshark(path, 'bitcoin', ['bitcoin.command', 'bitcoin.length'])
  assert.deepEqual(shown.at(-1), ['ping', '8'])
  assert.ok(shown.some(([command, length]) => command === 'block' && length === '1000000'))
  assert.ok(tshark(path, 'tcp.len > 0', ['frame.number']).length > 31)
})

test(
  'connections begin and end as they did, and addresses that are none have names',
  withTshark,
  async t => {
    const onion = 'pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion:8333'
    const { path, totals } = await exported(t, tracepoints => {
      const { 'net:inbound_message': inbound } = tracepoints
      tracepoints['net:outbound_connection'].fire(5, onion, 'outbound-full-relay', 'onion', 1)
      inbound.fire(5, onion, 'outbound-full-relay', 'ping', 8, PING)
      tracepoints['net:closed_connection'].fire(5, onion, 'outbound-full-relay', 'onion', 0)
      inbound.fire(6, '\u001b[2J\0evil name:1', 'inbound', 'ping', 8, PING)
      tracepoints['mempool:added'].fire(new Uint8Array(32), 1, 1)
      return 5
    })
    assert.deepEqual(totals, { events: 4, skipped: 1 })
    const flags = tshark(path, 'tcp.stream == 0', ['tcp.flags.str', 'tcp.srcport'])
    assert.deepEqual(
      flags.map(([it]) => it?.replace(/·/g, '')),
      ['S', 'AS', 'A', 'AP', 'AF', 'AF', 'A'],
    )
    // The node connected: from a port of its own to the peer's.
    assert.equal(flags[0]?.[1], '49152')
    const names = readFileSync(path).toString('latin1')
    assert.ok(names.includes(onion.slice(0, -5)))
    assert.ok(names.includes('??2J?evil?name'))
    assert.ok(!names.includes('\u001b[2J'))
  },
)

test('a payload that is not whole is a packet that was cut', withTshark, async t => {
  const payload = new Uint8Array(70_000)
  const { path } = await exported(
    t,
    ({ 'net:inbound_message': inbound }) => {
      inbound.fire(1, '198.51.100.7:1', 'inbound', 'tx', payload.length, payload)
      return 1
    },
    { payloadBytes: 100 },
  )
  const packets = tshark(path, 'tcp.len > 0', ['frame.len', 'frame.cap_len'])
  assert.deepEqual(packets, [
    ['32040', '164'],
    ['32040', '40'],
    ['6064', '40'],
  ])
})

test('a node that tells its network needs no word on it', () => {
  assert.equal(networkOf('bcoin 1.0.2, regtest'), 'regtest')
  assert.equal(networkOf('Satoshi:29.0.0 testnet4'), 'testnet4')
  assert.equal(networkOf('testnet'), 'test')
  assert.equal(networkOf('a node'), 'main')
})
