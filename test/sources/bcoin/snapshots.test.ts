/** What a snapshot says of a bcoin node, beside what the node says itself. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { RawPeer } from '../../../src/cli/demo/raw-peer.js'
import { RegtestNode } from '../../../src/cli/demo/regtest-node.js'
import { Spender } from '../../../src/cli/demo/spender.js'
import { waitUntil } from '../../../src/cli/demo/wait.js'
import { connect, type Session, type TraceEvent } from '../../../src/client/index.js'
import { createBcoinPlugin } from '../../../src/sources/bcoin/index.js'
import { hashToHex } from '../../../src/tracepoints/index.js'
import { temporaryDirectory } from '../../e2e/support.js'

/** What the node's own RPC says. */
interface RpcAnswers {
  readonly getpeerinfo: readonly {
    readonly id: number
    readonly addr: string
    readonly subver: string
    readonly version: number
    readonly bytesrecv: number
    readonly bytessent: number
    readonly inbound: boolean
    /** Seconds since the connection was made. */
    readonly conntime: number
  }[]
  readonly getmempoolinfo: { readonly size: number; readonly usage: number }
  readonly getrawmempool: Readonly<Record<string, { readonly size: number; readonly fee: number }>>
  readonly getbestblockhash: string
  readonly getblockcount: number
}

function rpc<M extends keyof RpcAnswers>(
  { node }: RegtestNode,
  method: M,
  ...params: unknown[]
): Promise<RpcAnswers[M]> {
  // bcoin has no types; these are what its source says.
  const { rpc } = node as unknown as {
    rpc: { execute(call: { method: string; params: unknown[] }): Promise<RpcAnswers[M]> }
  }
  return rpc.execute({ method, params })
}

/** The present state, without its order and times. */
async function snapshot(session: Session): Promise<Record<string, unknown>[]> {
  const events: TraceEvent[] = []
  for await (const batch of session.subscribe(['snapshot:*'])) {
    events.push(...batch)
    if (events.at(-1)?.tracepoint === 'snapshot:end') break
  }
  return events.map(({ sequence: _, timestampUs: __, ...fields }) => fields)
}

test('peers, mempool and tip are those that the node tells itself', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using regtest = await RegtestNode.start({ plugins: [createBcoinPlugin({ path })] })
  await using other = await RegtestNode.start()
  await using session = await connect({ path })
  const spender = new Spender()
  spender.collect(await regtest.mine(110, spender.address), 1)
  const transactions = [1000, 2000, 3000].map(feeSat =>
    spender.spend({ feeSat, coins: [spender.takeCoin(regtest.node.chain.height)] }),
  )
  for (const transaction of transactions) await regtest.node.sendTX(transaction)
  const silent = await RawPeer.connect(regtest)
  t.after(() => silent.close())
  const greeting = await RawPeer.connect(regtest)
  t.after(() => greeting.close())
  await greeting.shakeHands()
  regtest.addPeer(other)
  // bcoin lists those that are only being tried, too.
  const peers = async () =>
    (await rpc(regtest, 'getpeerinfo')).filter(it => it.inbound || it.version > 0)
  await waitUntil('three peers, two of them greeted', async () => {
    const all = await peers()
    return all.length === 3 && all.filter(({ version }) => version > 0).length === 2
  })

  const records = await snapshot(session)
  const told = records.filter(it => it['tracepoint'] === 'snapshot:peer')
  const own = await peers()
  assert.deepEqual(
    told.map(it => [it['peerId'], it['address'], it['connectionType'] === 'inbound']).sort(),
    own.map(it => [it.id, it.addr, it.inbound]).sort(),
  )
  for (const { id, subver, version, conntime, bytesrecv } of own) {
    const peer = told.find(it => it['peerId'] === id)
    assert.ok(peer)
    assert.equal(peer['userAgent'], subver ?? '')
    assert.equal(peer['protocolVersion'], Math.max(0, version))
    const age = Date.now() / 1000 - Number(peer['establishedAt'])
    assert.ok(age >= conntime && age < conntime + 10)
    // The node's own figure is asked for later.
    assert.ok(Number(peer['bytesReceived']) <= bytesrecv)
    assert.ok(version <= 0 || Number(peer['bytesReceived']) > 100)
  }

  const pool = await rpc(regtest, 'getrawmempool', true)
  const { size, usage } = await rpc(regtest, 'getmempoolinfo')
  assert.equal(size, 3)
  const mempool = records.find(it => it['tracepoint'] === 'snapshot:mempool')
  assert.deepEqual(mempool, {
    tracepoint: 'snapshot:mempool',
    snapshotId: mempool?.['snapshotId'],
    transactions: size,
    vsize: Object.values(pool).reduce((sum, entry) => sum + entry.size, 0),
    feeSat: 6000,
    memoryBytes: usage,
    minFeeRate: 1000,
  })

  const tip = records.find(it => it['tracepoint'] === 'snapshot:tip')
  const hash = tip?.['hash']
  assert.ok(hash instanceof Uint8Array)
  assert.equal(hashToHex(hash), await rpc(regtest, 'getbestblockhash'))
  assert.equal(tip?.['height'], await rpc(regtest, 'getblockcount'))
  assert.equal(records.at(-1)?.['failure'], '')
})

test('a snapshot and the events behind it make the state of a node that works', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using regtest = await RegtestNode.start({ plugins: [createBcoinPlugin({ path })] })
  await using session = await connect({ path })
  const { node } = regtest
  const spender = new Spender()
  spender.collect(await regtest.mine(130, spender.address), 1)
  const subscribers: { readonly events: TraceEvent[]; fired(): Promise<number> }[] = []
  const subscribe = (): void => {
    const subscription = session.subscribe(
      ['net:*_connection', 'mempool:*', 'validation:block_connected'],
      { snapshot: true },
    )
    const events: TraceEvent[] = []
    void (async () => {
      for await (const batch of subscription) events.push(...batch)
    })()
    const fired = async (): Promise<number> =>
      ((await subscription.counts()) ?? []).reduce((sum, it) => sum + it.fired, 0)
    subscribers.push({ events, fired })
  }
  const peers: RawPeer[] = []
  t.after(() => {
    for (const peer of peers) peer.close()
  })
  // Asked for at any moment of it.
  for (let round = 0; round < 6; round++) {
    subscribe()
    for (let i = 0; i < 3; i++) {
      await node.sendTX(
        spender.spend({ feeSat: 1000 + i, coins: [spender.takeCoin(node.chain.height)] }),
      )
    }
    peers.push(await RawPeer.connect(regtest))
    subscribe()
    const first = node.chain.height + 1
    spender.collect(await regtest.mine(1, spender.address), first)
    if (round % 2 === 1) peers.shift()?.close()
  }
  const inbound = async (): Promise<number> =>
    (await rpc(regtest, 'getpeerinfo')).filter(it => it.inbound).length
  await waitUntil('the peers to have gone', async () => (await inbound()) === peers.length)
  const { size } = await rpc(regtest, 'getmempoolinfo')
  const height = await rpc(regtest, 'getblockcount')

  for (const { events, fired } of subscribers) {
    await waitUntil('all events', async () => events.length >= (await fired()))
    const end = events.find(it => it.tracepoint === 'snapshot:end')?.sequence ?? Number.NaN
    const connected = new Set<number>()
    let transactions = 0
    let tip = 0
    for (const event of events) {
      if (event.tracepoint === 'snapshot:peer') connected.add(event.peerId)
      else if (event.tracepoint === 'snapshot:mempool') transactions = event.transactions
      else if (event.tracepoint === 'snapshot:tip') tip = event.height
      else if (!(event.sequence > end)) continue
      else if (event.tracepoint === 'net:inbound_connection') connected.add(event.peerId)
      else if (event.tracepoint === 'net:closed_connection') connected.delete(event.peerId)
      else if (event.tracepoint === 'mempool:added') transactions++
      else if (event.tracepoint === 'mempool:removed') transactions--
      else if (event.tracepoint === 'validation:block_connected') tip = event.height
    }
    assert.deepEqual([connected.size, transactions, tip], [peers.length, size, height])
  }
})
