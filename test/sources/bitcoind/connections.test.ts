import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, Bench, inbound, LOG_ONLY, pick, SECOND, START_US } from './support.js'

test('connections are counted as the node counts them', () => {
  const bench = new Bench(LOG_ONLY)
  bench.log(0, '[init] Bitcoin Core version v30.0.0')
  bench.log(1000, ...inbound(0, '127.0.0.1:5000'), ...inbound(1, '8.8.8.8:5001'))
  bench.log(
    2000,
    '[opencon] [net] trying v1 connection (block-relay-only) to [2a00::1]:8333, lastseen=0.0hrs',
    ...inbound(2, '127.0.0.1:5002'),
    '[opencon] [net] Added connection to [2a00::1]:8333 peer=3',
  )
  // Closed by the network thread itself: it counts until that thread looks again.
  bench.log(3000, '[net] [net] socket closed, disconnecting peer=0')
  bench.log(3010, '[net] [net] Resetting socket for peer=0', ...inbound(4, '127.0.0.1:5004'))
  bench.log(3020, '[net] [net] Cleared nodestate for peer=0', ...inbound(5, '127.0.0.1:5005'))
  // Closed because another thread wished so: it is off the list before its socket is closed.
  bench.log(4000, '[net] [net] selected inbound connection for eviction, disconnecting peer=1')
  bench.log(4010, '[net] [net] Resetting socket for peer=1', ...inbound(6, '127.0.0.1:5006'))
  bench.flush()
  assert.deepEqual(
    bench.events.map(event =>
      pick(event, 'tracepoint', 'peerId', 'network', 'existingConnections', 'quality'),
    ),
    [
      ['net:inbound_connection', 0, 'unroutable', 1, 'exact'],
      ['net:inbound_connection', 1, 'ipv4', 2, 'exact'],
      ['net:inbound_connection', 2, 'unroutable', 3, 'exact'],
      ['net:outbound_connection', 3, 'ipv6', 1, 'exact'],
      ['net:closed_connection', 0, 'unroutable', undefined, 'exact'],
      ['net:inbound_connection', 4, 'unroutable', 4, 'exact'],
      ['net:inbound_connection', 5, 'unroutable', 4, 'exact'],
      ['net:evicted_inbound_connection', 1, 'ipv4', undefined, 'exact'],
      ['net:closed_connection', 1, 'ipv4', undefined, 'exact'],
      ['net:inbound_connection', 6, 'unroutable', 4, 'exact'],
    ],
  )
})

test('after lines were missed, a poll tells who is still there', () => {
  const bench = new Bench()
  const info = (id: number, port: number): object => ({
    id,
    addr: `127.0.0.1:${port}`,
    inbound: true,
    connection_type: 'inbound',
    network: 'not_publicly_routable',
    conntime: START_US / 1e6 - 5,
  })
  bench.log(0, '[init] Bitcoin Core version v30.0.0', ...inbound(0, '127.0.0.1:5000'))
  bench.log(1000, ...inbound(1, '127.0.0.1:5001'))
  const mark = { atUs: START_US + SECOND, input: 'log', mark: 'gap', detail: 'cut' } as const
  bench.bridge.push({ kind: 'mark', ...mark })
  bench.log(SECOND + 10, ...inbound(4, '127.0.0.1:5004'))
  answer(bench, 2 * SECOND, 'getpeerinfo', [], [info(1, 5001), info(3, 5003), info(4, 5004)])
  bench.log(3 * SECOND, ...inbound(5, '127.0.0.1:5005'))
  bench.log(4 * SECOND, '[net] [net] Resetting socket for peer=3')
  bench.flush()
  assert.deepEqual(
    bench.events.map(event =>
      pick(event, 'tracepoint', 'peerId', 'existingConnections', 'missing', 'establishedAt'),
    ),
    [
      ['net:inbound_connection', 0, 1, [], undefined],
      ['net:inbound_connection', 1, 2, [], undefined],
      ['net:inbound_connection', 4, 0, ['existingConnections'], undefined],
      ['net:inbound_connection', 5, 4, [], undefined],
      ['net:closed_connection', 3, undefined, [], START_US / 1e6 - 5],
    ],
  )
  assert.equal(bench.losses.length, 1)
})
