import { ErrorCodes, NodetapError } from '../../../errors/index.js'
import type { Attachment } from '../attachment.js'
import { type AvoidPartialSpendsOptions, avoidPartialSpends } from './avoid-partial-spends.js'
import { evictInbound } from './evict-inbound.js'
import { replaceByFee } from './replace-by-fee.js'
import { uncacheRejected } from './uncache-rejected.js'

/** What bcoin does not do and nodetap can add to it, each on its own. */
export interface BcoinPolicies {
  /** A full node gives up an inbound peer for a new one: `net:evicted_inbound_connection`. */
  readonly evictInbound?: boolean
  /** The mempool replaces transactions by the rules of BIP 125: `mempool:replaced`. */
  readonly replaceByFee?: boolean
  /** Coins that only a rejected transaction wanted are uncached: `utxocache:uncache`. */
  readonly uncacheRejected?: boolean
  /**
   * Wallets make a second draft that spends all coins of an address together, and take it if
   * that costs no more: `coin_selection:attempting_aps_create_tx` and
   * `coin_selection:aps_create_tx_internal`.
   */
  readonly avoidPartialSpends?: boolean | AvoidPartialSpendsOptions
}

/** The policies as they are named on a command line. */
export const policyNames = [
  'evict-inbound',
  'replace-by-fee',
  'uncache-rejected',
  'avoid-partial-spends',
] as const

/**
 * Policies by their names.
 *
 * @throws NodetapError `INVALID_ARGUMENT` for a name that is none
 */
export function policiesByName(names: readonly string[]): BcoinPolicies {
  const unknown = names.find(name => !policyNames.some(known => known === name))
  if (unknown !== undefined) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `There is no policy '${unknown}'. The policies are ${policyNames.join(', ')}.`,
    )
  }
  return {
    evictInbound: names.includes('evict-inbound'),
    replaceByFee: names.includes('replace-by-fee'),
    uncacheRejected: names.includes('uncache-rejected'),
    avoidPartialSpends: names.includes('avoid-partial-spends'),
  }
}

/** After the hooks of the tracepoints, around which some policies lie. */
export function applyPolicies(attachment: Attachment, policies: BcoinPolicies): void {
  if (policies.evictInbound) evictInbound(attachment)
  if (policies.replaceByFee) replaceByFee(attachment)
  if (policies.uncacheRejected) uncacheRejected(attachment)
  const aps = policies.avoidPartialSpends
  if (aps) avoidPartialSpends(attachment, aps === true ? {} : aps)
}
