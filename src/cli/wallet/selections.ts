import type { TraceEvent } from '../../client/index.js'
import { WalletLimits } from './limits.js'

type SelectedCoins = TraceEvent<'coin_selection:selected_coins'>

export type CoinSelectionEvent = TraceEvent<
  | 'coin_selection:selected_coins'
  | 'coin_selection:normal_create_tx_internal'
  | 'coin_selection:attempting_aps_create_tx'
  | 'coin_selection:aps_create_tx_internal'
>

/** A wallet's attempt to pay: the coins that it chose, and what came of it. */
export interface Selection {
  readonly timestampUs: number
  readonly wallet: string
  /** `aps`: the second attempt, which avoids partial spends. */
  readonly attempt: 'normal' | 'aps'
  /** Null: no coins were chosen. */
  readonly chosen: Pick<
    SelectedCoins,
    'algorithm' | 'targetSat' | 'selectedSat' | 'wasteSat'
  > | null
  /** Null: it was not told what came of it. */
  readonly created: {
    readonly success: boolean
    readonly feeSat: number
    /** -1: no change. */
    readonly changePosition: number
    /** Of a second attempt: whether it was taken instead of the first. */
    readonly apsUsed: boolean | null
  } | null
}

interface Pending {
  attempt: Selection['attempt']
  selected: SelectedCoins | null
}

/**
 * Joins the events of coin selection: a choice and the transaction made of it come one after
 * the other, wallet by wallet.
 */
export class Selections {
  readonly #wallets = new Map<string, Pending>()

  /** The selections that are complete with this event. */
  add(event: CoinSelectionEvent): Selection[] {
    const pending = this.#of(event.wallet)
    switch (event.tracepoint) {
      case 'coin_selection:selected_coins': {
        const before = untold(pending)
        pending.selected = event
        return before
      }
      case 'coin_selection:attempting_aps_create_tx': {
        const before = untold(pending)
        pending.attempt = 'aps'
        pending.selected = null
        return before
      }
      case 'coin_selection:normal_create_tx_internal':
      case 'coin_selection:aps_create_tx_internal': {
        const isAps = event.tracepoint === 'coin_selection:aps_create_tx_internal'
        const { success, feeSat, changePosition, wallet, timestampUs } = event
        const selection: Selection = {
          timestampUs,
          wallet,
          attempt: isAps ? 'aps' : 'normal',
          chosen: pending.selected,
          created: { success, feeSat, changePosition, apsUsed: isAps ? event.apsUsed : null },
        }
        this.#wallets.delete(wallet)
        return [selection]
      }
    }
  }

  /** Choices of which nothing more was heard. */
  finish(): Selection[] {
    const left = [...this.#wallets.values()].flatMap(untold)
    this.#wallets.clear()
    return left
  }

  #of(wallet: string): Pending {
    const known = this.#wallets.get(wallet)
    if (known !== undefined) return known
    if (this.#wallets.size >= WalletLimits.maxWallets) {
      const [oldest] = this.#wallets.keys()
      if (oldest !== undefined) this.#wallets.delete(oldest)
    }
    const made: Pending = { attempt: 'normal', selected: null }
    this.#wallets.set(wallet, made)
    return made
  }
}

function untold({ attempt, selected }: Pending): Selection[] {
  if (selected === null) return []
  const { timestampUs, wallet } = selected
  return [{ timestampUs, wallet, attempt, chosen: selected, created: null }]
}
