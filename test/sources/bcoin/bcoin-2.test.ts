import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BcoinDraft, BcoinTransaction } from '../../../src/sources/bcoin/bcoin-types/index.js'
import { attachBcoin } from '../../../src/sources/bcoin/index.js'
import type { TraceEvent } from '../../../src/tracepoints/index.js'
import { Node2, Peer2, View2, Wallet2 } from './bcoin-2.js'
import { Recorder } from './recorder.js'

const parentHash = Buffer.alloc(32, 1)
const transactionHash = Buffer.alloc(32, 2)
const blockHash = Buffer.alloc(32, 3)

const script = { toRaw: () => Buffer.alloc(25), isUnspendable: () => false }
const output = (value: number) => ({ value, script, getSize: () => 34 })

const coin = { value: 4000, height: 3, coinbase: false, script }

const coinbase: BcoinTransaction = {
  inputs: [{ prevout: { hash: Buffer.alloc(32), index: 0xffffffff }, sequence: 0xffffffff }],
  outputs: [output(50)],
  hash: () => Buffer.alloc(32, 4),
  getSigopsCost: () => 4,
}
const transaction: BcoinTransaction = {
  inputs: [{ prevout: { hash: parentHash, index: 7 }, sequence: 0xffffffff }],
  outputs: [output(1000)],
  hash: () => transactionHash,
  getSigopsCost: (_view, flags) => flags,
}

test('a node with the shapes of bcoin 2.x fires the same events', async () => {
  const wallet = new Wallet2(draftOf(), [coin])
  const node = new Node2(wallet)
  const recorder = new Recorder()
  const attachment = attachBcoin(node, recorder.tracing, {
    policies: {
      evictInbound: true,
      replaceByFee: true,
      uncacheRejected: true,
      avoidPartialSpends: true,
    },
  })

  const peer = new Peer2('8.8.8.8:8333', true)
  node.pool.connectPeer(peer)
  peer.parser.parsePayload('ping', Buffer.from([1, 2]))
  peer.sendRaw('pong', Buffer.alloc(0))
  await peer.handlePacket({ cmd: 'filteradd' })
  await node.mempool.insertTX(transaction, -1)
  const view = new View2()
  view.put(parentHash, 7, {
    height: 3,
    coinbase: true,
    output: { value: 4000 },
    getSize: () => 30,
  })
  const entry = { hash: blockHash, height: 10, time: 0, isGenesis: () => false }
  await node.chain.connect(entry, { txs: [coinbase, transaction] }, view)
  await wallet.createTX({})
  node.pool.emit('peer close', peer, true)
  attachment.detach()

  const peerFields = {
    peerId: 1,
    address: '8.8.8.8:8333',
    connectionType: 'outbound-full-relay',
  }
  const txid = Uint8Array.from(transactionHash)
  const spent = { vout: 7, height: 3, value: 4000, coinbase: true, cache: 'main' }
  const made = { txid, vout: 0, height: 10, value: 1000, coinbase: false, cache: 'main' }
  const selection = { wallet: 'primary', targetSat: 2500, selectedSat: 4000 }
  const mempoolFields = { txid, vsize: 150, feeSat: 3000 }
  // Now 20 a virtual byte, later 10: the input 68 × 10 more, the change 34 × 20 + 68 × 10.
  const wasteSat = 680 + 680 + 680
  assert.deepEqual(recorder.events.map(withoutTime), [
    ['net:outbound_connection', { ...peerFields, network: 'ipv4', existingConnections: 1 }],
    ['net:inbound_message', { ...peerFields, messageType: 'ping', size: 2, payload: bytes(1, 2) }],
    ['net:outbound_message', { ...peerFields, messageType: 'pong', size: 0, payload: bytes() }],
    ['net:misbehaving_connection', { peerId: 1, reason: 'bad filteradd message' }],
    ['mempool:added', mempoolFields],
    [
      'utxocache:add',
      {
        txid: bytes(...coinbase.hash()),
        vout: 0,
        height: 10,
        value: 50,
        coinbase: true,
        cache: 'main',
      },
    ],
    ['utxocache:spent', { txid: Uint8Array.from(parentHash), ...spent }],
    ['utxocache:add', made],
    ['utxocache:flush', { mode: 'forceSync', coins: 1, memoryBytes: 30, forPrune: false }],
    [
      'validation:block_connected',
      { hash: Uint8Array.from(blockHash), height: 10, transactions: 2, inputs: 2, sigopsCost: 9 },
    ],
    ['mempool:removed', { ...mempoolFields, reason: 'block', enteredAt: 1_700_000_100 }],
    ['coin_selection:selected_coins', { ...selection, algorithm: 'value', wasteSat }],
    [
      'coin_selection:normal_create_tx_internal',
      { wallet: 'primary', success: true, feeSat: 500, changePosition: 1 },
    ],
    ['coin_selection:attempting_aps_create_tx', { wallet: 'primary' }],
    ['coin_selection:selected_coins', { ...selection, algorithm: 'value, grouped', wasteSat }],
    [
      'coin_selection:aps_create_tx_internal',
      { wallet: 'primary', apsUsed: true, success: true, feeSat: 500, changePosition: 1 },
    ],
    ['net:closed_connection', { ...peerFields, network: 'ipv4', establishedAt: 1_700_000_000 }],
  ])
})

test('a peer of 2.x gets back every method', () => {
  const node = new Node2(new Wallet2(draftOf(), [coin]))
  const peer = new Peer2('8.8.8.8:8333', false)
  node.pool.connectPeer(peer)
  const own = Object.getOwnPropertyNames(peer)
  const attachment = attachBcoin(node, new Recorder().tracing)
  assert.notDeepEqual(Object.getOwnPropertyNames(peer), own)
  attachment.detach()
  assert.deepEqual(Object.getOwnPropertyNames(peer), own)
  assert.equal(peer.parser.listenerCount('error'), 0)
})

/** A draft of one input of 68 virtual bytes, with change. */
function draftOf(): BcoinDraft {
  const getAccount = async () => null
  return {
    inputs: [{ prevout: { hash: parentHash, index: 7 }, sequence: 0xffffffff }],
    outputs: [output(2000), output(1500)],
    changeIndex: 1,
    getFee: () => 500,
    clone() {
      return { ...this }
    },
    async estimateSize(estimator) {
      assert.equal(estimator, getAccount)
      return 80 + this.inputs.length * 68
    },
    async fund() {
      return {
        selection: 'value',
        chosen: [coin],
        fee: 500,
        hardFee: -1,
        rate: 20_000,
        getAccount,
        total: () => 2500,
      }
    },
  }
}

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values)
}

/** A tracepoint and its fields, but for those that a clock decides. */
function withoutTime(event: TraceEvent): [string, object] {
  const clocks = ['tracepoint', 'sequence', 'timestampUs', 'durationUs', 'durationNs']
  const fields = Object.entries(event).filter(([name]) => !clocks.includes(name))
  return [event.tracepoint, Object.fromEntries(fields)]
}
