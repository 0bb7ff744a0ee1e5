import type { FactBody } from './facts.js'
import { ownText } from './own-text.js'
import { rejectReason } from './reject-reason.js'

const HASH = '([0-9a-f]{64})'
const addedTx = new RegExp(`^Enqueuing TransactionAddedToMempool: txid=${HASH} wtxid=`)
const removedTx = new RegExp(
  `^Enqueuing TransactionRemovedFromMempool: txid=${HASH} wtxid=[0-9a-f]{64} reason=([a-z]{1,40})$`,
)
const swept =
  /^Enqueuing MempoolTransactionsRemovedForBlock: block height=(\d{1,9}) txs removed=(\d{1,9})$/
const replacing = new RegExp(
  `^replacing mempool tx ${HASH} \\(wtxid=[0-9a-f]{64}, fees=(\\d{1,16}), vsize=(\\d{1,9})\\)\\. New ` +
    `(?:tx ${HASH} \\(wtxid=[0-9a-f]{64}|package ${HASH} with \\d+ txs), fees=(-?\\d{1,16}), vsize=(\\d{1,9})\\)?$`,
)
const rejected = new RegExp(
  `^${HASH} \\(wtxid=[0-9a-f]{64}\\) from peer=\\d{1,15} was not accepted: (.+)$`,
)
const eachHash = /\b[0-9a-f]{64}\b/g

/** Lines about the mempool, of categories validation, mempool, mempoolrej and txpackages. */
export function mempoolLine(first: string, text: string): FactBody | undefined {
  switch (first) {
    case 'E': {
      const add = addedTx.exec(text)
      if (add !== null) return { fact: 'tx-added', txid: ownText(add[1]) }
      const removal = removedTx.exec(text)
      if (removal !== null) {
        return { fact: 'tx-removed', txid: ownText(removal[1]), reason: ownText(removal[2]) }
      }
      const sweep = swept.exec(text)
      if (sweep === null) return undefined
      return { fact: 'block-swept', height: Number(sweep[1]), removed: Number(sweep[2]) }
    }
    case 'r': {
      const match = replacing.exec(text)
      if (match === null) return undefined
      return {
        fact: 'tx-replaced',
        txid: ownText(match[1]),
        feeSat: Number(match[2]),
        vsize: Number(match[3]),
        replacementId: ownText(match[4] ?? match[5]),
        replacementFeeSat: Number(match[6]),
        replacementVsize: Number(match[7]),
        replacementIsTxid: match[4] !== undefined,
      }
    }
    case 'p': {
      if (!text.startsWith('package evaluation for ')) return undefined
      return { fact: 'package-judged', txids: (text.match(eachHash) ?? []).map(ownText) }
    }
    default: {
      const match = rejected.exec(text)
      if (match === null) return undefined
      return {
        fact: 'tx-rejected',
        txid: ownText(match[1]),
        reason: ownText(rejectReason(match[2] ?? '')),
      }
    }
  }
}
