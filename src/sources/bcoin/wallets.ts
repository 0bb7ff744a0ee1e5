import type { InternedText, Tracing } from '../../publisher/index.js'
import type { BcoinNode, BcoinWallet, BcoinWalletPlugin } from './bcoin-types/index.js'
import { Patches } from './patches.js'

/** What hooks know of a wallet. */
export interface WalletLabel {
  readonly name: InternedText
  /** The wallet's own way to make a draft, which no hook surrounds. */
  readonly createUntraced: BcoinWallet['createTX']
}

/** `patches` are undone when the wallet is let go of. */
export type WalletHook = (wallet: BcoinWallet, label: WalletLabel, patches: Patches) => void

/** The wallets in the node's process, those included that are opened later. */
export class WalletRegistry {
  readonly #intern: Tracing['intern']
  readonly #hooks: WalletHook[] = []
  readonly #wallets = new Map<BcoinWallet, Patches>()

  constructor(intern: Tracing['intern']) {
    this.#intern = intern
  }

  /** Has `hook` called for every wallet that is opened. Before {@link start}. */
  onWallet(hook: WalletHook): void {
    this.#hooks.push(hook)
  }

  start(node: BcoinNode, patches: Patches): void {
    const plugin = node.plugins['walletdb']
    if (!isWalletPlugin(plugin)) return
    const { wdb } = plugin
    patches.method(wdb, 'register', register => wallet => {
      register.call(wdb, wallet)
      this.#add(wallet)
    })
    patches.method(wdb, 'unregister', unregister => wallet => {
      this.#forget(wallet)
      unregister.call(wdb, wallet)
    })
    patches.onUndo(() => {
      for (const wallet of [...this.#wallets.keys()]) this.#forget(wallet)
    })
    for (const wallet of wdb.wallets.values()) this.#add(wallet)
  }

  #add(wallet: BcoinWallet): void {
    const patches = new Patches()
    this.#wallets.set(wallet, patches)
    const label = {
      name: this.#intern(wallet.id),
      createUntraced: wallet.createTX.bind(wallet),
    }
    for (const hook of this.#hooks) hook(wallet, label, patches)
  }

  #forget(wallet: BcoinWallet): void {
    this.#wallets.get(wallet)?.undo()
    this.#wallets.delete(wallet)
  }
}

function isWalletPlugin(plugin: unknown): plugin is BcoinWalletPlugin {
  return typeof plugin === 'object' && plugin !== null && 'wdb' in plugin
}
