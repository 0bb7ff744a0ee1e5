import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Curve, Entry, Goal } from '../harness/bench.js'
import { atMost, entryOf } from '../harness/entry.js'
import { spreadOf } from '../harness/spread.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { type BarePair, type BareStretch, startBarePair } from './bare-pair.js'
import { type BenchSubscriber, type Load, startLoad, startSubscriber, stretch } from './run-load.js'

const RATES = [10e3, 100e3, 1e6]

/** Milliseconds, and the worker's share of a core in percent. */
const GOALS = {
  default: { p50: 0.7, p99: [2.5, 2.5, 4], share: 7 },
  'low latency': { p50: 0.25, p99: [0.6, 0.6, 3], share: 15 },
} as const

type Mode = keyof typeof GOALS

/** What the machine allows: the same timers, bytes and answers, and nothing else. */
const BARE = 'a bare loop of the same timer, with as many bytes and answers'

export const latency: Bench = {
  name: 'latency',
  about: 'From an event in the node to its arrival in another process.',
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, signal, progress, seed } = context
  await using directory = temporaryDirectory()
  const started = await Promise.all([
    sides(directory.path, 'default', seed, false),
    sides(directory.path, 'low', seed, true),
  ])
  await using normal = started[0]
  await using low = started[1]
  const both = { default: normal, 'low latency': low }
  const modes = Object.keys(both) as Mode[]
  const milliseconds = quick ? 300 : 2500
  const rates = quick ? RATES.slice(0, 1) : RATES
  // What counts for compiling is how often the worker has turned, a thousand times a second at any
  // rate: in its first ten seconds it takes two to three times as long as afterwards.
  if (!quick) for (const mode of modes) await measure(both[mode], 1e6, 400)
  await Promise.all(modes.map(mode => measure(both[mode], 10e3, quick ? 800 : 12_000)))
  const found = new Map<string, Sample[]>()
  const bare = new Map<string, BareStretch[]>()
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    for (const rate of rates) {
      for (const mode of modes) {
        signal.throwIfAborted()
        progress(`${mode}, ${rate} events/s`)
        const key = `${mode} ${rate}`
        const sample = await measure(both[mode], rate, milliseconds)
        found.set(key, [...(found.get(key) ?? []), sample])
        const { bytesPerEvent } = sample
        const order = { rate, milliseconds: quick ? 300 : 1500, bytesPerEvent }
        const beside = await both[mode].bare.stretch(order)
        bare.set(key, [...(bare.get(key) ?? []), beside])
      }
    }
  }
  const entries: Entry[] = []
  for (const mode of modes) {
    const goals = GOALS[mode]
    for (const [i, rate] of rates.entries()) {
      const samples = found.get(`${mode} ${rate}`) ?? []
      const beside = bare.get(`${mode} ${rate}`) ?? []
      const add = (
        what: string,
        unit: string,
        key: keyof BareStretch & keyof Sample,
        goal?: Goal,
      ) => {
        const figure = `${mode}, ${rate / 1000} k events/s: ${what}`
        entries.push(
          entryOf({
            bench: 'latency',
            figure,
            unit,
            samples: samples.map(it => it[key]),
            reference: { name: BARE, samples: beside.map(it => it[key]) },
            ...(goal === undefined ? {} : { goal }),
          }),
        )
      }
      add('p50', 'ms', 'p50', atMost(goals.p50, 'ms'))
      add('p99', 'ms', 'p99', atMost(goals.p99[i] as number, 'ms'))
      // The goal is about waiting for events; at 1 M/s most of the share is work on them.
      const goal = rate < 1e6 ? atMost(goals.share, '%') : undefined
      add("worker's share of a core", '%', 'share', goal)
    }
  }
  const curve: Curve = {
    name: 'latency',
    title: 'Latency, p50 and p99',
    x: { label: 'events a second', logarithmic: true },
    y: { label: 'latency (ms)', logarithmic: true },
    lines: modes.flatMap(mode =>
      (['p50', 'p99'] as const).map(what => ({
        name: `${mode}, ${what}`,
        points: rates.map(rate => ({
          x: rate,
          y: spreadOf((found.get(`${mode} ${rate}`) ?? []).map(it => it[what])),
        })),
      })),
    ),
  }
  return { entries, curves: [curve] }
}

interface Sides extends AsyncDisposable {
  readonly load: Load
  readonly subscriber: BenchSubscriber
  readonly bare: BarePair
}

async function sides(
  directory: string,
  name: string,
  seed: number,
  lowLatency: boolean,
): Promise<Sides> {
  const path = join(directory, `${name}.sock`)
  const bareSettings = { path: join(directory, `${name}-bare.sock`), lowLatency, answers: true }
  const [load, bare] = await Promise.all([
    startLoad({ path, seed, lowLatency }),
    startBarePair(bareSettings),
  ])
  const subscriber = await startSubscriber({
    path,
    patterns: ['net:inbound_message'],
    work: 'latency',
    payloadBytes: 8,
    maxBatchWaitUs: lowLatency ? 0 : 1000,
  })
  return {
    load,
    subscriber,
    bare,
    [Symbol.asyncDispose]: async () => {
      await bare[Symbol.asyncDispose]()
      await subscriber[Symbol.asyncDispose]()
      await load[Symbol.asyncDispose]()
    },
  }
}

interface Sample {
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** The worker's, percent of a core. */
  readonly share: number
  readonly bytesPerEvent: number
}

async function measure(
  { load, subscriber }: Sides,
  rate: number,
  milliseconds: number,
): Promise<Sample> {
  const { load: answer, marks } = await stretch(load, [subscriber], {
    rate,
    milliseconds,
    what: 'message',
    payloadBytes: 8,
  })
  return {
    p50: (marks[0]?.p50Us ?? Number.NaN) / 1000,
    p99: (marks[0]?.p99Us ?? Number.NaN) / 1000,
    bytesPerEvent: (marks[0]?.bytes ?? 0) / answer.fired,
    share: (100 * (answer.otherThreadsNs ?? Number.NaN)) / (answer.seconds * 1e9),
  }
}
