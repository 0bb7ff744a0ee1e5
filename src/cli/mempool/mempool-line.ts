import { hashToHex } from '../../bitcoin/index.js'
import { age, count, feeRate } from '../live/index.js'
import { printable } from '../printable.js'
import { clockTime } from '../wall-clock.js'
import type { MempoolEvent } from './mempool-model.js'

/** Digits of a whole hash. */
const HASH_DIGITS = 64

/**
 * An event of the mempool as a line, with hashes of so many digits; amounts come first, so that
 * they are seen where the line is cut.
 */
export function mempoolLine(
  event: MempoolEvent,
  monotonicZeroUnixUs: number,
  hashDigits = HASH_DIGITS,
): string {
  const hash = (bytes: Uint8Array): string => {
    const hex = hashToHex(bytes)
    return hashDigits < HASH_DIGITS ? `${hex.slice(0, hashDigits)}…` : hex
  }
  const time = clockTime(event.timestampUs, monotonicZeroUnixUs)
  return `${hashDigits < HASH_DIGITS ? time.slice(0, 8) : time} ${what(event, monotonicZeroUnixUs, hash)}`
}

function what(
  event: MempoolEvent,
  monotonicZeroUnixUs: number,
  hash: (bytes: Uint8Array) => string,
): string {
  switch (event.tracepoint) {
    case 'mempool:added':
      return `added    ${amounts(event.feeSat, event.vsize)} ${hash(event.txid)}`
    case 'mempool:removed': {
      const inside = event.timestampUs + monotonicZeroUnixUs - event.enteredAt * 1e6
      return `removed  ${amounts(event.feeSat, event.vsize)} ${hash(event.txid)} ${printable(event.reason)}, after ${age(inside)}`
    }
    case 'mempool:rejected':
      return `rejected ${hash(event.txid)} ${printable(event.reason) || '(no reason)'}`
    case 'mempool:replaced': {
      const kind = event.replacementIsTxid ? '' : 'package '
      const by = `${feeRate(event.replacementFeeSat, event.replacementVsize)} sat/vB, ${count(event.replacementFeeSat)} sat`
      const replaced = `${hash(event.replacedTxid)} (${count(event.replacedVsize)} vB)`
      const isLower =
        event.replacementFeeSat * event.replacedVsize <
        event.replacedFeeSat * event.replacementVsize
      const replacement = `${kind}${hash(event.replacementId)} (${count(event.replacementVsize)} vB)`
      return `replaced ${feeAndRate(event.replacedFeeSat, event.replacedVsize)} by ${by}: ${replaced} by ${replacement}${isLower ? ', a lower fee rate' : ''}`
    }
  }
}

function amounts(feeSat: number, vsize: number): string {
  return `${feeAndRate(feeSat, vsize)} ${count(vsize).padStart(6)} vB`
}

function feeAndRate(feeSat: number, vsize: number): string {
  return `${feeRate(feeSat, vsize).padStart(8)} sat/vB ${count(feeSat).padStart(8)} sat`
}
