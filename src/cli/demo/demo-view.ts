import type { Batch, TraceEvent } from '../../client/index.js'
import { NODE_TRACEPOINTS } from '../../tracepoints/index.js'
import { type Output, styled } from '../context.js'
import { printable } from '../printable.js'
import { monotonicNowUs, Tally } from '../stats/tally.js'
import { formatEvent } from '../trace/format-event.js'
import { formatLoss } from '../trace/format-news.js'

/** Lines shown of one tracepoint between two notes; a block alone may bring hundreds. */
const LINES_A_STEP = 3

/** Shows what the node does and the events it causes, and keeps count. */
export class DemoView {
  readonly #output: Output
  readonly #tally = new Tally(monotonicNowUs())
  readonly #shown = new Map<string, number>()

  constructor(output: Output) {
    this.#output = output
  }

  /** What the node is about to do. */
  async note(text: string): Promise<void> {
    await this.#output.write(
      `${this.#rest()}${styled(this.#output, 'bold', `▸ ${printable(text)}`)}\n`,
    )
  }

  async batch(batch: Batch, monotonicZeroUnixUs: number): Promise<void> {
    this.#tally.add(batch, monotonicNowUs())
    let text = ''
    for (const loss of batch.losses) text += `${formatLoss(loss, this.#output)}\n`
    for (const event of batch) text += this.#line(event, monotonicZeroUnixUs)
    await this.#output.write(text)
  }

  async summary(): Promise<void> {
    const { events, lost, seconds, latencyUs, tracepoints } = this.#tally.report(monotonicNowUs())
    const seen = NODE_TRACEPOINTS.filter(({ name }) => (tracepoints[name]?.events ?? 0) > 0)
    const rows = NODE_TRACEPOINTS.map(
      ({ name }) => `${String(tracepoints[name]?.events ?? 0).padStart(9)}  ${name}\n`,
    )
    await this.#output.write(
      `${this.#rest()}\n${styled(this.#output, 'bold', `${events} events of ${seen.length} tracepoints in ${Math.round(seconds)} s, ${lost} lost; half of them were here within ${latencyUs?.p50 ?? 0} µs`)}\n${rows.join('')}`,
    )
  }

  #line(event: TraceEvent, monotonicZeroUnixUs: number): string {
    const shown = this.#shown.get(event.tracepoint) ?? 0
    this.#shown.set(event.tracepoint, shown + 1)
    if (shown >= LINES_A_STEP) return ''
    return `  ${formatEvent(event, this.#output, monotonicZeroUnixUs, true)}\n`
  }

  /** Tells of the events that were counted and not shown. */
  #rest(): string {
    let text = ''
    for (const [tracepoint, shown] of this.#shown) {
      if (shown <= LINES_A_STEP) continue
      const rest = `… and ${shown - LINES_A_STEP} more ${tracepoint}`
      text += `  ${styled(this.#output, 'dim', rest)}\n`
    }
    this.#shown.clear()
    return text
  }
}
