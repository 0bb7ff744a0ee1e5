import assert from 'node:assert/strict'
import type { OwnCoin, SpendOptions } from '../../../../src/cli/demo/spender.js'
import { hashToHex, type TraceEvent } from '../../../../src/tracepoints/index.js'
import type { Scenario } from '../scenario.js'
import {
  addToMempool,
  blockWith,
  entryOf,
  hasReason,
  inside,
  isInMempool,
  outputOf,
  pay,
} from '../support.js'

const REPLACEABLE = 0xfffffffd

export const mempool: readonly Scenario[] = [
  {
    name: 'added and removed by a block: identifier, size, fee and time as the node tells them',
    async run(stage) {
      const transaction = await pay(stage, { feeSat: 12_345 })
      const added = await stage.first('mempool:added')
      const told = await inside(stage.node).rpc.execute({
        method: 'getmempoolentry',
        params: [transaction.txid()],
      })
      assert.equal(hashToHex(added.txid), transaction.txid())
      assert.equal(added.vsize, transaction.getVirtualSize())
      assert.equal(added.vsize, told.size)
      assert.equal(added.feeSat, 12_345)
      assert.equal(added.feeSat, Math.round(told.fee * 1e8))

      await stage.mine()
      const removed = await stage.first('mempool:removed')
      assert.deepEqual(removed.txid, added.txid)
      assert.equal(removed.reason, 'block')
      assert.equal(removed.vsize, added.vsize)
      assert.equal(removed.feeSat, added.feeSat)
      assert.equal(removed.enteredAt, told.time)
    },
  },
  {
    name: 'removed by expiry, with what descends from it; the time is that of its entry',
    async run(stage) {
      const { mempool } = inside(stage.node)
      const old = await pay(stage)
      const child = await pay(stage, { coins: [outputOf(old)] })
      const entry = entryOf(stage, old)
      entry.time -= 1000
      mempool.options.expiryTime = 500
      // Room for two of the three.
      mempool.options.maxSize = Math.floor(mempool.size * 1.25)
      const fresh = await pay(stage)
      const removed = await stage.some('mempool:removed', 2)
      assert.deepEqual(removed.map(identity), [child.txid(), old.txid()])
      assert.deepEqual(
        removed.map(({ reason }) => reason),
        ['expiry', 'expiry'],
      )
      assert.equal(removed[1]?.enteredAt, entry.time)
      assert.ok(removed[0]!.enteredAt >= entry.time + 1000)
      assert.ok(isInMempool(stage, fresh))
    },
  },
  {
    name: 'removed because the mempool is full: the cheapest goes, be it the newcomer',
    async run(stage) {
      const { mempool } = inside(stage.node)
      const cheap = await pay(stage, { feeSat: 1_000 })
      mempool.options.maxSize = Math.floor(mempool.size * 1.5)
      const dear = await pay(stage, { feeSat: 50_000 })
      const [first] = await stage.some('mempool:removed', 1)
      assert.equal(first && identity(first), cheap.txid())
      assert.equal(first?.reason, 'sizelimit')
      assert.equal(first?.feeSat, 1_000)

      const cheapest = stage.spender.spend({ coins: [stage.coin()], feeSat: 500 })
      await assert.rejects(addToMempool(stage, cheapest), hasReason('mempool full'))
      const [, second] = await stage.some('mempool:removed', 2)
      const rejected = await stage.first('mempool:rejected')
      assert.equal(second && identity(second), cheapest.txid())
      assert.equal(second?.reason, 'sizelimit')
      assert.equal(identity(rejected), cheapest.txid())
      assert.equal(rejected.reason, 'mempool full')
      assert.deepEqual(
        (await stage.of('mempool:added')).map(identity),
        [cheap, dear, cheapest].map(transaction => transaction.txid()),
      )
    },
  },
  {
    name: 'removed because a block spends the same coin, with what descends from it',
    async run(stage) {
      const coins = [stage.coin()]
      const confirmed = stage.spender.spend({ coins, feeSat: 10_000 })
      const block = await blockWith(stage, [confirmed])
      const loser = await pay(stage, { coins, feeSat: 20_000 })
      const child = await pay(stage, { coins: [outputOf(loser)] })
      const bystander = await pay(stage)
      await stage.node.chain.add(block)
      const removed = await stage.some('mempool:removed', 2)
      assert.deepEqual(removed.map(identity), [child.txid(), loser.txid()])
      assert.deepEqual(
        removed.map(({ reason }) => reason),
        ['conflict', 'conflict'],
      )
      const connected = await stage.first('validation:block_connected')
      assert.ok(connected.sequence < removed[0]!.sequence)
      assert.ok(isInMempool(stage, bystander))
    },
  },
  {
    name: 'removed by a reorganisation: what spends a coinbase, and all when the chain is reset',
    async run(stage) {
      const { chain } = stage.node
      const spendsCoinbase = await pay(stage)
      const fork = chain.tip
      await chain.add(await blockWith(stage, []))
      const rival = await chain.add(await blockWith(stage, [], fork))
      await chain.add(await blockWith(stage, [], rival))
      const [first] = await stage.some('mempool:removed', 1)
      assert.equal(first && identity(first), spendsCoinbase.txid())
      assert.equal(first?.reason, 'reorg')

      const other = await pay(stage)
      await chain.reset(fork.hash)
      const [, second] = await stage.some('mempool:removed', 2)
      assert.equal(second && identity(second), other.txid())
      assert.equal(second?.reason, 'reorg')
      assert.equal(stage.node.mempool.map.size, 0)
    },
  },
  {
    name: 'rejected below the relay fee, and for what else bcoin says',
    async run(stage) {
      const parent = await pay(stage)
      const free = stage.spender.spend({ coins: [outputOf(parent)], feeSat: 0 })
      await assert.rejects(addToMempool(stage, free), hasReason('insufficient priority'))
      await assert.rejects(addToMempool(stage, parent), hasReason('txn-already-in-mempool'))
      const [low, known] = await stage.some('mempool:rejected', 2)
      assert.equal(low && identity(low), free.txid())
      assert.equal(low?.reason, 'insufficient priority')
      assert.equal(known && identity(known), parent.txid())
      assert.equal(known?.reason, 'txn-already-in-mempool')
      assert.equal((await stage.of('mempool:added')).length, 1)
    },
  },
  {
    name: 'without the policy a conflict is rejected and nothing is replaced',
    async run(stage) {
      const coins = [stage.coin()]
      await pay(stage, { coins, sequence: REPLACEABLE })
      const better = stage.spender.spend({ coins, feeSat: 90_000, sequence: REPLACEABLE })
      await assert.rejects(addToMempool(stage, better), hasReason('bad-txns-inputs-spent'))
      const rejected = await stage.first('mempool:rejected')
      assert.equal(identity(rejected), better.txid())
      assert.equal((await stage.of('mempool:replaced')).length, 0)
      assert.equal((await stage.of('mempool:removed')).length, 0)
    },
  },
]

export const replacements: readonly Scenario[] = [
  {
    name: 'replaced, with what descends from it: all replaced, all removed, then added',
    policies: { replaceByFee: true },
    async run(stage) {
      const coins = [stage.coin(), stage.coin()]
      const [one, two] = coins as [OwnCoin, OwnCoin]
      const first = await pay(stage, { coins: [one], feeSat: 1_000, sequence: REPLACEABLE })
      const second = await pay(stage, { coins: [two], feeSat: 2_000, sequence: REPLACEABLE })
      const child = await pay(stage, { coins: [outputOf(first)], feeSat: 3_000 })
      const entries = new Map(
        [first, second, child].map(each => [each.txid(), entryOf(stage, each)]),
      )
      const before = (await stage.events()).length
      const better = await pay(stage, { coins, feeSat: 60_000 })
      await stage.first('mempool:added', event => identity(event) === better.txid())

      const story = (await stage.events()).slice(before)
      assert.deepEqual(
        story.map(({ tracepoint }) => tracepoint),
        [
          ...Array(3).fill('mempool:replaced'),
          ...Array(3).fill('mempool:removed'),
          'mempool:added',
        ],
      )
      const replaced = await stage.of('mempool:replaced')
      assert.deepEqual(
        new Set(replaced.map(event => hashToHex(event.replacedTxid))),
        new Set(entries.keys()),
      )
      for (const event of replaced) {
        const entry = entries.get(hashToHex(event.replacedTxid))!
        assert.equal(event.replacedVsize, entry.size)
        assert.equal(event.replacedFeeSat, entry.fee)
        assert.equal(event.replacedEnteredAt, entry.time)
        assert.equal(hashToHex(event.replacementId), better.txid())
        assert.equal(event.replacementVsize, better.getVirtualSize())
        assert.equal(event.replacementFeeSat, 60_000)
        assert.equal(event.replacementIsTxid, true)
      }
      for (const event of await stage.of('mempool:removed')) {
        const entry = entries.get(identity(event))!
        assert.equal(event.reason, 'replaced')
        assert.equal(event.vsize, entry.size)
        assert.equal(event.feeSat, entry.fee)
        assert.equal(event.enteredAt, entry.time)
      }
      assert.equal(stage.node.mempool.map.size, 1)
    },
  },
  {
    name: 'what breaks a rule of BIP 125 is rejected and replaces nothing',
    policies: { replaceByFee: true },
    async run(stage) {
      const refused = async (reason: string, options: SpendOptions) => {
        const count = (await stage.of('mempool:rejected')).length
        const transaction = stage.spender.spend(options)
        await assert.rejects(addToMempool(stage, transaction), hasReason(reason))
        const rejected = (await stage.some('mempool:rejected', count + 1)).at(-1)
        assert.equal(rejected && identity(rejected), transaction.txid())
        assert.equal(rejected?.reason, reason)
      }
      // Rule 1: nothing signals.
      const silent = [stage.coin()]
      await pay(stage, { coins: silent, feeSat: 1_000 })
      await refused('bad-txns-inputs-spent', { coins: silent, feeSat: 50_000 })

      const coins = [stage.coin()]
      const old = await pay(stage, { coins, feeSat: 10_000, sequence: REPLACEABLE })
      const { size } = entryOf(stage, old)
      // Rules 3 and 4: no less, and the relay fee for its own size on top.
      await refused('insufficient fee', { coins, feeSat: 9_000 })
      await refused('insufficient fee', { coins, feeSat: 10_000 + size - 2 })
      // Rule 2: a new unconfirmed input; and one that would go.
      const unconfirmed = outputOf(await pay(stage))
      await refused('replacement-adds-unconfirmed', {
        coins: [...coins, unconfirmed],
        feeSat: 90_000,
      })
      await refused('bad-txns-spends-conflicting-tx', {
        coins: [...coins, outputOf(old)],
        feeSat: 90_000,
      })
      // A bad signature costs the transaction that is there nothing.
      await refused('mandatory-script-verify-flag', { coins, feeSat: 90_000, invalid: true })
      assert.equal((await stage.of('mempool:replaced')).length, 0)
      assert.equal((await stage.of('mempool:removed')).length, 0)

      // Descendants of what signals may be replaced too.
      const child = await pay(stage, { coins: [outputOf(old)], feeSat: 10_000 })
      const better = await pay(stage, { coins: [outputOf(old)], feeSat: 40_000 })
      const replaced = await stage.first('mempool:replaced')
      assert.equal(hashToHex(replaced.replacedTxid), child.txid())
      assert.equal(hashToHex(replaced.replacementId), better.txid())
    },
  },
]

function identity(
  event: TraceEvent<'mempool:added' | 'mempool:removed' | 'mempool:rejected'>,
): string {
  return hashToHex(event.txid)
}
