import assert from 'node:assert/strict'
import { hashToHex } from '../../../../src/tracepoints/index.js'
import type { Scenario } from '../scenario.js'
import { blockWith, entryOf, internalHex, isInMempool, outputOf, pay } from '../support.js'

export const blocks: readonly Scenario[] = [
  {
    name: 'blocks connected: hash, height, counts, and a duration within the caller’s own',
    async run(stage) {
      const { chain } = stage.node
      const parent = await pay(stage, { coins: [stage.coin(), stage.coin()] })
      await pay(stage, { coins: [outputOf(parent)] })
      const block = await stage.regtest.mineUnconnected(stage.spender.address)
      const start = performance.now()
      const entry = await chain.add(block)
      const tookNs = (performance.now() - start) * 1e6

      const connected = await stage.first('validation:block_connected')
      assert.equal(Buffer.from(connected.hash).toString('hex'), internalHex(block))
      assert.equal(connected.height, entry?.height)
      assert.equal(connected.transactions, 3)
      // The coinbase's, two and one.
      assert.equal(connected.inputs, 4)
      // An output to a public key hash: one check of a signature, of weight 4.
      assert.equal(connected.sigopsCost, 3 * 4)
      assert.ok(connected.durationNs > 0 && connected.durationNs <= tookNs)

      await stage.mine(2)
      const all = await stage.some('validation:block_connected', 3)
      assert.deepEqual(
        all.map(({ height }) => height),
        [106, 107, 108],
      )
      assert.equal(all[2]?.transactions, 1)
    },
  },
  {
    name: 'a block is connected after its coins are written, before the mempool lets go',
    async run(stage) {
      const transaction = await pay(stage)
      const before = (await stage.events()).length
      await stage.mine()
      assert.ok(!isInMempool(stage, transaction))
      const order = (await stage.events()).slice(before).map(({ tracepoint }) => tracepoint)
      assert.deepEqual(order, [
        'utxocache:add',
        'utxocache:spent',
        'utxocache:add',
        'utxocache:flush',
        'validation:block_connected',
        'mempool:removed',
      ])
    },
  },
  {
    name: 'a reorganisation connects the blocks of the longer branch, again too; a check none',
    async run(stage) {
      const { chain } = stage.node
      const fork = chain.tip
      const ours = await chain.add(await blockWith(stage, []))
      const theirs = await chain.add(await blockWith(stage, [], fork))
      const ahead = await chain.add(await blockWith(stage, [], theirs))
      const back = await chain.add(await blockWith(stage, [], ours))
      const further = await chain.add(await blockWith(stage, [], back))
      assert.equal(chain.tip.hash, further?.hash)
      const connected = await stage.some('validation:block_connected', 6)
      const reverse = (hash: string | undefined) => hashToHex(Buffer.from(hash ?? '', 'hex'))
      assert.deepEqual(
        connected.map(({ hash }) => hashToHex(hash)),
        [ours, theirs, ahead, ours, back, further].map(entry => reverse(entry?.hash)),
      )
    },
  },
  {
    name: 'signature operations of witnesses and scripts count as the node counts them',
    node: { wallet: true },
    blocks: 440,
    async run(stage) {
      const to = await stage.regtest.wallet.receiveAddress()
      await pay(stage, { to, amountSat: 1_000_000 })
      await stage.mine()
      await stage.regtest.walletSynced()
      const payment = await stage.regtest.wallet.send({
        outputs: [{ address: stage.spender.address, value: 500_000 }],
      })
      await stage.first('mempool:added', ({ txid }) => hashToHex(txid) === payment.txid())
      const { sigops } = entryOf(stage, payment)
      await stage.mine()
      const [, second] = await stage.some('validation:block_connected', 2)
      // The node's own count for the payment, and the coinbase's one output to a key hash.
      assert.equal(second?.sigopsCost, sigops + 4)
      // A key hash spent by a witness is one, unweighted; paid to one, four.
      assert.equal(sigops, 1 + 4)
    },
  },
]
