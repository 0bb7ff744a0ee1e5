import type { Attachment } from '../attachment.js'
import type {
  BcoinMempool,
  BcoinMempoolEntry,
  BcoinTransaction,
  BcoinVerifyError,
} from '../bcoin-types/index.js'

/** BIP 125, rule 5: what a replacement may remove, descendants included. */
const MAX_REPLACED = 100

/** The highest sequence number that signals replaceability (BIP 125). */
const MAX_REPLACEABLE_SEQUENCE = 0xfffffffd

/**
 * **An addition to bcoin**, whose mempool refuses every transaction that spends what another
 * spends already. With this policy it replaces those that signal it, by the rules of
 * BIP 125, and takes transactions that signal it on every network. Fires `mempool:replaced` for
 * all that go, before any of them is removed; the replacement is added after that.
 */
export function replaceByFee({ node, sites, patches, removal }: Attachment): void {
  const { mempool } = node
  const replaced = sites['mempool:replaced']

  patches.value(mempool.options, 'replaceByFee', true)
  // The one place where bcoin refuses a conflict; `verify` decides about it, knowing the fee.
  patches.method(
    mempool,
    'isDoubleSpend',
    isDoubleSpend => transaction => !patches.active && isDoubleSpend.call(mempool, transaction),
  )
  patches.method(mempool, 'verify', verify => async (entry, view) => {
    const conflicts = directConflicts(mempool, entry.tx)
    if (conflicts.length > 0) checkRules(mempool, entry, conflicts)
    await verify.call(mempool, entry, view)
  })
  patches.method(mempool, 'addEntry', add => (entry, view) => {
    const going = withDescendants(mempool, directConflicts(mempool, entry.tx))
    if (replaced.enabled) {
      for (const old of going) {
        replaced.fire(
          old.tx.hash(),
          old.size,
          old.fee,
          old.time,
          entry.tx.hash(),
          entry.size,
          entry.deltaFee,
          true,
        )
      }
    }
    removal.during('replaced', () => {
      // Evicting one takes its descendants along.
      for (const old of going) if (isIn(mempool, old)) mempool.evictEntry(old)
    })
    return add.call(mempool, entry, view)
  })
}

function directConflicts(mempool: BcoinMempool, { inputs }: BcoinTransaction): BcoinMempoolEntry[] {
  const conflicts = new Set<BcoinMempoolEntry>()
  for (const { prevout } of inputs) {
    const spender = mempool.getSpent(prevout.hash, prevout.index)
    if (spender) conflicts.add(spender)
  }
  return [...conflicts]
}

function withDescendants(
  mempool: BcoinMempool,
  entries: readonly BcoinMempoolEntry[],
): Set<BcoinMempoolEntry> {
  const all = new Set(entries)
  for (const entry of entries) {
    for (const descendant of mempool.getDescendants(entry)) all.add(descendant)
  }
  return all
}

function isIn(mempool: BcoinMempool, { tx }: BcoinMempoolEntry): boolean {
  const prevout = tx.inputs[0]?.prevout
  return prevout !== undefined && mempool.getSpent(prevout.hash, prevout.index)?.tx === tx
}

function checkRules(
  mempool: BcoinMempool,
  entry: BcoinMempoolEntry,
  conflicts: readonly BcoinMempoolEntry[],
): void {
  // Rule 1: the transactions to be replaced signal it, or unconfirmed ancestors of theirs do.
  for (const conflict of conflicts) {
    if (![conflict, ...mempool.getAncestors(conflict)].some(({ tx }) => signals(tx))) {
      // What bcoin says without this policy.
      throw refusal(entry, 'duplicate', 'bad-txns-inputs-spent')
    }
  }

  const going = withDescendants(mempool, conflicts)
  // Rule 5.
  if (going.size > MAX_REPLACED)
    throw refusal(entry, 'nonstandard', 'too many potential replacements')

  // Rule 2: no unconfirmed input but such as the conflicts have; least of all one that goes.
  const conflictParents = new Set(
    conflicts.flatMap(({ tx }) => tx.inputs.map(({ prevout }) => mempool.getEntry(prevout.hash))),
  )
  for (const { prevout } of entry.tx.inputs) {
    const parent = mempool.getEntry(prevout.hash)
    if (!parent) continue
    if (going.has(parent)) throw refusal(entry, 'invalid', 'bad-txns-spends-conflicting-tx')
    if (!conflictParents.has(parent)) {
      throw refusal(entry, 'nonstandard', 'replacement-adds-unconfirmed')
    }
  }

  // As in Bitcoin Core: a higher fee rate than each direct conflict.
  for (const conflict of conflicts) {
    if (entry.deltaFee * conflict.size <= conflict.deltaFee * entry.size) {
      throw refusal(entry, 'insufficientfee', 'insufficient fee')
    }
  }
  // Rules 3 and 4: at least their fees together, and the relay fee for its own size on top.
  let fees = 0
  for (const old of going) fees += old.deltaFee
  const relayFee = Math.ceil((entry.size * mempool.options.minRelay) / 1000)
  if (entry.deltaFee < fees + relayFee) throw refusal(entry, 'insufficientfee', 'insufficient fee')
}

function signals(transaction: BcoinTransaction): boolean {
  return transaction.inputs.some(({ sequence }) => sequence <= MAX_REPLACEABLE_SEQUENCE)
}

/** What bcoin's callers take for its VerifyError, whose class is not imported. */
function refusal({ tx }: BcoinMempoolEntry, code: string, reason: string): BcoinVerifyError {
  const bytes = tx.hash()
  const hex = Buffer.from(bytes).toString('hex')
  const inHex = typeof tx.inputs[0]?.prevout.hash === 'string'
  return Object.assign(new Error(`Verification failure: ${reason} (code=${code} score=0)`), {
    type: 'VerifyError',
    code,
    reason,
    score: 0,
    hash: inHex ? hex : bytes,
    malleated: false,
  } as const)
}
