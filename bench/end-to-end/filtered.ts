import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Entry, Goal } from '../harness/bench.js'
import { entryOf, ratioAtMost } from '../harness/entry.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { type Stretch, startLoad, startSubscriber, stretch } from './run-load.js'

const RATE = 500_000

/** With the usual millisecond, a client's time goes into batches, however few events they have. */
const BATCH_WAIT_US = 100_000

/** One of four messages each: by what the worker decides, and by what the traced thread can. */
const CONDITIONS = {
  'by peer': 'peerId < 31',
  'by type': 'messageType in (inv, tx)',
} as const

const FULL = 'all'

export const filtered: Bench = {
  name: 'filtered',
  about: `What one of four messages costs the node and a client, at ${RATE / 1000} k events/s in batches of up to ${BATCH_WAIT_US / 1000} ms, beside all of them.`,
  run,
}

async function run({ quick, seed, signal, progress }: BenchContext): Promise<BenchResult> {
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed, coarseClock: true })
  const found = new Map<string, Stretch[]>()
  for (let round = 0; round < (quick ? 1 : 4); round++) {
    for (const [name, where] of [[FULL, undefined], ...Object.entries(CONDITIONS)] as const) {
      signal.throwIfAborted()
      progress(`${name}, ${RATE / 1000} k events/s`)
      await using subscriber = await startSubscriber({
        path,
        patterns: ['net:inbound_message'],
        work: 'count',
        maxBatchWaitUs: BATCH_WAIT_US,
        ...(where === undefined ? {} : { where }),
      })
      const order = { rate: RATE, what: 'message', payloadBytes: 250 } as const
      await stretch(load, [subscriber], { ...order, milliseconds: quick ? 150 : 1500 })
      const one = await stretch(load, [subscriber], { ...order, milliseconds: quick ? 200 : 3000 })
      found.set(name, [...(found.get(name) ?? []), one])
    }
  }
  const entries = Object.keys(CONDITIONS).flatMap(name => {
    const entry = (figure: string, unit: string, what: (it: Stretch) => number, goal?: Goal) =>
      entryOf({
        bench: 'filtered',
        figure: `${name}, ${figure}`,
        unit,
        samples: (found.get(name) ?? []).map(what),
        reference: { name: 'all messages', samples: (found.get(FULL) ?? []).map(what) },
        ...(goal === undefined ? {} : { goal }),
      })
    const half = ratioAtMost(0.5, 'at most half')
    return [
      entry('bytes an event fired', 'bytes', bytesPerEvent, half),
      entry('client: processor time an event fired', 'ns', it => it.perEvent.client),
      entry('worker: processor time an event fired', 'ns', it => it.perEvent.worker),
      entry('traced thread: time within the loop that fires', 'ns', it => it.perEvent.firing),
    ] satisfies Entry[]
  })
  return { entries }
}

function bytesPerEvent({ load, marks }: Stretch): number {
  return (marks[0]?.bytes ?? 0) / load.fired
}
