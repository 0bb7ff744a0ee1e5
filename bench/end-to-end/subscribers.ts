import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Curve, Entry } from '../harness/bench.js'
import { atLeast, entryOf, ratioAtMost } from '../harness/entry.js'
import { spreadOf } from '../harness/spread.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import {
  type BenchSubscriber,
  type Load,
  paced,
  type Stretch,
  startLoad,
  startSubscriber,
  stretch,
} from './run-load.js'

const RATE = 500_000
const NUMBERS = [1, 2, 4, 8, 16]
/** From the goal down; a machine's hiccup gets a second chance. */
const EQUAL_RATES = [6e6, 6e6, 4e6, 4e6, 3e6, 2e6, 1e6]

export const subscribers: Bench = {
  name: 'subscribers',
  about: 'One to sixteen equal subscriptions, each of a process of its own.',
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, seed, signal, progress } = context
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed, coarseClock: true })
  await using group = new AsyncDisposableStackOf<BenchSubscriber>()
  const found = new Map<number, Stretch[]>()
  const entries: Entry[] = []
  for (const number of quick ? [1, 4] : NUMBERS) {
    const more = Array.from({ length: number - group.all.length }, () =>
      startSubscriber({
        path,
        patterns: ['net:inbound_message'],
        work: 'count',
        payloadBytes: 8,
      }),
    )
    group.all.push(...(await Promise.all(more)))
    progress(`${number} subscribers`)
    await fire(load, group.all, RATE, quick ? 200 : 1500)
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      signal.throwIfAborted()
      found.set(number, [
        ...(found.get(number) ?? []),
        await fire(load, group.all, RATE, quick ? 250 : 1500),
      ])
    }
    if (number === 4) entries.push(await equalSubscriptions(context, load, group.all))
  }
  const numbers = [...found.keys()]
  const of = (number: number, side: 'firing' | 'worker'): number[] =>
    (found.get(number) ?? []).map(({ perEvent }) => perEvent[side])
  const last = numbers.at(-1) ?? 1
  const first = of(1, 'worker')
  const further = of(last, 'worker').map((ns, i) => (ns - (first[i] as number)) / (last - 1))
  entries.unshift(
    entryOf({
      bench: 'subscribers',
      figure: `traced thread, ${last} subscribers, ${RATE / 1000} k/s`,
      unit: 'ns',
      samples: of(last, 'firing'),
      reference: { name: 'one subscriber', samples: of(1, 'firing') },
      goal: ratioAtMost(1.15, 'flat within noise: at most 1.15 times'),
      note: 'Time within the loop that fires; more processes than cores take it away from time to time.',
    }),
    entryOf({
      bench: 'subscribers',
      figure: `worker, each further equal subscription, up to ${last}`,
      unit: 'ns',
      samples: further,
      reference: { name: 'the first subscription', samples: first },
      goal: ratioAtMost(0.25, 'under 25 % of the first'),
    }),
  )
  const curve: Curve = {
    name: 'subscribers',
    title: `Cost an event by subscribers, ${RATE / 1000} k events/s`,
    x: { label: 'subscribers', logarithmic: false },
    y: { label: 'time (ns an event)', logarithmic: false },
    lines: (['firing', 'worker'] as const).map(side => ({
      name: side === 'firing' ? 'traced thread' : 'worker',
      points: numbers.map(number => ({ x: number, y: spreadOf(of(number, side)) })),
    })),
  }
  return { entries, curves: [curve] }
}

/** The highest rate at which none of the subscribers loses anything. */
async function equalSubscriptions(
  context: BenchContext,
  load: Load,
  all: readonly BenchSubscriber[],
): Promise<Entry> {
  const { quick, progress, signal } = context
  let best = 0
  for (const rate of quick ? [6e6, 1e6] : EQUAL_RATES) {
    signal.throwIfAborted()
    progress(`${all.length} subscribers, ${rate / 1e6} M events/s`)
    const { marks, load: answer } = await fire(load, all, rate, quick ? 250 : 3000)
    if (marks.some(({ lost }) => lost > 0)) continue
    best = answer.fired / answer.seconds
    break
  }
  return entryOf({
    bench: 'subscribers',
    figure: `${all.length} equal subscriptions without a loss`,
    unit: 'events/s',
    samples: [best],
    goal: atLeast(6e6 * paced(context), 'events/s'),
    note: 'Processes of subscribers, traced thread and worker share the cores of the machine.',
  })
}

function fire(
  load: Load,
  all: readonly BenchSubscriber[],
  rate: number,
  milliseconds: number,
): Promise<Stretch> {
  return stretch(load, all, { rate, milliseconds, what: 'message', payloadBytes: 8 })
}

/** Things that are disposed of together, in reverse. */
class AsyncDisposableStackOf<T extends AsyncDisposable> implements AsyncDisposable {
  readonly all: T[] = []

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.all.reverse()) await one[Symbol.asyncDispose]()
  }
}
