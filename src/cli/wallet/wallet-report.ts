import type { Batch } from '../../client/index.js'
import { count, Kinds, type Line, type LineReport, LossTally, type Styler } from '../live/index.js'
import { printable } from '../printable.js'
import { clockTime } from '../wall-clock.js'
import { type Selection, Selections } from './selections.js'

export interface WalletReportOptions {
  readonly monotonicZeroUnixUs: number
  readonly style: Styler
}

/** Sums over the selections of one algorithm. */
interface AlgorithmFigures {
  selections: number
  withChange: number
  wasteSat: number
  feeSat: number
}

/** Tells of each choice of coins, and of algorithms in total. */
export class WalletReport implements LineReport {
  readonly #options: WalletReportOptions
  readonly #losses = new LossTally()
  readonly #selections = new Selections()
  readonly #algorithms = new Kinds<AlgorithmFigures>(() => ({
    selections: 0,
    withChange: 0,
    wasteSat: 0,
    feeSat: 0,
  }))
  #failed = 0

  constructor(options: WalletReportOptions) {
    this.#options = options
  }

  begin(): Line[] {
    return [{ text: this.#options.style('bold', HEADER), json: null }]
  }

  add(batch: Batch): Line[] {
    this.#losses.add(batch)
    const lines: Line[] = []
    const cursor = batch.cursor()
    while (cursor.next()) {
      const event = cursor.event()
      switch (event.tracepoint) {
        case 'coin_selection:selected_coins':
        case 'coin_selection:normal_create_tx_internal':
        case 'coin_selection:attempting_aps_create_tx':
        case 'coin_selection:aps_create_tx_internal':
          lines.push(...this.#selections.add(event).map(it => this.#line(it)))
      }
    }
    return lines
  }

  advance(_nowUs: number): Line[] {
    return []
  }

  finish(_nowUs: number): Line[] {
    return [...this.#selections.finish().map(it => this.#line(it)), ...this.#totals()]
  }

  #line(selection: Selection): Line {
    this.#count(selection)
    const { chosen, created, timestampUs, wallet, attempt } = selection
    const sat = (value: number | undefined): string =>
      (value === undefined ? '–' : amount(value)).padStart(16)
    const time = clockTime(timestampUs, this.#options.monotonicZeroUnixUs)
    const cells = [
      sat(chosen?.targetSat),
      sat(chosen?.selectedSat),
      sat(chosen?.wasteSat).slice(2),
      sat(created?.success === false ? undefined : created?.feeSat).slice(4),
    ]
    const text = `${time} ${cut(wallet || '(default)', 12)} ${cut(chosen?.algorithm ?? '–', 16)}${cells.join('')}  ${outcome(selection)}`
    const hasFailed = created?.success === false
    return {
      text: hasFailed ? this.#options.style('red', text) : text,
      json: {
        time: (timestampUs + this.#options.monotonicZeroUnixUs) / 1e6,
        wallet,
        attempt,
        algorithm: chosen?.algorithm ?? null,
        targetSat: chosen?.targetSat ?? null,
        selectedSat: chosen?.selectedSat ?? null,
        wasteSat: chosen?.wasteSat ?? null,
        success: created?.success ?? null,
        feeSat: created?.feeSat ?? null,
        changePosition: created?.changePosition ?? null,
        apsUsed: created?.apsUsed ?? null,
      },
    }
  }

  #count({ chosen, created }: Selection): void {
    if (created?.success === false) this.#failed++
    if (chosen === null) return
    const figures = this.#algorithms.of(chosen.algorithm)
    figures.selections++
    figures.wasteSat += chosen.wasteSat
    if (created?.success !== true) return
    figures.feeSat += created.feeSat
    if (created.changePosition >= 0) figures.withChange++
  }

  #totals(): Line[] {
    const algorithms = [...this.#algorithms.entries()].sort(
      ([, a], [, b]) => b.selections - a.selections,
    )
    const selections = algorithms.reduce((sum, [, it]) => sum + it.selections, 0)
    const lost = this.#losses.any ? this.#losses.describe() : '0 lost'
    const head = `${count(selections)} selections, ${count(this.#failed)} failed, ${lost}`
    const json = {
      total: {
        algorithms: Object.fromEntries(algorithms),
        failed: this.#failed,
        losses: this.#losses.figures(),
      },
    }
    return [
      { text: this.#options.style('bold', head), json },
      ...algorithms.map(([name, it]) => ({
        text: `${cut(name, 16)} ${count(it.selections).padStart(8)} times, ${count(it.withChange)} with change, mean waste ${amount(it.wasteSat / it.selections)} sat, fees ${amount(it.feeSat)} sat`,
        json: null,
      })),
    ]
  }
}

const HEADER = `${'time'.padEnd(15)} ${'wallet'.padEnd(12)} ${'algorithm'.padEnd(16)}${'target sat'.padStart(16)}${'selected sat'.padStart(16)}${'waste sat'.padStart(14)}${'fee sat'.padStart(12)}  change`

function outcome({ attempt, created }: Selection): string {
  if (created === null) return 'not told'
  if (!created.success) return attempt === 'aps' ? 'failed, avoiding partial spends' : 'failed'
  const change = created.changePosition < 0 ? 'none' : `output ${created.changePosition}`
  if (created.apsUsed === null) return change
  return `${change}, avoiding partial spends: ${created.apsUsed ? 'used' : 'not used'}`
}

/** Satoshis, which may be negative: waste is. */
function amount(value: number): string {
  return `${value < 0 ? '-' : ''}${count(Math.abs(value))}`
}

function cut(text: string, width: number): string {
  const shown = printable(text)
  return (shown.length > width ? `${shown.slice(0, width - 1)}…` : shown).padEnd(width)
}
