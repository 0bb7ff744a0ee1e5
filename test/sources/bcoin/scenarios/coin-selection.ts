import assert from 'node:assert/strict'
import type { Address, WalletDraft } from '../../../../src/cli/demo/bcoin-module.js'
import { waitUntil } from '../../../../src/cli/demo/wait.js'
import type { Scenario, Stage } from '../scenario.js'

const COIN = 100_000_000

/** Satoshis for 1000 virtual bytes; twice what coins are taken to cost later. */
const RATE = 20_000

/** What bcoin estimates for an input of a witness to a key hash, and an output to one. */
const INPUT_SIZE = 68
const OUTPUT_SIZE = 31

export const coinSelection: readonly Scenario[] = [
  {
    name: 'coins selected and a draft created: amounts, waste, fee and change as in the draft',
    node: { wallet: true },
    async run(stage) {
      await fundWallet(stage, [5 * COIN, 3 * COIN])
      const { wallet } = stage.regtest
      const draft = await wallet.createTX({ outputs: [payment(stage, COIN)], rate: RATE })
      const [selected] = await stage.some('coin_selection:selected_coins', 1)
      const [created] = await stage.some('coin_selection:normal_create_tx_internal', 1)
      assert.ok(selected && created)
      assert.ok(selected.sequence < created.sequence)
      assert.equal(selected.wallet, 'primary')
      assert.equal(selected.algorithm, 'value')
      assert.equal(selected.targetSat, COIN + draft.getFee())
      assert.equal(selected.selectedSat, 5 * COIN)
      // What the input costs more than later, the change, and the spending of it.
      const inputWaste = (INPUT_SIZE * (RATE - 10_000)) / 1000
      const changeCost = (OUTPUT_SIZE * RATE) / 1000 + (INPUT_SIZE * 10_000) / 1000
      assert.equal(selected.wasteSat, inputWaste + changeCost)

      assert.equal(created.wallet, 'primary')
      assert.equal(created.success, true)
      assert.equal(created.feeSat, draft.getFee())
      assert.equal(created.changePosition, draft.changeIndex)
      assert.equal(draft.outputs[created.changePosition]?.value, 4 * COIN - draft.getFee())
    },
  },
  {
    name: 'a draft without change: position -1, and what is overpaid is waste',
    node: { wallet: true },
    async run(stage) {
      await fundWallet(stage, [COIN, COIN])
      // Two inputs and an output; 200 satoshis are too few for change.
      const fee = Math.floor(((10 + 2 * INPUT_SIZE + 2 * OUTPUT_SIZE) * RATE) / 1000)
      const value = 2 * COIN - fee - 200
      const draft = await stage.regtest.wallet.createTX({
        outputs: [{ address: await changeLike(stage), value }],
        rate: RATE,
      })
      const [selected] = await stage.some('coin_selection:selected_coins', 1)
      const [created] = await stage.some('coin_selection:normal_create_tx_internal', 1)
      assert.equal(draft.outputs.length, 1)
      assert.equal(created?.changePosition, -1)
      assert.equal(created?.feeSat, 2 * COIN - value)
      assert.equal(selected?.selectedSat, 2 * COIN)
      const needed = Math.floor(((10 + 2 * INPUT_SIZE + OUTPUT_SIZE) * RATE) / 1000)
      const inputWaste = (2 * INPUT_SIZE * (RATE - 10_000)) / 1000
      assert.equal(selected?.wasteSat, inputWaste + (created?.feeSat ?? 0) - needed)
    },
  },
  {
    name: 'a draft that cannot be paid for fails, and selects nothing',
    node: { wallet: true },
    async run(stage) {
      await fundWallet(stage, [COIN])
      const outputs = [payment(stage, 2 * COIN)]
      await assert.rejects(stage.regtest.wallet.createTX({ outputs }), /Not enough funds/)
      const [created] = await stage.some('coin_selection:normal_create_tx_internal', 1)
      assert.equal(created?.success, false)
      assert.equal(created?.feeSat, 0)
      assert.equal(created?.changePosition, -1)
      assert.equal((await stage.of('coin_selection:selected_coins')).length, 0)
      assert.equal((await stage.of('coin_selection:attempting_aps_create_tx')).length, 0)
    },
  },
  {
    name: 'a wallet that is opened later is traced under its own name',
    node: { wallet: true },
    async run(stage) {
      const wallet = await stage.regtest.createWallet('savings')
      await assert.rejects(wallet.createTX({ outputs: [payment(stage, COIN)] }))
      const [created] = await stage.some('coin_selection:normal_create_tx_internal', 1)
      assert.equal(created?.wallet, 'savings')
    },
  },
  {
    name: 'avoiding partial spends, used: it costs no more',
    node: { wallet: true },
    policies: { avoidPartialSpends: true },
    async run(stage) {
      await fundWallet(stage, [5 * COIN, 3 * COIN])
      const draft = await stage.regtest.wallet.createTX({
        outputs: [payment(stage, COIN)],
        rate: RATE,
      })
      const story = await attempts(stage)
      assert.deepEqual(
        story.map(({ tracepoint }) => tracepoint.slice('coin_selection:'.length)),
        [
          'selected_coins',
          'normal_create_tx_internal',
          'attempting_aps_create_tx',
          'selected_coins',
          'aps_create_tx_internal',
        ],
      )
      const [aps] = await stage.of('coin_selection:aps_create_tx_internal')
      assert.equal(
        (await stage.of('coin_selection:attempting_aps_create_tx'))[0]?.wallet,
        'primary',
      )
      assert.equal(aps?.wallet, 'primary')
      assert.equal(aps?.apsUsed, true)
      assert.equal(aps?.success, true)
      assert.equal(aps?.feeSat, draft.getFee())
      assert.equal(aps?.changePosition, draft.changeIndex)
      const [, second] = await stage.of('coin_selection:selected_coins')
      assert.equal(second?.algorithm, 'value, grouped')
    },
  },
  {
    name: 'avoiding partial spends, not used: it would spend a coin more of the same address',
    node: { wallet: true },
    policies: { avoidPartialSpends: true },
    async run(stage) {
      const draft = await draftOfSharedAddress(stage)
      const [aps] = await stage.of('coin_selection:aps_create_tx_internal')
      const [first, second] = await stage.of('coin_selection:selected_coins')
      assert.equal(draft.inputs.length, 1)
      assert.equal(aps?.apsUsed, false)
      assert.equal(aps?.success, true)
      assert.equal(aps?.feeSat, draft.getFee() + (INPUT_SIZE * RATE) / 1000)
      assert.notEqual(aps?.changePosition, -1)
      assert.equal(first?.selectedSat, 5 * COIN)
      assert.equal(second?.selectedSat, 8 * COIN)
      const [normal] = await stage.of('coin_selection:normal_create_tx_internal')
      assert.equal(normal?.feeSat, draft.getFee())
    },
  },
  {
    name: 'avoiding partial spends, used at a higher price that the policy allows',
    node: { wallet: true },
    policies: { avoidPartialSpends: { maxFeeSat: 5_000 } },
    async run(stage) {
      const draft = await draftOfSharedAddress(stage)
      const [aps] = await stage.of('coin_selection:aps_create_tx_internal')
      assert.equal(draft.inputs.length, 2)
      assert.equal(aps?.apsUsed, true)
      assert.equal(aps?.feeSat, draft.getFee())
      assert.equal(aps?.changePosition, draft.changeIndex)
    },
  },
  {
    name: 'avoiding partial spends with several groups: as many as it takes, each whole',
    node: { wallet: true },
    policies: { avoidPartialSpends: true },
    async run(stage) {
      const shared = await stage.regtest.wallet.receiveAddress()
      await fundWallet(stage, [5 * COIN, COIN], shared)
      await fundWallet(stage, [4 * COIN, 2 * COIN])
      await stage.regtest.wallet.createTX({ outputs: [payment(stage, 7 * COIN)], rate: RATE })
      const [first, second] = await stage.of('coin_selection:selected_coins')
      assert.equal(first?.selectedSat, 9 * COIN)
      // The shared address (5 + 1) and the richest of the others.
      assert.equal(second?.selectedSat, 10 * COIN)
      await assert.rejects(
        stage.regtest.wallet.createTX({ outputs: [payment(stage, 100 * COIN)] }),
        /Not enough funds/,
      )
    },
  },
]

function payment(stage: Stage, value: number): { address: Address; value: number } {
  return { address: stage.spender.address, value }
}

/** Two coins of one address, of which one would do. */
async function draftOfSharedAddress(stage: Stage): Promise<WalletDraft> {
  const address = await stage.regtest.wallet.receiveAddress()
  await fundWallet(stage, [5 * COIN, 3 * COIN], address)
  return stage.regtest.wallet.createTX({ outputs: [payment(stage, COIN)], rate: RATE })
}

/** An address of the kind that change has: of the same size in an output. */
async function changeLike(stage: Stage): Promise<Address> {
  return (await stage.regtest.wallet.createReceive()).getAddress()
}

async function attempts(stage: Stage) {
  await stage.first('coin_selection:aps_create_tx_internal')
  return (await stage.events()).filter(({ tracepoint }) => tracepoint.startsWith('coin_selection:'))
}

/** Gives the wallet confirmed coins, each of an address of its own unless one is named. */
async function fundWallet(
  stage: Stage,
  amounts: readonly number[],
  address?: Address,
): Promise<void> {
  const { wallet } = stage.regtest
  const { unconfirmed } = await wallet.getBalance()
  let total = unconfirmed
  for (const amountSat of amounts) {
    const to = address ?? (await wallet.createReceive()).getAddress()
    const transaction = stage.spender.spend({
      coins: [stage.coin()],
      feeSat: 10_000,
      to,
      amountSat,
    })
    await stage.node.sendTX(transaction)
    total += amountSat
  }
  await stage.mine()
  await stage.regtest.walletSynced()
  await waitUntil('the wallet’s coins', async () => (await wallet.getBalance()).confirmed === total)
}
