import { hashToHex } from '../../bitcoin/index.js'
import type { Batch, TraceEvent } from '../../client/index.js'
import {
  Buckets,
  bar,
  count,
  duration,
  type Line,
  type LineReport,
  LossTally,
  oneTwoFive,
  type Styler,
  short,
} from '../live/index.js'
import { LatencyHistogram } from '../stats/latency-histogram.js'
import { clockTime } from '../wall-clock.js'
import { BlockFigures } from './block-figures.js'

export interface BlocksReportOptions {
  /** Blocks that take longer are told one by one, in milliseconds. */
  readonly slowMs: number
  readonly monotonicZeroUnixUs: number
  /** When the stream began; null: with its first block. */
  readonly startedUs: number | null
  readonly style: Styler
}

type BlockEvent = TraceEvent<'validation:block_connected'>

/** Bounds of the histogram in microseconds: 100 µs to 10 s. */
const BOUNDS_US = oneTwoFive(2, 7)

const BAR_COLUMNS = 40

/** Tells of blocks connected: a line for each second with some, the slow ones, totals. */
export class BlocksReport implements LineReport {
  readonly #options: BlocksReportOptions
  readonly #losses = new LossTally()
  readonly #total = new BlockFigures()
  readonly #durations = new LatencyHistogram()
  readonly #buckets = new Buckets(BOUNDS_US)
  #slowest: BlockEvent | null = null
  #slow = 0
  #startedUs: number | null
  /** The second, of Unix time, that is not over. */
  #second = { at: Number.NEGATIVE_INFINITY, figures: new BlockFigures() }

  constructor(options: BlocksReportOptions) {
    this.#options = options
    this.#startedUs = options.startedUs
  }

  begin(): Line[] {
    return [{ text: this.#options.style('bold', HEADER), json: null }]
  }

  add(batch: Batch): Line[] {
    this.#losses.add(batch)
    const lines: Line[] = []
    for (const event of batch.events('validation:block_connected')) {
      lines.push(...this.advance(event.timestampUs))
      this.#startedUs ??= event.timestampUs
      this.#second.at = Math.floor(this.#unixSeconds(event.timestampUs))
      this.#second.figures.add(event)
      this.#total.add(event)
      this.#durations.add(event.durationNs / 1000)
      this.#buckets.add(event.durationNs / 1000)
      if (event.durationNs > (this.#slowest?.durationNs ?? -1)) {
        this.#slowest = { ...event, hash: event.hash.slice() }
      }
      if (event.durationNs > this.#options.slowMs * 1e6) {
        this.#slow++
        lines.push(this.#slowLine(event))
      }
    }
    return lines
  }

  advance(nowUs: number): Line[] {
    const { at, figures } = this.#second
    if (figures.blocks === 0 || this.#unixSeconds(nowUs) < at + 1) return []
    this.#second = { at: Number.NEGATIVE_INFINITY, figures: new BlockFigures() }
    const { blocks, transactions, inputs, sigopsCost, durationNs, height } = figures
    const time = clockTime(at * 1e6, 0).slice(0, 8)
    const cells = [count(blocks), count(transactions), count(inputs), count(sigopsCost)]
    const text = `${time}${cells.map(it => it.padStart(14)).join('')}${duration(durationNs / 1000).padStart(12)}${count(height).padStart(10)}`
    return [{ text, json: { time: at, seconds: 1, ...figures } }]
  }

  finish(nowUs: number): Line[] {
    return [...this.advance(Number.POSITIVE_INFINITY), ...this.#totals(nowUs)]
  }

  #slowLine(event: BlockEvent): Line {
    const { height, durationNs, transactions, inputs, sigopsCost } = event
    const hash = hashToHex(event.hash)
    const time = clockTime(event.timestampUs, this.#options.monotonicZeroUnixUs)
    const what = `${count(transactions)} transactions, ${count(inputs)} inputs, sigops cost ${count(sigopsCost)}`
    const text = `${time} slow: block ${height} took ${duration(durationNs / 1000)} for ${what}  ${hash}`
    return {
      text: this.#options.style('yellow', text),
      json: { slow: { ...event, hash, time: this.#unixSeconds(event.timestampUs) } },
    }
  }

  #totals(nowUs: number): Line[] {
    const total = this.#total
    const seconds = this.#startedUs === null ? 0 : Math.max(0, (nowUs - this.#startedUs) / 1e6)
    const histogram = this.#buckets.counts.map((blocks, i) => ({
      fromUs: this.#buckets.bounds[i - 1] ?? 0,
      toUs: this.#buckets.bounds[i] ?? null,
      blocks,
    }))
    const us = {
      mean: Math.round(this.#durations.meanUs),
      p50: Math.round(this.#durations.percentileUs(0.5)),
      p90: Math.round(this.#durations.percentileUs(0.9)),
      p99: Math.round(this.#durations.percentileUs(0.99)),
      max: Math.round(this.#durations.maxUs),
    }
    const json = {
      total: {
        seconds: Number(seconds.toFixed(3)),
        ...total,
        slow: this.#slow,
        durationUs: us,
        histogram,
        losses: this.#losses.figures(),
      },
    }
    return this.#totalLines(seconds, us, histogram).map((text, i) => ({
      text,
      json: i === 0 ? json : null,
    }))
  }

  #totalLines(
    seconds: number,
    us: { readonly mean: number; readonly p50: number; readonly p90: number; readonly p99: number },
    histogram: readonly { fromUs: number; toUs: number | null; blocks: number }[],
  ): string[] {
    const { blocks, transactions, inputs, sigopsCost, durationNs } = this.#total
    const { slowMs, style } = this.#options
    const rate = (value: number, what: string): string =>
      `${count(value)} ${what} (${short(value / Math.max(seconds, 1))}/s)`
    const lost = this.#losses.any ? `, ${this.#losses.describe()}` : ', 0 lost'
    const lines = [
      style(
        'bold',
        `In ${duration(seconds * 1e6)}: ${rate(blocks, 'blocks')}, ${rate(transactions, 'transactions')}, ${rate(inputs, 'inputs')}, sigops cost ${count(sigopsCost)}${lost}`,
      ),
    ]
    const slowest = this.#slowest
    if (slowest === null) return lines
    const { mean, p50, p90, p99 } = us
    lines.push(
      `Connecting took ${duration(durationNs / 1000)} in all: mean ${duration(mean)}, half within ${duration(p50)}, 90 % ${duration(p90)}, 99 % ${duration(p99)}; ${count(this.#slow)} over ${slowMs} ms`,
      `Slowest: block ${slowest.height}, ${duration(slowest.durationNs / 1000)}  ${hashToHex(slowest.hash)}`,
      ...histogramLines(histogram),
    )
    return lines
  }

  #unixSeconds(us: number): number {
    return (us + this.#options.monotonicZeroUnixUs) / 1e6
  }
}

const HEADER = `time    ${['blocks', 'transactions', 'inputs', 'sigops cost'].map(it => it.padStart(14)).join('')}${'took'.padStart(12)}${'height'.padStart(10)}`

function histogramLines(
  histogram: readonly { fromUs: number; toUs: number | null; blocks: number }[],
): string[] {
  const first = histogram.findIndex(it => it.blocks > 0)
  const last = histogram.findLastIndex(it => it.blocks > 0)
  const shown = histogram.slice(first, last + 1)
  const max = Math.max(...shown.map(it => it.blocks))
  return shown.map(({ fromUs, toUs, blocks }) => {
    const from = fromUs === 0 ? 'under' : toUs === null ? 'from' : `${bound(fromUs)} to`
    const to = toUs === null ? bound(fromUs) : bound(toUs)
    return `${`${from} ${to}`.padStart(18)} ${count(blocks).padStart(10)} ${bar(blocks, max, BAR_COLUMNS)}`.trimEnd()
  })
}

/** A bound, which is a round number: 200 µs, 5 ms, 2 s. */
function bound(us: number): string {
  return us < 1000 ? `${us} µs` : us < 1e6 ? `${us / 1000} ms` : `${us / 1e6} s`
}
