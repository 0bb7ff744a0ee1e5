import type { Attachment } from '../attachment.js'
import type {
  BcoinCoin,
  BcoinCoinSelector,
  BcoinCreateOptions,
  BcoinDraft,
  BcoinFundOptions,
  BcoinWallet,
} from '../bcoin-types/index.js'
import { Patches } from '../patches.js'

/** What grouping the coins of an address may cost. */
export interface AvoidPartialSpendsOptions {
  /** How much more the grouped draft may cost, in satoshis: Bitcoin Core's `-maxapsfee`. 0. */
  readonly maxFeeSat?: number
}

/** Coins of one address that are spent together at most, as in Bitcoin Core: sizes stay bounded. */
const MAX_GROUP = 100

/** Blocks until a coinbase's coins can be spent. */
const COINBASE_MATURITY = 100

/**
 * **An addition to bcoin**, whose wallets spend coin by coin. With this policy a wallet that has
 * made a draft makes a second one that spends all coins of an address together (who receives
 * to one address again does not show it in several transactions), and uses it if its fee is
 * no higher than `maxFeeSat` allows. Fires `coin_selection:attempting_aps_create_tx` before
 * the second draft, and `coin_selection:aps_create_tx_internal` after it.
 */
export function avoidPartialSpends(
  { sites, wallets, patches: all }: Attachment,
  { maxFeeSat = 0 }: AvoidPartialSpendsOptions,
): void {
  const attempting = sites['coin_selection:attempting_aps_create_tx']
  const created = sites['coin_selection:aps_create_tx_internal']

  wallets.onWallet((wallet, { name, createUntraced }, patches) => {
    const second = new WeakSet<BcoinCreateOptions>()
    fundSecondInGroups(wallet, second, patches)

    patches.method(wallet, 'createTX', create => async (options, force) => {
      const normal = await create.call(wallet, options, force)
      if (!all.active) return normal
      if (attempting.enabled) attempting.fire(name)
      const secondOptions = { ...options }
      second.add(secondOptions)
      // No second draft is no failure: there is the first.
      const grouped = await createUntraced(secondOptions, force).catch(() => null)
      const fee = grouped?.getFee() ?? 0
      const used = grouped !== null && fee <= normal.getFee() + maxFeeSat
      if (created.enabled) {
        created.fire(name, used, grouped !== null, fee, grouped?.changeIndex ?? -1)
      }
      return used ? grouped : normal
    })
  })
}

function fundSecondInGroups(
  wallet: BcoinWallet,
  second: WeakSet<BcoinCreateOptions>,
  patches: Patches,
): void {
  patches.method(wallet, 'fund', fund => async (draft, options, force) => {
    if (!second.has(options)) return fund.call(wallet, draft, options, force)
    const funding = new Patches()
    funding.method(
      draft,
      'fund',
      fundDraft => (coins, fundOptions) =>
        fundInGroups(draft, coins, fundOptions, fundDraft.bind(draft)),
    )
    try {
      return await fund.call(wallet, draft, options, force)
    } finally {
      funding.undo()
    }
  })
}

/**
 * Offers bcoin the richest groups of coins, one more each time, and has it take all of them,
 * until they suffice.
 */
async function fundInGroups(
  draft: BcoinDraft,
  coins: readonly BcoinCoin[],
  options: BcoinFundOptions,
  fund: BcoinDraft['fund'],
): Promise<BcoinCoinSelector> {
  let wanted = 0
  for (const { value } of draft.outputs) wanted += value
  const offered: BcoinCoin[] = []
  let worth = 0
  let refusal: unknown = null
  for (const group of groupsOf(coins, options.height ?? -1)) {
    offered.push(...group.coins)
    worth += group.worth
    if (worth < wanted) continue
    try {
      const selector = await fund(offered, { ...options, selection: 'all' })
      selector.selection = `${options.selection ?? 'value'}, grouped`
      return selector
    } catch (error) {
      if (!isFundingError(error)) throw error
      refusal = error
    }
  }
  if (refusal !== null) throw refusal
  // Too little in all: bcoin says so in its own words.
  return fund(offered, options)
}

interface CoinGroup {
  readonly coins: BcoinCoin[]
  worth: number
}

/** The coins that can be spent, grouped by their script, the richest group first. */
function groupsOf(coins: readonly BcoinCoin[], height: number): CoinGroup[] {
  const groups: CoinGroup[] = []
  const open = new Map<string, CoinGroup>()
  for (const coin of coins) {
    if (isImmature(coin, height)) continue
    const script = Buffer.from(coin.script.toRaw()).toString('hex')
    let group = open.get(script)
    if (!group || group.coins.length === MAX_GROUP) {
      group = { coins: [], worth: 0 }
      groups.push(group)
      open.set(script, group)
    }
    group.coins.push(coin)
    group.worth += coin.value
  }
  return groups.sort((a, b) => b.worth - a.worth)
}

function isImmature(coin: BcoinCoin, height: number): boolean {
  if (!coin.coinbase || height === -1) return false
  return coin.height === -1 || height + 1 < coin.height + COINBASE_MATURITY
}

function isFundingError(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'FundingError'
}
