import { jsonText } from '../../tracepoints/index.js'
import type { CliContext, Output } from '../context.js'
import type { EventStream, EventStreamOptions } from '../event-stream/index.js'
import { Frame, renderLines, Screen, type Terminal } from '../screen/index.js'
import { monotonicNowUs } from '../stats/tally.js'
import { formatGap, formatLoss } from '../trace/format-news.js'
import { EventClock } from './event-clock.js'
import { LiveLimits } from './limits.js'
import type { LiveView } from './live-view.js'
import { Painter } from './painter.js'

export interface LiveOptions {
  /** Prints one frame at the end instead of drawing all the time. */
  readonly once?: boolean
  /** Prints figures as JSON, one line a second. */
  readonly json?: boolean
}

const FIGURES_INTERVAL_MS = 1000

/** Seconds that `--once` looks at a node where `--duration` does not say. */
const ONCE_SECONDS = 2

/** How a node batches for figures that are drawn: none is needed sooner than it can be seen. */
export const LIVE_BATCHING = { maxBatchWaitUs: 50_000 } as const

/** Options of a stream of which one frame is to be shown: it ends by itself. */
export function onceOptions<T extends LiveOptions & EventStreamOptions>(options: T): T {
  const endless = options.duration === undefined && options.file === undefined
  return options.once === true && endless ? { ...options, duration: ONCE_SECONDS } : options
}

/**
 * Whether to begin with the node's state: not where only some of the events come, which say too
 * little of what becomes of it.
 */
export function wantsSnapshot({ where, sample, maxRate }: EventStreamOptions): boolean {
  return where === undefined && sample === undefined && maxRate === undefined
}

/** What is traced, in a few words. */
export async function sourceName(stream: EventStream): Promise<string> {
  if (stream.kind === 'file') return stream.path
  // A name is not worth an error, and the end may have come meanwhile.
  const description = await stream.describe().catch(() => null)
  return description?.node || description?.software || stream.path
}

/**
 * Shows a stream by a view until it ends: on the terminal as a full screen, elsewhere as lines.
 * `quit` is what ends the stream. Where it fails instead, what came is shown before.
 */
export async function runLive(
  view: LiveView,
  stream: EventStream,
  options: LiveOptions,
  context: CliContext,
  quit: AbortController,
): Promise<void> {
  const { stdout, terminal } = context
  const clock = new EventClock(stream.kind === 'file' ? () => 0 : monotonicNowUs)
  if (options.json === true) await printFigures(view, stream, options, clock, stdout)
  else if (options.once === true) {
    await takeAll(view, stream, clock).finally(() => printFrame(view, clock, stdout))
  } else if (terminal === null) {
    await printLines(view, stream, clock, stdout).finally(() => printFrame(view, clock, stdout))
  } else await showScreen(view, stream, clock, terminal, quit)
}

async function takeAll(view: LiveView, stream: EventStream, clock: EventClock): Promise<void> {
  for await (const batch of stream.batches) {
    clock.observe(batch)
    view.add(batch)
    // Views keep copies.
    batch.release()
  }
}

async function printFrame(view: LiveView, clock: EventClock, output: Output): Promise<void> {
  // A terminal's last row is left to the prompt.
  const rows = output.isTerminal ? output.rows - 1 : LiveLimits.printedRows
  const frame = new Frame(output.columns, rows)
  view.paint(frame, clock.nowUs(), false)
  await output.write(renderLines(frame, output.hasColor))
}

async function printLines(
  view: LiveView,
  stream: EventStream,
  clock: EventClock,
  output: Output,
): Promise<void> {
  for await (const batch of stream.batches) {
    clock.observe(batch)
    const lines = batch.losses.map(loss => formatLoss(loss, output))
    if (batch.gap !== null) lines.unshift(formatGap(batch.gap, output))
    view.add(batch, line => lines.push(line))
    await output.write(lines.map(line => `${line}\n`).join(''))
  }
}

/** A line a second; of a recording, whose time does not pass, one at its end. */
async function printFigures(
  view: LiveView,
  stream: EventStream,
  { once }: LiveOptions,
  clock: EventClock,
  output: Output,
): Promise<void> {
  const print = (): Promise<void> => output.write(`${jsonText(view.figures(clock.nowUs()))}\n`)
  const repeated = stream.kind === 'node' && once !== true
  const timer = repeated ? setInterval(() => void print(), FIGURES_INTERVAL_MS) : undefined
  try {
    await takeAll(view, stream, clock)
  } finally {
    clearInterval(timer)
    await print()
  }
}

async function showScreen(
  view: LiveView,
  stream: EventStream,
  clock: EventClock,
  terminal: Terminal,
  quit: AbortController,
): Promise<void> {
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => {})
  const painter = new Painter(
    () => screen.draw(frame => view.paint(frame, clock.nowUs(), true)),
    error => fail(error),
  )
  using screen = new Screen(terminal, {
    key: key => {
      if (key === 'ctrl-c' || (!view.key(key) && key === 'q')) quit.abort()
      painter.request()
    },
    redraw: () => painter.request(),
  })
  painter.request()
  const timer = setInterval(() => painter.request(), LiveLimits.drawIntervalMs)
  try {
    const seen = async (): Promise<void> => {
      const taken = takeAll(view, stream, clock)
      // A recording has been read to its end, or to its damage, and stays to be looked at.
      if (stream.kind === 'file') await taken.catch(() => {}).then(() => aborted(quit.signal))
      await taken
    }
    await Promise.race([seen(), failed])
  } finally {
    clearInterval(timer)
    await painter.settled()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
