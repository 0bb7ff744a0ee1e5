import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RpcClient, RpcOutcome } from '../../../../src/sources/bitcoind/live/rpc/index.js'
import { snapshotsByRpc } from '../../../../src/sources/bitcoind/live/snapshots.js'

function answering(outcome: RpcOutcome) {
  const rpc: RpcClient = { where: 'a node', call: async () => outcome, close: () => {} }
  return snapshotsByRpc(rpc)
}

test('peers are told with what the node tells of them', async () => {
  const source = answering({
    result: [
      {
        id: 7,
        addr: '[2001:470::1]:8333',
        network: 'ipv6',
        connection_type: 'outbound-full-relay',
        inbound: false,
        conntime: 1_700_000_000,
        bytesrecv: 12,
        bytessent: 34,
        version: 70016,
        subver: '/Satoshi:31.0.0/',
        minping: 0.0123,
      },
      { id: 8, addr: '10.0.0.1:1', inbound: true, connection_type: 'inbound' },
      { nonsense: true },
      null,
    ],
  })
  const [first, second, ...others] = [...((await source.peers?.()) ?? [])]
  assert.deepEqual(first, {
    peerId: 7,
    address: '[2001:470::1]:8333',
    connectionType: 'outbound-full-relay',
    network: 'ipv6',
    establishedAt: 1_700_000_000,
    bytesReceived: 12,
    bytesSent: 34,
    protocolVersion: 70016,
    userAgent: '/Satoshi:31.0.0/',
    pingUs: 12_300,
  })
  assert.equal(second?.network, 'unroutable')
  assert.equal(second?.pingUs, undefined)
  assert.deepEqual(others, [])
})

test('the mempool and the tip are told in the units of events', async () => {
  const mempool = await answering({
    result: { size: 3, bytes: 600, usage: 4000, total_fee: 0.000312, mempoolminfee: 0.00001 },
  }).mempool?.()
  assert.deepEqual(mempool, {
    transactions: 3,
    vsize: 600,
    feeSat: 31_200,
    memoryBytes: 4000,
    minFeeRate: 1000,
  })
  const tip = await answering({
    result: { bestblockhash: `${'00'.repeat(31)}01`, blocks: 5, time: 1_700_000_000 },
  }).tip?.()
  assert.deepEqual(tip, {
    hash: Uint8Array.from([1, ...new Array<number>(31).fill(0)]),
    height: 5,
    blockTime: 1_700_000_000,
  })
})

test('a refusal of the node is told to those who asked', async () => {
  const source = answering({ error: { code: 403, message: 'refused' } })
  await assert.rejects(async () => source.peers?.(), /getpeerinfo: refused/)
  await assert.rejects(async () => source.tip?.(), /getblockchaininfo: refused/)
})
