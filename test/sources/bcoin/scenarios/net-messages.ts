import assert from 'node:assert/strict'
import { RawPeer } from '../../../../src/cli/demo/raw-peer.js'
import { waitUntil } from '../../../../src/cli/demo/wait.js'
import type { Scenario } from '../scenario.js'

export const netMessages: readonly Scenario[] = [
  {
    name: 'version messages, in and out, whole',
    async run(stage) {
      const peer = await RawPeer.connect(stage.regtest)
      await peer.shakeHands()
      const incoming = await stage.first('net:inbound_message', e => e.messageType === 'version')
      const outgoing = await stage.first('net:outbound_message', e => e.messageType === 'version')
      for (const event of [incoming, outgoing]) {
        assert.equal(event.peerId, stage.node.pool.peers.head()?.id)
        assert.equal(event.address, peer.address)
        assert.equal(event.connectionType, 'inbound')
        assert.equal(event.size, event.payload.length)
      }
      assert.deepEqual(Buffer.from(incoming.payload), peer.sent[0]?.payload)
      assert.deepEqual(Buffer.from(outgoing.payload), peer.messages[0]?.payload)
      assert.ok(Buffer.from(outgoing.payload).includes('/bcoin:'))
      assert.equal((await stage.events())[0]?.tracepoint, 'net:inbound_connection')
      peer.close()
    },
  },
  {
    name: 'every message of a conversation, in order, unknown types and empty payloads too',
    async run(stage) {
      const peer = await RawPeer.connect(stage.regtest)
      await peer.shakeHands()
      peer.send('nonsense', Buffer.from('what is this'))
      peer.send('getaddr')
      peer.send('ping', Buffer.alloc(8, 7))
      await waitUntil('a pong', () => peer.received('pong'))
      await stage.first('net:inbound_message', event => event.messageType === 'ping')
      const plain = (message: { type: string; payload: Uint8Array }) =>
        `${message.type} ${Buffer.from(message.payload).toString('hex')}`
      const seen = async (name: 'net:inbound_message' | 'net:outbound_message') =>
        (await stage.of(name)).map(({ messageType, payload }) =>
          plain({ type: messageType, payload }),
        )
      assert.deepEqual(await seen('net:inbound_message'), peer.sent.map(plain))
      assert.deepEqual(await seen('net:outbound_message'), peer.messages.map(plain))
      peer.close()
    },
  },
  {
    name: 'a payload that cannot be read is seen, one with a wrong checksum is not',
    async run(stage) {
      const peer = await RawPeer.connect(stage.regtest)
      await peer.shakeHands()
      peer.send('inv', Buffer.from('01', 'hex'))
      peer.send('ping', Buffer.alloc(8), { badChecksum: true })
      peer.send('ping', Buffer.alloc(8, 1))
      await waitUntil('a pong', () => peer.received('pong'))
      const pings = (await stage.of('net:inbound_message')).filter(
        event => event.messageType === 'ping',
      )
      assert.deepEqual(
        pings.map(({ payload }) => payload[0]),
        [1],
      )
      await stage.first('net:inbound_message', event => event.messageType === 'inv')
      peer.close()
    },
  },
]
