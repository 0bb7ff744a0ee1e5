import { hashToHex } from '../../bitcoin/index.js'
import type { Counter } from './counter.js'
import type { MempoolModel } from './mempool-model.js'
import type { Replacement } from './replacement.js'

/** Replacements told in the figures. */
const SHOWN_REPLACEMENTS = 20

/** All figures of `nodetap mempool`, for JSON. Times are Unix seconds, fee rates sat/vB. */
export function mempoolFigures(
  model: MempoolModel,
  nowUs: number,
  monotonicZeroUnixUs: number,
): object {
  const byKind = (kinds: MempoolModel['removedBy']): object =>
    Object.fromEntries([...kinds.entries()].map(([kind, it]) => [kind, it.counts(nowUs)]))
  const counts = (counter: Counter): object => counter.counts(nowUs)
  const unixSeconds = (us: number): number => Number(((us + monotonicZeroUnixUs) / 1e6).toFixed(3))
  return {
    time: unixSeconds(nowUs),
    seconds: Number(model.seconds(nowUs).toFixed(3)),
    content: model.content,
    snapshot: model.snapshot,
    added: counts(model.added),
    removed: { ...counts(model.removed), reasons: byKind(model.removedBy) },
    replaced: counts(model.replaced),
    replacements: model.replacements,
    rejected: { ...counts(model.rejected), reasons: byKind(model.rejectedBy) },
    feeRates: model.feeRates
      .buckets(nowUs)
      .map(({ from, to, counts: { tenMinutes, total } }) => ({ from, to, tenMinutes, total })),
    lastReplacements: model.lastReplacements
      .latest(SHOWN_REPLACEMENTS)
      .map(it => replacementFigures(it, unixSeconds)),
    losses: model.losses.figures(),
  }
}

function replacementFigures(it: Replacement, unixSeconds: (us: number) => number): object {
  return {
    time: unixSeconds(it.timestampUs),
    [it.isTxid ? 'txid' : 'packageHash']: hashToHex(it.id),
    vsize: it.vsize,
    feeSat: it.feeSat,
    replaced: it.replaced,
    replacedVsize: it.replacedVsize,
    replacedFeeSat: it.replacedFeeSat,
  }
}
