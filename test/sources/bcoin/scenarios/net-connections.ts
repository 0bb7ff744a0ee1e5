import assert from 'node:assert/strict'
import { oversizedHeaders, RawPeer } from '../../../../src/cli/demo/raw-peer.js'
import { RegtestNode } from '../../../../src/cli/demo/regtest-node.js'
import { waitUntil } from '../../../../src/cli/demo/wait.js'
import type { Scenario, Stage } from '../scenario.js'

export const netConnections: readonly Scenario[] = [
  {
    name: 'two inbound connections, each counted with those before it, and their end',
    async run(stage) {
      const first = await RawPeer.connect(stage.regtest)
      const second = await RawPeer.connect(stage.regtest)
      const [one, two] = await stage.some('net:inbound_connection', 2)
      assert.ok(one && two)
      assert.deepEqual([one.address, two.address], [first.address, second.address])
      assert.deepEqual([one.existingConnections, two.existingConnections], [1, 2])
      assert.equal(one.connectionType, 'inbound')
      assert.equal(one.network, 'unroutable')
      assert.notEqual(one.peerId, two.peerId)

      const established = establishedAt(stage, one.peerId)
      first.close()
      const closed = await stage.first('net:closed_connection')
      assert.equal(closed.peerId, one.peerId)
      assert.equal(closed.address, one.address)
      assert.equal(closed.connectionType, 'inbound')
      assert.equal(closed.network, 'unroutable')
      assert.equal(closed.establishedAt, established)

      const third = await RawPeer.connect(stage.regtest)
      const [, , again] = await stage.some('net:inbound_connection', 3)
      assert.equal(again?.existingConnections, 2)
      second.close()
      third.close()
    },
  },
  {
    name: 'outbound connections: named by the operator, and found by the node',
    async run(stage) {
      await using named = await RegtestNode.start()
      await using found = await RegtestNode.start()
      stage.regtest.addPeer(named)
      const [manual] = await stage.some('net:outbound_connection', 1)
      assert.ok(manual)
      assert.equal(manual.connectionType, 'manual')
      assert.equal(manual.address, `127.0.0.1:${named.port}`)
      assert.equal(manual.network, 'unroutable')
      assert.equal(manual.existingConnections, 1)
      assert.equal((await stage.of('net:inbound_connection')).length, 0)

      stage.regtest.learnOf(found)
      const [, automatic] = await stage.some('net:outbound_connection', 2)
      assert.ok(automatic)
      assert.equal(automatic.connectionType, 'outbound-full-relay')
      assert.equal(automatic.address, `127.0.0.1:${found.port}`)
      assert.equal(automatic.existingConnections, 2)

      const version = await stage.first(
        'net:outbound_message',
        event => event.peerId === automatic.peerId,
      )
      assert.equal(version.messageType, 'version')
      assert.equal(version.connectionType, 'outbound-full-relay')
      assert.ok(version.sequence > automatic.sequence)
    },
  },
  {
    name: 'an attempt that fails is no connection',
    async run(stage) {
      const gone = await RegtestNode.start()
      await gone.close()
      let attempts = 0
      stage.node.pool.on('peer close', () => attempts++)
      stage.regtest.addPeer(gone)
      await waitUntil('the attempt to fail', () => attempts > 0)
      assert.equal((await stage.of('net:outbound_connection')).length, 0)
      assert.equal((await stage.of('net:closed_connection')).length, 0)
    },
  },
  {
    name: 'a full node evicts one peer for another, with the policy',
    node: { maxInbound: 2 },
    policies: { evictInbound: true },
    async run(stage) {
      const first = await RawPeer.connect(stage.regtest)
      const second = await RawPeer.connect(stage.regtest)
      await stage.some('net:inbound_connection', 2)
      const [, two] = await stage.of('net:inbound_connection')
      assert.ok(two)
      const established = establishedAt(stage, two.peerId)
      const third = await RawPeer.connect(stage.regtest)
      const [, , three] = await stage.some('net:inbound_connection', 3)
      assert.equal(three?.address, third.address)
      assert.equal(three.existingConnections, 2)

      const [evicted] = await stage.of('net:evicted_inbound_connection')
      const [closed] = await stage.of('net:closed_connection')
      assert.ok(evicted && closed)
      assert.equal(evicted.peerId, two.peerId)
      assert.equal(evicted.address, second.address)
      assert.equal(evicted.connectionType, 'inbound')
      assert.equal(evicted.network, 'unroutable')
      assert.equal(evicted.establishedAt, established)
      assert.equal(closed.peerId, evicted.peerId)
      assert.ok(evicted.sequence < closed.sequence)
      assert.ok(closed.sequence < three.sequence)
      await waitUntil('the evicted connection to end', () => second.closed)
      assert.equal(first.closed, false)
      first.close()
      third.close()
    },
  },
  {
    name: 'without the policy a full node refuses, and nothing is seen of it',
    node: { maxInbound: 1 },
    async run(stage) {
      const first = await RawPeer.connect(stage.regtest)
      await stage.some('net:inbound_connection', 1)
      const second = await RawPeer.connect(stage.regtest)
      await waitUntil('the refusal', () => second.closed)
      first.close()
      await stage.first('net:closed_connection')
      assert.equal((await stage.of('net:inbound_connection')).length, 1)
      assert.equal((await stage.of('net:evicted_inbound_connection')).length, 0)
    },
  },
  {
    name: 'misbehaving: too many headers, a bad transaction, and what bcoin gives no reason for',
    async run(stage) {
      const noisy = await RawPeer.connect(stage.regtest)
      await noisy.shakeHands()
      noisy.send('headers', oversizedHeaders())
      const [headers] = await stage.some('net:misbehaving_connection', 1)
      const [connection] = await stage.of('net:inbound_connection')
      assert.ok(headers && connection)
      assert.equal(headers.peerId, connection.peerId)
      assert.equal(headers.reason, 'Too many headers.')

      // A bloom filter of more hash functions than allowed.
      noisy.send('filterload', Buffer.from('01ffff000000000000000000', 'hex'))
      const [, filter] = await stage.some('net:misbehaving_connection', 2)
      assert.equal(filter?.reason, 'bad filterload message')
      await stage.first('net:closed_connection', ({ peerId }) => peerId === connection.peerId)

      // Bans are per host, and this one has the same.
      stage.node.pool.hosts.clearBanned()
      const liar = await RawPeer.connect(stage.regtest)
      await liar.shakeHands()
      const coins = [stage.coin()]
      await liar.offer(stage.spender.spend({ coins, feeSat: 10_000, invalid: true }))
      const [, , bad] = await stage.some('net:misbehaving_connection', 3)
      assert.equal(bad?.reason, 'mandatory-script-verify-flag')
      const rejected = await stage.first('mempool:rejected')
      assert.equal(rejected.reason, bad.reason)
      assert.ok(rejected.sequence < bad.sequence)
      const closed = await stage.first('net:closed_connection', e => e.peerId === bad.peerId)
      assert.ok(bad.sequence < closed.sequence)
    },
  },
]

/** What the node itself says, in Unix seconds. */
function establishedAt(stage: Stage, peerId: number): number {
  for (let peer = stage.node.pool.peers.head(); peer; peer = peer.next) {
    if (peer.id === peerId) return Math.floor(peer.time / 1000)
  }
  throw new Error(`There is no peer ${peerId}`)
}
