import assert from 'node:assert/strict'
import type { OwnCoin } from '../../../../src/cli/demo/spender.js'
import { hashToHex, type TraceEvent } from '../../../../src/tracepoints/index.js'
import type { Scenario, Stage } from '../scenario.js'
import {
  addToMempool,
  blockWith,
  hasReason,
  inside,
  internalHex,
  outputOf,
  pay,
} from '../support.js'

type CoinEvent = TraceEvent<'utxocache:add' | 'utxocache:spent' | 'utxocache:uncache'>

export const coins: readonly Scenario[] = [
  {
    name: 'coins added and spent by a block, taken back with it, and again',
    async run(stage) {
      const { chain } = stage.node
      const coin = stage.coin()
      const parent = await pay(stage, { coins: [coin], amountSat: 1_000_000 })
      const child = await pay(stage, { coins: [outputOf(parent)], feeSat: 2_000 })
      const fork = chain.tip
      const height = fork.height + 1
      const block = await stage.regtest.mineUnconnected(stage.spender.address)
      const coinbase = block.txs[0]!
      const before = (await coinEvents(stage)).length
      const entry = await chain.add(block)

      const rest = parent.outputs[1]!.value
      const reward = coinbase.outputs[0]!.value
      const source = `${coin.transaction.txid()}:0 ${coin.height} ${coin.transaction.outputs[0]!.value} coinbase`
      const made = `${parent.txid()}:0 ${height} 1000000`
      const change = `${parent.txid()}:1 ${height} ${rest}`
      const last = `${child.txid()}:0 ${height} 998000`
      const subsidy = `${coinbase.txid()}:0 ${height} ${reward} coinbase`
      const connected = [
        `add ${subsidy}`,
        `spent ${source}`,
        `add ${made}`,
        `add ${change}`,
        `spent ${made}`,
        `add ${last}`,
      ]
      assert.deepEqual((await coinEvents(stage)).slice(before), connected)
      for (const text of [change, last]) {
        const [outpoint = ''] = text.split(' ')
        const [txid = '', index] = outpoint.split(':')
        const hash = Buffer.from(txid, 'hex').reverse().toString('hex')
        const told = await inside(stage.node).chain.getCoin(hash, Number(index))
        assert.equal(`${outpoint} ${told?.height} ${told?.value}`, text)
      }

      // Another branch becomes longer, then this one again.
      const rival = await chain.add(await blockWith(stage, [], fork))
      const middle = (await coinEvents(stage)).length
      await chain.add(await blockWith(stage, [], rival))
      const disconnected = [
        `spent ${last}`,
        `add ${made}`,
        `spent ${made}`,
        `spent ${change}`,
        `add ${source}`,
        `spent ${subsidy}`,
      ]
      assert.deepEqual((await coinEvents(stage)).slice(middle, middle + 6), disconnected)
      const next = await chain.add(await blockWith(stage, [], entry))
      const end = (await coinEvents(stage)).length
      await chain.add(await blockWith(stage, [], next))
      const again = (await coinEvents(stage)).slice(end)
      assert.deepEqual(
        again.filter(line => connected.includes(line)),
        connected,
      )
      assert.ok((await stage.of('utxocache:add')).every(({ cache }) => cache === 'main'))
    },
  },
  {
    name: 'outputs that nobody can spend are no coins; a chain that is reset gives its coins back',
    async run(stage) {
      const { chain } = stage.node
      const fork = chain.tip
      const burn = await pay(stage, { burnSat: 5_000 })
      assert.equal(burn.outputs.length, 2)
      await stage.mine()
      const added = (await stage.of('utxocache:add')).filter(
        ({ txid }) => hashToHex(txid) === burn.txid(),
      )
      assert.deepEqual(
        added.map(({ vout }) => vout),
        [0],
      )
      const before = (await coinEvents(stage)).length
      await chain.reset(fork.hash)
      const back = (await coinEvents(stage)).slice(before)
      assert.equal(back.length, 3)
      assert.equal(back.filter(line => line.startsWith('add ')).length, 1)
    },
  },
  {
    name: 'a block that is only checked changes a temporary cache',
    async run(stage) {
      const coin = stage.coin()
      const transaction = stage.spender.spend({ coins: [coin], feeSat: 0 })
      const block = await blockWith(stage, [transaction])
      await inside(stage.node).chain.verifyBlock(block)
      const [spent] = await stage.some('utxocache:spent', 1)
      const [subsidy, output] = await stage.some('utxocache:add', 2)
      assert.equal(spent?.cache, 'temporary')
      assert.equal(spent?.height, coin.height)
      assert.equal(subsidy?.coinbase, true)
      assert.equal(subsidy?.cache, 'temporary')
      assert.equal(output?.height, stage.node.chain.height + 1)
      assert.equal(output?.coinbase, false)
      assert.equal((await stage.of('utxocache:flush')).length, 0)
      assert.equal((await stage.of('validation:block_connected')).length, 0)
    },
  },
  {
    name: 'flushed once a block, with the coins that are written, within the caller’s own time',
    async run(stage) {
      await pay(stage, { amountSat: 1_000_000 })
      const block = await stage.regtest.mineUnconnected(stage.spender.address)
      const start = performance.now()
      await stage.node.chain.add(block)
      const tookUs = (performance.now() - start) * 1e3
      const [flush] = await stage.some('utxocache:flush', 1)
      assert.ok(flush)
      assert.equal(flush.mode, 'forceSync')
      assert.equal(flush.forPrune, false)
      // One spent, the coinbase's and two outputs made.
      assert.equal(flush.coins, 4)
      assert.ok(flush.memoryBytes > 4 * 20 && flush.memoryBytes < 4 * 60, `${flush.memoryBytes}`)
      assert.ok(flush.durationUs >= 0 && flush.durationUs <= tookUs)
      // A block of another branch writes no coins.
      const { chain } = stage.node
      const previous = await chain.getEntry(chain.height - 1)
      await chain.add(await blockWith(stage, [], previous))
      await stage.mine()
      assert.equal((await stage.of('utxocache:flush')).length, 2)
    },
  },
  {
    name: 'flush counts the cache too',
    node: { coinCacheBytes: 1 << 20 },
    async run(stage) {
      const cache = stage.node.chain.db.coinCache!
      const { items, size } = cache
      assert.ok(items > 0)
      await stage.mine()
      const flush = await stage.first('utxocache:flush')
      assert.equal(flush.coins, items + 1)
      assert.ok(flush.memoryBytes > size && flush.memoryBytes < size + 100)
    },
  },
  {
    name: 'uncached when the cache is full: the coin longest unused, as it is on disk',
    node: { coinCacheBytes: 4096 },
    async run(stage) {
      const cache = stage.node.chain.db.coinCache!
      const oldest = cache.head!.key
      await stage.mine()
      const uncached = await stage.first('utxocache:uncache')
      assert.equal(`${Buffer.from(uncached.txid).toString('hex')}${uncached.vout}`, oldest)
      assert.equal(cache.has(oldest), false)
      await assertAsTold(stage, uncached)
    },
  },
  {
    name: 'uncached after an invalid transaction, with the policy; what was cached before stays',
    node: { coinCacheBytes: 4096 },
    policies: { uncacheRejected: true },
    async run(stage) {
      const cache = stage.node.chain.db.coinCache!
      const key = (coin: OwnCoin) => `${internalHex(coin.transaction)}${coin.index}`
      const cold = stage.coin()
      assert.equal(cache.has(key(cold)), false)
      const before = (await stage.of('utxocache:uncache')).length
      const bad = stage.spender.spend({ coins: [cold], feeSat: 10_000, invalid: true })
      const reason = hasReason('mandatory-script-verify-flag')
      await assert.rejects(addToMempool(stage, bad), reason)
      assert.equal(cache.has(key(cold)), false)
      const uncached = await stage.first('utxocache:uncache', event =>
        Buffer.from(event.txid).equals(cold.transaction.hash()),
      )
      await assertAsTold(stage, uncached)
      assert.ok((await stage.of('utxocache:uncache')).length > before)

      // Read for a valid transaction: it stays for the next, invalid one.
      const warm = stage.coin()
      await pay(stage, { coins: [warm] })
      assert.equal(cache.has(key(warm)), true)
      const count = (await stage.of('utxocache:uncache')).length
      const double = stage.spender.spend({ coins: [warm], feeSat: 20_000 })
      await assert.rejects(addToMempool(stage, double), hasReason('bad-txns-inputs-spent'))
      assert.equal(cache.has(key(warm)), true)
      assert.equal((await stage.of('utxocache:uncache')).length, count)
    },
  },
]

/** "add txid:0 105 5000000000 coinbase" for each coin added or spent. */
async function coinEvents(stage: Stage): Promise<string[]> {
  const lines: string[] = []
  for (const event of await stage.events()) {
    if (event.tracepoint !== 'utxocache:add' && event.tracepoint !== 'utxocache:spent') continue
    const verb = event.tracepoint.slice('utxocache:'.length)
    const { txid, vout, height, value, coinbase } = event
    lines.push(
      `${verb} ${hashToHex(txid)}:${vout} ${height} ${value}${coinbase ? ' coinbase' : ''}`,
    )
  }
  return lines
}

/** The coin is what the node's chain says it is. */
async function assertAsTold(stage: Stage, event: CoinEvent): Promise<void> {
  const hash = Buffer.from(event.txid).toString('hex')
  const told = await inside(stage.node).chain.getCoin(hash, event.vout)
  assert.ok(told)
  assert.equal(event.height, told.height)
  assert.equal(event.value, told.value)
  assert.equal(event.coinbase, told.coinbase)
  assert.equal(event.cache, 'main')
}
