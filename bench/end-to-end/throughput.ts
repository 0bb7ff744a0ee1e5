import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Curve, Entry } from '../harness/bench.js'
import { atLeast, atMost, entryOf } from '../harness/entry.js'
import { spreadOf } from '../harness/spread.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { type BarePair, type BareStretch, startBarePair } from './bare-pair.js'
import type { LoadOrder } from './load-process.js'
import {
  type BenchSubscriber,
  type Load,
  paced,
  startLoad,
  startSubscriber,
  stretch,
} from './run-load.js'

const RATES = [1e6, 2e6, 3e6, 4e6, 5e6, 6e6, 8e6, 10e6, 12e6]

/** The rate at which processor time is measured. */
const AT = 4e6

/** Rates that are tried for long, from the highest that was once without a loss down. */
const MAX_LONG_STRETCHES = 5

export const throughput: Bench = {
  name: 'throughput',
  about: 'Events from a node to one subscriber in another process, through the socket.',
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  const barePath = join(directory.path, 'bare.sock')
  const started = await Promise.all([
    startLoad({ path, seed: context.seed, coarseClock: true }),
    startBarePair({ path: barePath, lowLatency: false, answers: false }),
  ])
  await using load = started[0]
  await using bare = started[1]
  const entries: Entry[] = []
  const curves: Curve[] = []
  for (const work of ['count', 'objects'] as const) {
    await using subscriber = await startSubscriber({
      path,
      patterns: ['net:inbound_message'],
      work,
      payloadBytes: 8,
    })
    const found = await climb(context, load, subscriber, bare, work)
    entries.push(...found.entries)
    curves.push(...(found.curves ?? []))
  }
  return { entries, curves }
}

/** One rate after the other, each a few times; then the best of them for long. */
async function climb(
  context: BenchContext,
  load: Load,
  subscriber: BenchSubscriber,
  bare: BarePair,
  work: 'count' | 'objects',
): Promise<BenchResult> {
  const { quick, signal, progress } = context
  const goalRate = work === 'count' ? 10e6 : 5e6
  const name = work === 'count' ? 'columns, counted by message type' : 'plain typed objects'
  const order = (rate: number, milliseconds: number): LoadOrder => ({
    rate,
    milliseconds,
    what: 'message',
    payloadBytes: 8,
  })
  progress(`${name}: warming up`)
  await stretch(load, [subscriber], quick ? order(AT, 400) : order(1e6, 3000))
  const rounds = quick ? 1 : 3
  const beside: BareStretch[] = []
  const points = new Map<number, Awaited<ReturnType<typeof stretch>>[]>()
  // Before any rate that is too high: what is done at a loss leaves code and memory in another state.
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted()
    progress(`${name}: ${AT / 1e6} M events/s`)
    const milliseconds = quick ? 300 : 3000
    const one = await stretch(load, [subscriber], order(AT, milliseconds))
    points.set(AT, [...(points.get(AT) ?? []), one])
    const bytesPerEvent = (one.marks[0]?.bytes ?? 0) / (one.marks[0]?.events ?? 1)
    beside.push(await bare.stretch({ rate: AT, milliseconds, bytesPerEvent }))
  }
  for (let round = 0; round < rounds; round++) {
    for (const rate of quick ? [goalRate] : RATES.filter(it => it !== AT)) {
      signal.throwIfAborted()
      progress(`${name}: ${rate / 1e6} M events/s`)
      const milliseconds = quick ? 300 : 1500
      const one = await stretch(load, [subscriber], order(rate, milliseconds))
      points.set(rate, [...(points.get(rate) ?? []), one])
    }
  }
  const rates = [...points.keys()].toSorted((a, b) => a - b)
  const candidates = rates
    .filter(rate => points.get(rate)?.some(it => it.lost === 0))
    .toReversed()
    .slice(0, MAX_LONG_STRETCHES)
  const highest = points.get(candidates[0] ?? 0)?.[0]?.load
  let reached = quick && highest !== undefined ? highest.fired / highest.seconds : 0
  for (const rate of quick ? [] : candidates) {
    signal.throwIfAborted()
    progress(`${name}: ${rate / 1e6} M events/s for long`)
    const long = await stretch(load, [subscriber], order(rate, 10_000))
    if (long.lost > 0) continue
    reached = long.load.fired / long.load.seconds
    break
  }
  const at4 = points.get(AT) ?? []
  const total = at4.map(({ perEvent: it }) => it.traced + it.worker + it.client)
  const entries: Entry[] = [
    entryOf({
      bench: 'throughput',
      figure: `${name}: without a loss`,
      unit: 'events/s',
      samples: [reached],
      goal: atLeast(goalRate * paced(context), 'events/s'),
      note: `For ${quick ? 0.3 : 10} s, at the highest of the rates tried that kept it up. Upstream's prototype is reported at 500 k/s.`,
    }),
    entryOf({
      bench: 'throughput',
      figure: `${name}: processor time of all threads of both sides at 4 M/s`,
      unit: 'ns',
      samples: total,
      reference: {
        name: 'writing as many bytes and dropping them, two processes',
        samples: beside.map(({ writerNs, readerNs }) => writerNs + readerNs),
      },
      ...(work === 'count' ? { goal: atMost(140, 'ns') } : {}),
    }),
    ...(['traced', 'worker', 'client'] as const).map(side =>
      entryOf({
        bench: 'throughput',
        figure: `${name}: ${SIDES[side]} at 4 M/s`,
        unit: 'ns',
        samples: at4.map(({ perEvent }) => perEvent[side]),
        ...(side === 'traced' ? {} : { reference: besideOf(side, beside) }),
        ...(work === 'count' && side === 'client'
          ? { goal: atMost(8, 'ns'), note: 'Decoding and counting, the socket included.' }
          : {}),
      }),
    ),
  ]
  const curve: Curve = {
    name: `throughput-${work}`,
    title: `Processor time an event: ${name}`,
    x: { label: 'events fired a second', logarithmic: false },
    y: { label: 'processor time (ns an event)', logarithmic: false },
    lines: (['traced', 'worker', 'client'] as const).map(side => ({
      name: SIDES[side],
      points: rates.map(rate => ({
        x: rate,
        y: spreadOf((points.get(rate) ?? []).map(({ perEvent }) => perEvent[side])),
      })),
    })),
  }
  const losses: Curve = {
    name: `losses-${work}`,
    title: `Events lost, all of them counted: ${name}`,
    x: { label: 'events fired a second', logarithmic: false },
    y: { label: 'lost (% of events)', logarithmic: false },
    lines: [
      {
        name: 'lost',
        points: rates.map(rate => ({
          x: rate,
          y: spreadOf((points.get(rate) ?? []).map(it => (100 * it.lost) / it.load.fired)),
        })),
      },
    ],
  }
  return { entries, curves: [curve, losses] }
}

/** What passing the bytes takes alone. */
function besideOf(
  side: 'worker' | 'client',
  beside: readonly BareStretch[],
): { name: string; samples: number[] } {
  return side === 'worker'
    ? { name: 'writing as many bytes', samples: beside.map(it => it.writerNs) }
    : { name: 'reading as many bytes and dropping them', samples: beside.map(it => it.readerNs) }
}

const SIDES = {
  traced: 'traced thread',
  worker: 'worker',
  client: 'client',
} as const
