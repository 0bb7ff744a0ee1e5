import type { Attachment } from './attachment.js'
import { Patches } from './patches.js'
import { wasteOf } from './waste.js'

/** `coin_selection:selected_coins` and `coin_selection:normal_create_tx_internal`. */
export function traceCoinSelection({ sites, wallets }: Attachment): void {
  const selected = sites['coin_selection:selected_coins']
  const created = sites['coin_selection:normal_create_tx_internal']

  wallets.onWallet((wallet, { name }, patches) => {
    patches.method(wallet, 'fund', fund => async (draft, options, force) => {
      if (!selected.enabled) return fund.call(wallet, draft, options, force)
      // A draft is funded once, here; after that it is as it was.
      const funding = new Patches()
      funding.method(draft, 'fund', fundDraft => async (coins, fundOptions) => {
        const selector = await fundDraft.call(draft, coins, fundOptions)
        const wasteSat = await wasteOf(draft, selector)
        let selectedSat = 0
        for (const coin of selector.chosen) selectedSat += coin.value
        selected.fire(name, selector.selection, selector.total(), wasteSat, selectedSat)
        return selector
      })
      try {
        return await fund.call(wallet, draft, options, force)
      } finally {
        funding.undo()
      }
    })

    patches.method(wallet, 'createTX', create => async (options, force) => {
      try {
        const draft = await create.call(wallet, options, force)
        if (created.enabled) created.fire(name, true, draft.getFee(), draft.changeIndex)
        return draft
      } catch (error) {
        if (created.enabled) created.fire(name, false, 0, -1)
        throw error
      }
    })
  })
}
