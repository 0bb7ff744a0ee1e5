import type { BenchStep, FactBody, FlushStarted } from './facts.js'
import { ownText } from './own-text.js'

const HASH = '([0-9a-f]{64})'
const MS = String.raw`(\d{1,12}\.\d\d)ms`
const bench = new RegExp(
  `^ {2,6}- (Sanity checks|Fork checks|Connect \\d+ transactions|Verify \\d+ txins|Write undo data|Index writing|Connect total|Writing chainstate): ${MS}`,
)
const takenBack = new RegExp(`^- Disconnect block: ${MS}$`)
const checked = new RegExp(`^BlockChecked: block hash=${HASH} state=(Valid$)?`)
const tip = new RegExp(`^UpdateTip: new best=${HASH} height=(\\d{1,9}) `)
const template = /^CreateNewBlock\(\): block weight: (\d{1,9}) txs: \d/
const writing =
  /^Writing chainstate to disk: flush mode=(NONE|IF_NEEDED|PERIODIC|FORCE_FLUSH|FORCE_SYNC|ALWAYS), prune=([01])/
const batch = /^BatchWrite: write coins cache to disk \(\d+ out of (\d{1,12}) cached coins\) (.*)$/
const flush =
  /^FlushStateToDisk: write coins cache to disk \((\d{1,12}) coins, (\d{1,12}(?:\.\d\d)?)(KiB|kB)\) (.*)$/
const BLOCKS_FIRST = 'FlushStateToDisk: write block and undo data to disk started'
const completed = new RegExp(`^completed \\(${MS}\\)$`)

const steps: Readonly<Record<string, BenchStep>> = {
  S: 'sanity',
  F: 'forks',
  V: 'verify',
  I: 'index',
}

const modes: Readonly<Record<string, FlushStarted['mode']>> = {
  NONE: 'none',
  IF_NEEDED: 'ifNeeded',
  PERIODIC: 'periodic',
  FORCE_FLUSH: 'forceFlush',
  FORCE_SYNC: 'forceSync',
  ALWAYS: 'forceFlush',
}

/** Lines about blocks and the database of coins, of categories validation, bench and coindb. */
export function chainLine(first: string, text: string): FactBody | undefined {
  switch (first) {
    case ' ': {
      const match = bench.exec(text)
      if (match === null) return undefined
      const name = match[1] ?? ''
      const count = Number(/\d+/.exec(name)?.[0] ?? 0)
      return { fact: 'bench', step: stepOf(name), ms: Number(match[2]), count }
    }
    case 'C': {
      const match = template.exec(text)
      return match === null ? undefined : { fact: 'template', weight: Number(match[1]) }
    }
    case '-': {
      const match = takenBack.exec(text)
      return match === null ? undefined : { fact: 'block-taken-back', ms: Number(match[1]) }
    }
    case 'B': {
      if (text.startsWith('BatchWrite: ')) {
        const match = batch.exec(text)
        return match === null ? undefined : written(match[1], undefined, false, match[2])
      }
      const match = checked.exec(text)
      if (match === null) return undefined
      return { fact: 'block-checked', hash: ownText(match[1]), valid: match[2] !== undefined }
    }
    case 'U': {
      const match = tip.exec(text)
      if (match === null) return undefined
      return { fact: 'tip', hash: ownText(match[1]), height: Number(match[2]) }
    }
    case 'W': {
      const match = writing.exec(text)
      if (match === null) return undefined
      const mode = modes[ownText(match[1])]
      return mode === undefined
        ? undefined
        : { fact: 'flush-started', mode, forPrune: match[2] === '1' }
    }
    case 'F': {
      if (text === BLOCKS_FIRST) return { fact: 'flush-began' }
      const match = flush.exec(text)
      if (match === null) return undefined
      // As 28 tells it.
      const inKilobytes = match[3] === 'kB'
      const memoryBytes = Number(match[2]) * (inKilobytes ? 1000 : 1024)
      return written(match[1], memoryBytes, inKilobytes, match[4])
    }
    default:
      return undefined
  }
}

function stepOf(name: string): BenchStep {
  if (name === 'Connect total') return 'total'
  if (name.startsWith('Connect ')) return 'connect'
  if (name === 'Write undo data') return 'undo'
  if (name === 'Writing chainstate') return 'chainstate'
  return steps[name[0] ?? ''] ?? 'index'
}

function written(
  coins: string | undefined,
  memoryBytes: number | undefined,
  bySteadyClock: boolean,
  state: string | undefined,
): FactBody | undefined {
  const done = completed.test(state ?? '')
  if (!done && state !== 'started') return undefined
  return { fact: 'flush-written', coins: Number(coins), memoryBytes, bySteadyClock, done }
}
