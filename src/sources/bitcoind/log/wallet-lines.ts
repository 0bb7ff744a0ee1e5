import type { FactBody } from './facts.js'
import { ownText } from './own-text.js'
import { rejectReason } from './reject-reason.js'

const selected = /^Coin Selection: Algorithm:([\w-]{1,40}), Waste Metric Score:(-?\d{1,16})$/
const fee = /^Fee Calculation: Fee:(-?\d{1,16}) /
const chosen = /^Fee non-grouped = -?\d{1,16}, grouped = -?\d{1,16}, using (grouped|non-grouped)$/

const committed = /^AddToWallet ([0-9a-f]{64}) +new(?:, )?update Inactive/
const submitted = /^Submitting wtx ([0-9a-f]{64}) /
const refused = /^CommitTransaction\(\): Transaction cannot be broadcast immediately, (.+)$/

/** Core's name in the log for the wallet whose name is empty. */
const DEFAULT_WALLET = 'default wallet'

/**
 * Lines of a wallet; they have no category of their own.
 *
 * @param token what stands in brackets before the text: the wallet's name
 */
export function walletLine(
  first: string,
  text: string,
  token: string | undefined,
): FactBody | undefined {
  if (token === undefined) return undefined
  const wallet = token === DEFAULT_WALLET ? '' : decodeText(ownText(token))
  if (first === 'C') {
    const match = selected.exec(text)
    if (match !== null) {
      return {
        fact: 'coins-selected',
        wallet,
        algorithm: ownText(match[1]),
        wasteSat: Number(match[2]),
      }
    }
    const refusal = refused.exec(text)
    if (refusal === null) return undefined
    return { fact: 'wallet-refused', wallet, reason: ownText(rejectReason(refusal[1] ?? '')) }
  }
  if (first === 'S') {
    const match = submitted.exec(text)
    return match === null
      ? undefined
      : { fact: 'wallet-submitted', wallet, txid: ownText(match[1]) }
  }
  if (first === 'A') {
    const match = committed.exec(text)
    return match === null
      ? undefined
      : { fact: 'wallet-committed', wallet, txid: ownText(match[1]) }
  }
  const calculated = fee.exec(text)
  if (calculated !== null) return { fact: 'fee-calculated', wallet, feeSat: Number(calculated[1]) }
  const match = chosen.exec(text)
  if (match === null) return undefined
  return { fact: 'grouping-chosen', wallet, grouped: match[1] === 'grouped' }
}

/** Lines come one character a byte; a name that people chose is UTF-8. */
function decodeText(text: string): string {
  return /[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text
}
