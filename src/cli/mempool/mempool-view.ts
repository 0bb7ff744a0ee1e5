import type { Batch } from '../../client/index.js'
import {
  age,
  bar,
  count,
  feeRate,
  type LiveView,
  short,
  writeFooter,
  writeHeader,
} from '../live/index.js'
import { printable } from '../printable.js'
import { cutText, type Frame, type Key, Styles } from '../screen/index.js'
import type { Counter, Counts } from './counter.js'
import type { FeeRateBucket } from './fee-rates.js'
import { mempoolFigures } from './mempool-figures.js'
import { mempoolLine } from './mempool-line.js'
import type { MempoolEvent, MempoolModel } from './mempool-model.js'

export interface MempoolViewOptions {
  /** What is traced, for the header. */
  readonly source: string
  readonly monotonicZeroUnixUs: number
}

/** Columns of the table of counts at least and at most, and of the histogram beside it. */
const COUNTS_WIDTH = 66
const MAX_COUNTS_WIDTH = 90
const HISTOGRAM_WIDTH = 40
const SPACE_BETWEEN = 3

/** Columns from which on hashes are shown whole; else so many digits of them. */
const WIDTHS_FOR_HASHES: Readonly<Record<MempoolEvent['tracepoint'], number>> = {
  'mempool:added': 132,
  'mempool:removed': 150,
  'mempool:replaced': 240,
  'mempool:rejected': 132,
}
const SHORT_HASH_DIGITS = 12

const LOG_STYLES: Readonly<Record<MempoolEvent['tracepoint'], number>> = {
  'mempool:added': Styles.green,
  'mempool:removed': Styles.dim,
  'mempool:replaced': Styles.yellow,
  'mempool:rejected': Styles.red,
}

/** A line of the table of counts. */
interface CountsRow {
  readonly title: string
  readonly counts: Counts
  readonly style: number
}

/** Counts, fee rates, and a log of what enters and leaves the mempool. */
export class MempoolView implements LiveView {
  readonly #model: MempoolModel
  readonly #options: MempoolViewOptions

  constructor(model: MempoolModel, options: MempoolViewOptions) {
    this.#model = model
    this.#options = options
  }

  add(batch: Batch, print?: (line: string) => void): void {
    const zero = this.#options.monotonicZeroUnixUs
    this.#model.add(batch, print && (event => print(mempoolLine(event, zero))))
  }

  figures(nowUs: number): object {
    return mempoolFigures(this.#model, nowUs, this.#options.monotonicZeroUnixUs)
  }

  key(_key: Key): boolean {
    return false
  }

  paint(frame: Frame, nowUs: number, hasKeys: boolean): void {
    const top = writeHeader(frame, this.#header(nowUs), this.#model.losses)
    const bottom = writeFooter(frame, hasKeys ? 'q quit' : '')
    const rows = this.#countsRows(nowUs)
    const isWide = frame.columns >= COUNTS_WIDTH + SPACE_BETWEEN + HISTOGRAM_WIDTH
    // The log keeps its share of a small screen.
    const room = Math.max(1, Math.ceil((bottom - top) * (isWide ? 0.67 : 0.5)))
    const width = isWide
      ? Math.min(MAX_COUNTS_WIDTH, frame.columns - SPACE_BETWEEN - HISTOGRAM_WIDTH)
      : Math.min(COUNTS_WIDTH, frame.columns)
    let below = this.#paintCounts(frame, top, { room, width }, rows, nowUs)
    if (isWide) {
      const x = width + SPACE_BETWEEN
      below = Math.max(below, this.#paintRates(frame, x, top, room, nowUs))
    } else if (bottom - below >= 12) {
      below = this.#paintRates(frame, 0, below + 1, Math.floor((bottom - below) / 2), nowUs)
    }
    this.#paintLog(frame, below + (bottom - below > 3 ? 1 : 0), bottom)
  }

  #header(nowUs: number): { left: string; right: string } {
    const { addedFeeSat, addedVsize, content, losses } = this.#model
    const about = losses.any ? 'about ' : ''
    const holds =
      content === null
        ? ''
        : `holds ${about}${count(content.transactions)} ${content.transactions === 1 ? 'transaction' : 'transactions'}, ${short(content.vsize)} vB  `
    return {
      left: `nodetap mempool  ${this.#options.source}`,
      right: `${holds}for ${age(this.#model.seconds(nowUs) * 1e6)}  mean ${feeRate(addedFeeSat, addedVsize)} sat/vB`,
    }
  }

  #countsRows(nowUs: number): CountsRow[] {
    const { added, removed, removedBy, replaced, rejected, rejectedBy, replacements } = this.#model
    const row = (title: string, counter: Counter, style: number): CountsRow => ({
      title,
      counts: counter.counts(nowUs),
      style,
    })
    const kinds = (of: typeof removedBy): CountsRow[] =>
      [...of.entries()]
        .sort(([, a], [, b]) => b.total - a.total)
        .map(([kind, counter]) => row(`  ${kind}`, counter, Styles.plain))
    const by = replacements.count === 0 ? '' : ` by ${count(replacements.count)}`
    const less =
      replacements.lowerFeeRate === 0 ? '' : `, ${count(replacements.lowerFeeRate)} paid less`
    return [
      row('added', added, Styles.green),
      row('removed', removed, Styles.bold),
      ...kinds(removedBy),
      row(`replaced${by}${less}`, replaced, Styles.yellow),
      row('rejected', rejected, Styles.red),
      ...kinds(rejectedBy),
    ]
  }

  /** Returns the first row below. Reasons give way where there is no room. */
  #paintCounts(
    frame: Frame,
    top: number,
    { room, width }: { readonly room: number; readonly width: number },
    rows: readonly CountsRow[],
    nowUs: number,
  ): number {
    const seconds = this.#model.seconds(nowUs)
    const cells = (counts: Counts): [string, string][] => [
      [count(counts.oneMinute), rate(counts.oneMinute, Math.min(60, seconds))],
      [count(counts.tenMinutes), rate(counts.tenMinutes, Math.min(600, seconds))],
      [count(counts.total), rate(counts.total, seconds)],
    ]
    // Of a narrow screen the longest window and the rates go first.
    const windows = width >= 40 ? 3 : width >= 24 ? 2 : 1
    const hasRates = width >= COUNTS_WIDTH
    const cellWidth = hasRates ? 13 : 8
    const titleWidth = width - windows * cellWidth
    const titles = ['1 MIN', '10 MIN', 'TOTAL']
    const isShown = (i: number): boolean => i >= 3 - windows
    let y = top
    if (room > 4) {
      titles
        .filter((_, i) => isShown(i))
        .forEach((title, i) => {
          const text = hasRates ? `${title}    /s` : title
          right(frame, titleWidth + (i + 1) * cellWidth, y, text, Styles.bold)
        })
      y++
    }
    const main = rows.filter(({ title }) => !title.startsWith('  '))
    const shown = rows.length <= room - (y - top) ? rows : main
    for (const { title, counts, style } of shown.slice(0, Math.max(1, room - (y - top)))) {
      frame.write(0, y, cutText(printable(title), titleWidth - 1), style)
      cells(counts)
        .filter((_, i) => isShown(i))
        .forEach(([number, perSecond], i) => {
          const end = titleWidth + (i + 1) * cellWidth
          if (hasRates) right(frame, end, y, perSecond, Styles.dim)
          right(frame, hasRates ? end - 6 : end, y, number, Styles.plain)
        })
      y++
    }
    return y
  }

  /** Returns the first row below. */
  #paintRates(frame: Frame, x: number, top: number, room: number, nowUs: number): number {
    const width = Math.min(HISTOGRAM_WIDTH, frame.columns - x)
    const all = this.#model.feeRates.buckets(nowUs)
    const first = all.findIndex(({ counts }) => counts.total > 0)
    const last = all.findLastIndex(({ counts }) => counts.total > 0)
    if (room < 2) return top
    frame.write(x, top, 'ADDED sat/vB', Styles.bold)
    right(frame, x + 22, top, '10 MIN', Styles.bold)
    right(frame, x + 30, top, 'TOTAL', Styles.bold)
    if (first === -1) return top + 1
    const buckets = all.slice(first, last + 1).slice(0, room - 1)
    const max = Math.max(...buckets.map(({ counts }) => counts.total))
    buckets.forEach((bucket, i) => {
      const y = top + 1 + i
      right(frame, x + 13, y, rangeText(bucket), Styles.plain)
      right(frame, x + 22, y, count(bucket.counts.tenMinutes), Styles.plain)
      right(frame, x + 30, y, count(bucket.counts.total), Styles.plain)
      frame.write(x + 31, y, bar(bucket.counts.total, max, width - 31), Styles.cyan)
    })
    return top + 1 + buckets.length
  }

  #paintLog(frame: Frame, top: number, bottom: number): void {
    const { monotonicZeroUnixUs } = this.#options
    const events = this.#model.log.latest(bottom - top)
    if (events.length === 0 && bottom > top) {
      frame.write(0, top, 'Nothing has happened yet.', Styles.dim)
    }
    events.forEach((event, i) => {
      const isWide = frame.columns >= WIDTHS_FOR_HASHES[event.tracepoint]
      const line = mempoolLine(event, monotonicZeroUnixUs, isWide ? 64 : SHORT_HASH_DIGITS)
      frame.write(0, top + i, cutText(line, frame.columns), LOG_STYLES[event.tracepoint])
    })
  }
}

/** Writes a text so that it ends before column `end`. */
function right(frame: Frame, end: number, y: number, text: string, style: number): void {
  frame.write(Math.max(0, end - text.length), y, text, style)
}

function rate(events: number, seconds: number): string {
  return short(events / Math.max(1, seconds))
}

function rangeText({ from, to }: FeeRateBucket): string {
  if (from === null) return `under ${to}`
  return to === null ? `${from} and up` : `${from} to ${to}`
}
