import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RawPeer } from '../../../src/cli/demo/raw-peer.js'
import { RegtestNode } from '../../../src/cli/demo/regtest-node.js'
import { Spender } from '../../../src/cli/demo/spender.js'
import { waitUntil } from '../../../src/cli/demo/wait.js'
import { ErrorCodes, isNodetapError } from '../../../src/errors/index.js'
import {
  attachBcoin,
  type BcoinPolicies,
  policiesByName,
} from '../../../src/sources/bcoin/index.js'
import { Recorder } from './recorder.js'
import { Stage } from './scenario.js'
import { pay } from './support.js'

const allPolicies: BcoinPolicies = {
  evictInbound: true,
  replaceByFee: true,
  uncacheRejected: true,
  avoidPartialSpends: true,
}

const nodeOptions = { wallet: true, coinCacheBytes: 4096, maxInbound: 1 }

test('detaching leaves every property and listener as it was, of peers and wallets too', async () => {
  await using regtest = await RegtestNode.start(nodeOptions)
  await using neighbour = await RegtestNode.start()
  regtest.addPeer(neighbour)
  const early = await RawPeer.connect(regtest)
  await early.shakeHands()
  await waitUntil('two peers', () => peersOf(regtest).filter(peer => peer.handshake).length === 2)

  const before = snapshot(regtest)
  const recorder = new Recorder()
  const attachment = attachBcoin(regtest.node, recorder.tracing, { policies: allPolicies })
  assert.notDeepEqual(snapshot(regtest), before)
  const late = await RawPeer.connect(regtest)
  await late.shakeHands()
  // Evicted while attached: of that peer nothing is left to restore.
  await waitUntil('an eviction', () => early.closed || late.closed)
  const stage = await stageOf(regtest, recorder)
  await stage.mine(105)
  await pay(stage)
  await stage.mine()
  await regtest.createWallet('late').then(wallet => wallet.receiveAddress())
  await regtest.walletSynced()
  assert.ok(recorder.events.length > 0)
  late.close()
  early.close()

  attachment.detach()
  attachment.detach()
  const after = snapshot(regtest)
  for (const [name, state] of Object.entries(before)) {
    if (name in after) assert.deepEqual(after[name], state, name)
  }
  for (const peer of peersOf(regtest)) {
    for (const name of ['sendRaw', 'increaseBan', 'reject', 'handlePacket']) {
      assert.equal(Object.hasOwn(peer, name), false, name)
    }
  }
  const count = recorder.events.length
  await stage.mine()
  await pay(stage)
  assert.equal(recorder.events.length, count)
})

test('a node whose tracepoints are off fires nothing, and works as ever', async () => {
  const recorder = new Recorder(false)
  await using regtest = await RegtestNode.start(nodeOptions)
  const stage = await stageOf(regtest, recorder)
  attachBcoin(regtest.node, recorder.tracing, { policies: allPolicies })
  await stage.mine(105)
  const peer = await RawPeer.connect(regtest)
  await peer.shakeHands()
  const coins = [stage.coin()]
  await pay(stage, { coins, feeSat: 1_000, sequence: 0 })
  await pay(stage, { coins, feeSat: 50_000 })
  await stage.mine()
  assert.equal(regtest.node.mempool.map.size, 0)
  assert.equal(recorder.events.length, 0)
  // From the next site on, without attaching again.
  recorder.enabled = true
  await stage.mine()
  assert.equal((await stage.of('validation:block_connected')).length, 1)
  peer.close()
})

test('two nodes of a process are traced apart', async () => {
  await using traced = await RegtestNode.start()
  await using other = await RegtestNode.start()
  const recorder = new Recorder()
  attachBcoin(traced.node, recorder.tracing)
  const spender = new Spender()
  await other.mine(2, spender.address)
  const peer = await RawPeer.connect(other)
  await peer.shakeHands()
  peer.close()
  assert.equal(recorder.events.length, 0)
})

test('a node is attached to once at a time, and only a full node', async () => {
  await using regtest = await RegtestNode.start()
  const recorder = new Recorder()
  const attachment = attachBcoin(regtest.node, recorder.tracing)
  const invalid = (error: unknown) => isNodetapError(error, ErrorCodes.InvalidArgument)
  assert.throws(() => attachBcoin(regtest.node, recorder.tracing), invalid)
  attachment.detach()
  attachBcoin(regtest.node, recorder.tracing).detach()
  const spv = { ...regtest.node, chain: regtest.node.chain, pool: regtest.node.pool, mempool: null }
  // What types forbid and JavaScript allows.
  assert.throws(() => attachBcoin(spv as never, recorder.tracing), invalid)
  assert.throws(() => policiesByName(['evict-inbound', 'evict-outbound']), invalid)
  assert.equal(policiesByName(['replace-by-fee']).replaceByFee, true)
})

test('what others have replaced meanwhile is left to them', async () => {
  await using regtest = await RegtestNode.start()
  const recorder = new Recorder()
  const attachment = attachBcoin(regtest.node, recorder.tracing, { policies: allPolicies })
  const { pool } = regtest.node
  const ours = pool.handleSocket
  let calls = 0
  pool.handleSocket = socket => {
    calls++
    ours.call(pool, socket)
  }
  const theirs = pool.handleSocket
  attachment.detach()
  assert.equal(pool.handleSocket, theirs)
  const peer = await RawPeer.connect(regtest)
  await peer.shakeHands()
  assert.equal(calls, 1)
  assert.equal(recorder.events.length, 0)
  peer.close()
})

async function stageOf(regtest: RegtestNode, recorder: Recorder): Promise<Stage> {
  return new Stage(regtest, new Spender(), async () => recorder.events)
}

interface PeerInside {
  readonly id: number
  readonly handshake: boolean
  readonly parser: object
  readonly next: PeerInside | null
}

function peersOf({ node }: RegtestNode): PeerInside[] {
  const peers: PeerInside[] = []
  // The types of the demo leave the parser out.
  const first = node.pool.peers.head() as PeerInside | null
  for (let peer = first; peer; peer = peer.next) peers.push(peer)
  return peers
}

/** The methods that objects have of their own, and how many listen to their events. */
function snapshot(regtest: RegtestNode): Record<string, unknown> {
  const { node } = regtest
  const { pool, mempool, chain } = node
  const walletDatabase = Object(node.plugins['walletdb']).wdb
  const objects: Record<string, object> = {
    node,
    pool,
    peers: pool.peers,
    hosts: pool.hosts,
    server: pool.server,
    mempool,
    mempoolOptions: mempool.options,
    chain,
    database: chain.db,
    coinCache: chain.db.coinCache ?? {},
    walletDatabase,
    wallet: regtest.wallet,
  }
  for (const peer of peersOf(regtest)) {
    objects[`peer ${peer.id}`] = peer
    objects[`parser ${peer.id}`] = peer.parser
  }
  return Object.fromEntries(
    Object.entries(objects).map(([name, object]) => [
      name,
      {
        functions: functionsOf(object),
        listeners: listenersOf(object),
        values: valuesOf(name, object),
      },
    ]),
  )
}

function functionsOf(object: object): unknown[] {
  return Object.entries(Object.getOwnPropertyDescriptors(object)).filter(
    ([, { value }]) => typeof value === 'function',
  )
}

/** Of what the policies change. */
function valuesOf(name: string, object: object): unknown {
  if (name === 'mempoolOptions') return Object.getOwnPropertyDescriptors(object)
  if (name === 'server') return 'maxConnections' in object && object.maxConnections
  return null
}

/** By event: of Node's emitters and of bcoin's, which keep lists of the same name. */
function listenersOf(object: object): unknown {
  const events: unknown = '_events' in object ? object._events : {}
  return Object.entries(Object(events)).map(([event, listeners]) => [
    event,
    Array.isArray(listeners) ? [...listeners] : [listeners],
  ])
}
