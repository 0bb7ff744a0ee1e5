import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PeersLimits } from '../../../src/cli/peers/limits.js'
import { type PeerNews, PeersModel } from '../../../src/cli/peers/peers-model.js'
import { Fired } from '../live/fired.js'

const ZERO = 1_700_000_000_000_000
const START = 50_000_000

function model(keepClosedUs = 15e6): PeersModel {
  return new PeersModel({ monotonicZeroUnixUs: ZERO, keepClosedUs, describe: null })
}

function message(fired: Fired, peerId: number, type = 'ping', size = 8): void {
  fired.sites['net:inbound_message'].fire(
    peerId,
    '1.2.3.4:8333',
    'inbound',
    type,
    size,
    new Uint8Array(0),
  )
}

test('messages and bytes are counted each way, and the last one is kept in order', () => {
  const fired = new Fired(START)
  message(fired, 7, 'ping', 8)
  fired.nowUs += 1000
  fired.sites['net:outbound_message'].fire(
    7,
    '1.2.3.4:8333',
    'inbound',
    'pong',
    8,
    new Uint8Array(0),
  )
  fired.nowUs += 1000
  message(fired, 7, 'inv', 37)
  const peers = model()
  peers.add(fired.take())
  const peer = peers.get(7)
  assert.deepEqual(peer?.messages, { in: 2, out: 1 })
  assert.deepEqual(peer?.bytes, { in: 45, out: 8 })
  assert.deepEqual(
    peer?.history.latest(10).map(it => [it.inbound, it.messageType, it.timestampUs - START]),
    [
      [true, 'ping', 0],
      [false, 'pong', 1000],
      [true, 'inv', 2000],
    ],
  )
  assert.equal(peer?.history.last?.messageType, 'inv')
})

test('rates are of the last ten seconds, or of as long as the peer is known', () => {
  const fired = new Fired(START)
  const peers = model()
  for (let second = 0; second < 20; second++) {
    message(fired, 1, 'tx', 1000)
    fired.nowUs += 1e6
  }
  peers.add(fired.take())
  const peer = peers.get(1)
  assert.equal(peer?.bytesPerSecond(fired.nowUs - 1), 1000)
  assert.equal(peer?.messagesPerSecond(fired.nowUs - 1), 1)
  assert.equal(peer?.bytesPerSecond(fired.nowUs + 60e6), 0)
})

test('connections that begin, are evicted and end are told, and fade', () => {
  const fired = new Fired(START)
  fired.sites['net:inbound_connection'].fire(3, '[::1]:1', 'inbound', 'ipv6', 1)
  fired.nowUs += 5e6
  const establishedAt = Math.floor((ZERO + START) / 1e6)
  fired.sites['net:evicted_inbound_connection'].fire(3, '[::1]:1', 'inbound', 'ipv6', establishedAt)
  fired.sites['net:closed_connection'].fire(3, '[::1]:1', 'inbound', 'ipv6', establishedAt)
  const peers = model()
  const news: PeerNews['kind'][] = []
  peers.add(fired.take(), ({ kind }) => news.push(kind))
  assert.deepEqual(news, ['connected', 'evicted', 'closed'])
  const [peer] = peers.peers(fired.nowUs)
  assert.equal(peer?.evicted, true)
  assert.equal(peer?.network, 'ipv6')
  assert.ok(
    peer !== undefined && peers.ageUs(peer, fired.nowUs + 10e6) === 5e6,
    'ended ones age no more',
  )
  assert.equal(peers.peers(fired.nowUs + 14e6).length, 1)
  assert.equal(peers.peers(fired.nowUs + 15e6).length, 0)
})

function tellPeer({ sites }: Fired, snapshotId: number, peerId: number): void {
  const establishedAt = ZERO / 1e6
  const counts = [1, 2, 300, 400] as const
  sites['snapshot:peer'].fire(
    snapshotId,
    peerId,
    'x.onion:8333',
    'manual',
    'onion',
    establishedAt,
    ...counts,
    70016,
    '/Satoshi:27.0.0/',
    12_000,
  )
}

test('a peer of a snapshot is there before it says anything, with its age', () => {
  const peers = model()
  const fired = new Fired(START)
  tellPeer(fired, 1, 9)
  fired.sites['snapshot:end'].fire(1, 1, 0, '', 10)
  message(fired, 9)
  const news: PeerNews['kind'][] = []
  peers.add(fired.take(), ({ kind }) => news.push(kind))
  const peer = peers.get(9)
  assert.deepEqual(news, ['present'])
  assert.equal(peer?.network, 'onion')
  assert.equal(peer && peers.ageUs(peer, START), START)
  assert.equal(peer?.state?.userAgent, '/Satoshi:27.0.0/')
  assert.equal(peer?.bytes.in, 8, 'what is counted is what passed since')
})

test('after a gap, a complete snapshot says who has gone meanwhile', () => {
  const peers = model()
  const fired = new Fired(START)
  for (const id of [1, 2, 3]) tellPeer(fired, 1, id)
  fired.sites['snapshot:end'].fire(1, 3, 0, '', 10)
  peers.add(fired.take())
  const open = (): number[] =>
    peers.peers(fired.nowUs).flatMap(({ id, closedUs }) => (closedUs === null ? [id] : []))
  const resume = (ids: readonly number[], snapshotId: number, missing: number): void => {
    for (const id of ids) tellPeer(fired, snapshotId, id)
    fired.sites['snapshot:end'].fire(snapshotId, ids.length, missing, '', 10)
    const batch = fired.take()
    batch.gap = { lostAt: 0, resumedAt: 1, restarted: false, missedEvents: 5 }
    peers.add(batch)
  }
  resume([1, 3], 2, 1)
  assert.deepEqual(open(), [1, 2, 3], 'nothing is concluded from one that is not complete')
  assert.equal(peers.untold, '1 peers were left out')
  resume([1, 3], 3, 0)
  assert.deepEqual(open(), [1, 3])
  assert.equal(peers.untold, '')
})

test('misbehaviour is counted with its last reason, also of a peer not seen before', () => {
  const fired = new Fired(START)
  fired.sites['net:misbehaving_connection'].fire(4, 'headers message size = 2001')
  fired.sites['net:misbehaving_connection'].fire(4, '')
  const peers = model()
  peers.add(fired.take())
  assert.equal(peers.get(4)?.misbehaved, 2)
  assert.equal(peers.get(4)?.misbehavedReason, '')
})

test('the number of peers is bounded: closed ones go first, then the silent', () => {
  const fired = new Fired(START)
  const peers = model(Number.POSITIVE_INFINITY)
  const add = (id: number): void => {
    fired.nowUs += 1000
    message(fired, id)
    peers.add(fired.take())
  }
  for (let id = 0; id < PeersLimits.maxPeers; id++) add(id)
  fired.sites['net:closed_connection'].fire(500, '1.2.3.4:8333', 'inbound', 'ipv4', 0)
  add(5000)
  assert.equal(peers.get(500), undefined)
  assert.equal(peers.forgotten, 0)
  add(0)
  add(5001)
  assert.equal(peers.get(1), undefined, 'the most silent')
  assert.notEqual(peers.get(0), undefined, 'it has just spoken')
  assert.equal(peers.forgotten, 1)
  assert.equal(peers.peers(fired.nowUs).length, PeersLimits.maxPeers)
})

test('a restart of the node forgets its peers; losses and gaps are counted', () => {
  const fired = new Fired(START)
  const peers = model()
  message(fired, 1)
  peers.add(fired.take())
  message(fired, 2)
  const batch = fired.take()
  batch.gap = { lostAt: 0, resumedAt: 1, restarted: true, missedEvents: null }
  batch.losses = [
    {
      tracepoint: 'net:inbound_message',
      count: 12,
      cause: 'queueFull',
      firstSequence: 0,
      lastSequence: 20,
    },
  ]
  peers.add(batch)
  assert.deepEqual(
    peers.peers(fired.nowUs).map(({ id }) => id),
    [2],
  )
  assert.equal(
    peers.losses.describe(),
    'LOST 12 × net:inbound_message (queueFull); reconnected once, the node was restarted: what it did meanwhile was not seen',
  )
})
