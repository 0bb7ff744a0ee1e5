import type { Batch, TraceEvent } from '../../client/index.js'
import {
  bytes,
  count,
  duration,
  type Line,
  type LineReport,
  LossTally,
  oldestTimestampUs,
  type Styler,
  short,
} from '../live/index.js'
import { clockTime } from '../wall-clock.js'
import { COIN_KINDS, CoinFigures, type CoinKind } from './coin-figures.js'

export interface CoinsReportOptions {
  readonly monotonicZeroUnixUs: number
  /** When the stream began; null: with its first event. */
  readonly startedUs: number | null
  readonly style: Styler
}

type FlushEvent = TraceEvent<'utxocache:flush'>

/** Flushes of a second that have a line each; a node that flushes at each block has hundreds. */
const FLUSHES_A_SECOND = 5

const TRACEPOINTS = {
  added: 'utxocache:add',
  spent: 'utxocache:spent',
  uncached: 'utxocache:uncache',
} as const satisfies Record<CoinKind, string>

/** Tells of coins: a line for each second and cache with some, each flush, totals. */
export class CoinsReport implements LineReport {
  readonly #options: CoinsReportOptions
  readonly #losses = new LossTally()
  readonly #total = new CoinFigures()
  readonly #flushes = { count: 0, durationUs: 0, maxDurationUs: 0 }
  /** The seconds, of Unix time, that are not over; as many as a batch spans. */
  readonly #seconds = new Map<number, CoinFigures>()
  /** Flushes of the current second; those beyond the first few are told together. */
  #second = { at: Number.NEGATIVE_INFINITY, flushes: 0, untoldFlushes: 0, untoldUs: 0 }
  #startedUs: number | null

  constructor(options: CoinsReportOptions) {
    this.#options = options
    this.#startedUs = options.startedUs
  }

  begin(): Line[] {
    return [{ text: this.#options.style('bold', HEADER), json: null }]
  }

  add(batch: Batch): Line[] {
    this.#losses.add(batch)
    this.#startedUs ??= oldestTimestampUs(batch)
    let newest = Number.NEGATIVE_INFINITY
    for (const kind of COIN_KINDS) newest = Math.max(newest, this.#count(batch, kind))
    const lines: Line[] = []
    for (const event of batch.events('utxocache:flush')) {
      lines.push(...this.advance(event.timestampUs), this.#flushLine(event))
      newest = Math.max(newest, event.timestampUs)
    }
    return [...lines, ...this.advance(newest)]
  }

  advance(nowUs: number): Line[] {
    const now = Math.floor(this.#unixSeconds(nowUs))
    const over = [...this.#seconds].filter(([second]) => second < now).sort(([a], [b]) => a - b)
    const lines = over.flatMap(([second, figures]) => {
      this.#seconds.delete(second)
      return this.#secondLines(second, figures)
    })
    return this.#second.at < now ? [...this.#untoldFlushes(), ...lines] : lines
  }

  finish(nowUs: number): Line[] {
    return [...this.advance(Number.POSITIVE_INFINITY), ...this.#totals(nowUs)]
  }

  /** Counts by columns, and returns the time of the last one. */
  #count(batch: Batch, kind: CoinKind): number {
    const columns = batch.columns(TRACEPOINTS[kind])
    const { timestampUs } = columns
    const { numbers } = columns.cache
    let second = Number.NaN
    let figures = this.#total
    for (let i = 0; i < columns.count; i++) {
      const cache = numbers[i] ?? 0
      const at = Math.floor(this.#unixSeconds(timestampUs[i] ?? 0))
      if (at !== second) {
        second = at
        figures = this.#of(second)
      }
      figures.add(kind, cache)
      this.#total.add(kind, cache)
    }
    return timestampUs[columns.count - 1] ?? Number.NEGATIVE_INFINITY
  }

  #of(second: number): CoinFigures {
    const known = this.#seconds.get(second)
    if (known !== undefined) return known
    const made = new CoinFigures()
    this.#seconds.set(second, made)
    return made
  }

  #secondLines(second: number, figures: CoinFigures): Line[] {
    const time = clockTime(second * 1e6, 0).slice(0, 8)
    return figures.rows().map(row => ({
      text: `${time} ${row.cache.padEnd(10)}${cells([row.added, row.spent, row.uncached])}`,
      json: { time: second, seconds: 1, ...row },
    }))
  }

  #flushLine(event: FlushEvent): Line {
    const { durationUs, mode, coins, memoryBytes, forPrune } = event
    this.#flushes.count++
    this.#flushes.durationUs += durationUs
    this.#flushes.maxDurationUs = Math.max(this.#flushes.maxDurationUs, durationUs)
    const at = Math.floor(this.#unixSeconds(event.timestampUs))
    if (at !== this.#second.at) {
      this.#second = { at, flushes: 0, untoldFlushes: 0, untoldUs: 0 }
    }
    const isTold = this.#second.flushes++ < FLUSHES_A_SECOND
    if (!isTold) {
      this.#second.untoldFlushes++
      this.#second.untoldUs += durationUs
    }
    const time = clockTime(event.timestampUs, this.#options.monotonicZeroUnixUs)
    const text = `${time} flush ${mode}${forPrune ? ', to prune' : ''}: ${count(coins)} coins, ${bytes(memoryBytes)}, took ${duration(durationUs)}`
    return {
      text: isTold ? this.#options.style('cyan', text) : null,
      json: {
        flush: {
          time: this.#unixSeconds(event.timestampUs),
          durationUs,
          mode,
          coins,
          memoryBytes,
          forPrune,
        },
      },
    }
  }

  #untoldFlushes(): Line[] {
    const { at, untoldFlushes, untoldUs } = this.#second
    this.#second.untoldFlushes = 0
    if (untoldFlushes === 0) return []
    const time = clockTime(at * 1e6, 0).slice(0, 8)
    const text = `${time} and ${count(untoldFlushes)} more flushes that took ${duration(untoldUs)} in all`
    return [{ text: this.#options.style('cyan', text), json: null }]
  }

  #totals(nowUs: number): Line[] {
    const seconds = this.#startedUs === null ? 0 : Math.max(0, (nowUs - this.#startedUs) / 1e6)
    const rows = this.#total.rows()
    const { count: flushes, durationUs, maxDurationUs } = this.#flushes
    const lost = this.#losses.any ? this.#losses.describe() : '0 lost'
    const took =
      flushes === 0
        ? ''
        : ` that took ${duration(durationUs)} in all, ${duration(maxDurationUs)} at most`
    const head = `In ${duration(seconds * 1e6)}: ${count(flushes)} flushes${took}, ${lost}`
    const rates = (values: readonly number[]): string =>
      values.map(it => `${short(it / Math.max(seconds, 1))}/s`.padStart(14)).join('')
    const json = {
      total: {
        seconds: Number(seconds.toFixed(3)),
        caches: rows,
        flushes: this.#flushes,
        losses: this.#losses.figures(),
      },
    }
    return [
      { text: this.#options.style('bold', head), json },
      ...rows.flatMap(({ cache, added, spent, uncached }) => [
        { text: `total    ${cache.padEnd(10)}${cells([added, spent, uncached])}`, json: null },
        { text: `${' '.repeat(19)}${rates([added, spent, uncached])}`, json: null },
      ]),
    ]
  }

  #unixSeconds(us: number): number {
    return (us + this.#options.monotonicZeroUnixUs) / 1e6
  }
}

function cells(values: readonly number[]): string {
  return values.map(it => count(it).padStart(14)).join('')
}

const HEADER = `time     cache     ${COIN_KINDS.map(it => it.padStart(14)).join('')}`
