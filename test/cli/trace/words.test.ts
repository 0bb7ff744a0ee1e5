import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWords } from '../../../src/cli/trace/words.js'
import { Fired, hash } from '../live/fired.js'

test('messages and connections are told as Bitcoin Core’s scripts do', () => {
  const fired = new Fired(1e6)
  const { sites } = fired
  const none = new Uint8Array(0)
  sites['net:inbound_message'].fire(11, '127.0.0.1:5', 'inbound', 'headers\x07', 163, none)
  sites['net:outbound_message'].fire(11, '127.0.0.1:5', 'manual', 'ping', 8, none)
  sites['net:inbound_connection'].fire(1, '[::1]:5', 'inbound', 'ipv6', 3)
  sites['net:outbound_connection'].fire(2, 'x.onion:8333', 'manual', 'onion', 1)
  sites['net:evicted_inbound_connection'].fire(1, '[::1]:5', 'inbound', 'ipv6', 1700)
  sites['net:closed_connection'].fire(1, '[::1]:5', 'inbound', 'ipv6', 1700)
  sites['net:misbehaving_connection'].fire(1, 'mutated block')
  sites['mempool:added'].fire(hash(1), 1, 1)
  assert.deepEqual([...fired.take()].map(inWords), [
    "inbound 'headers\\x07' msg from peer 11 (inbound, 127.0.0.1:5) with 163 bytes",
    "outbound 'ping' msg to peer 11 (manual, 127.0.0.1:5) with 8 bytes",
    'INBOUND conn from [::1]:5: id=1, type=inbound, network=2, total=3',
    'OUTBOUND conn to x.onion:8333: id=2, type=manual, network=3, total=1',
    'EVICTED conn to [::1]:5: id=1, type=inbound, network=2, established=1700',
    'CLOSED conn to [::1]:5: id=1, type=inbound, network=2, established=1700',
    "MISBEHAVING conn id=1, message='mutated block'",
    null,
  ])
})
