import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Entry } from '../harness/bench.js'
import { atMost, entryOf, ratioAtMost } from '../harness/entry.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { type Stretch, startLoad, startSubscriber, stretch } from './run-load.js'

const RATE = 500_000

export const aggregatesEndToEnd: Bench = {
  name: 'aggregates',
  about:
    'A client that only wants rates: messages and bytes by type, each second, counted in the node or by the client.',
  run,
}

async function run({ quick, seed, signal, progress }: BenchContext): Promise<BenchResult> {
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed, coarseClock: true })
  const found = new Map<string, Stretch[]>()
  for (let round = 0; round < (quick ? 1 : 4); round++) {
    for (const work of ['aggregate', 'count'] as const) {
      signal.throwIfAborted()
      progress(`${work === 'count' ? 'full subscription' : 'aggregate'}, ${RATE / 1000} k events/s`)
      await using subscriber = await startSubscriber({
        path,
        patterns: ['net:inbound_message'],
        work,
      })
      const order = { rate: RATE, what: 'message', payloadBytes: 250 } as const
      await stretch(load, [subscriber], { ...order, milliseconds: quick ? 200 : 1500 })
      // Whole intervals of an aggregate.
      const quickly = work === 'aggregate' ? 1000 : 300
      const milliseconds = quick ? quickly : 4000
      const one = await stretch(load, [subscriber], { ...order, milliseconds })
      found.set(work, [...(found.get(work) ?? []), one])
    }
  }
  const of = (work: string, what: (one: Stretch) => number): number[] => {
    return (found.get(work) ?? []).map(what)
  }
  const entry = (
    figure: string,
    unit: string,
    what: (one: Stretch) => number,
    more: Partial<Pick<Entry, 'goal' | 'note'>>,
  ): Entry => {
    const reference = { name: 'a full subscription, counted here', samples: of('count', what) }
    const { goal, note } = more
    return entryOf({
      bench: 'aggregates',
      figure,
      unit,
      samples: of('aggregate', what),
      reference,
      ...(goal === undefined || goal === null ? {} : { goal }),
      ...(note === undefined ? {} : { note }),
    })
  }
  const bytes = (one: Stretch): number => (one.marks[0]?.bytes ?? 0) / one.load.seconds
  return {
    entries: [
      entry('bytes a second, 8 message types', 'bytes/s', bytes, {
        goal: atMost(2000, 'bytes/s'),
        note: 'Content of messages. The full subscription has no payloads.',
      }),
      entry('client: processor time', '%', one => share(one, 'client'), {
        goal: ratioAtMost(0.2, 'at most a fifth'),
        note: 'Of one core, at 500 k events/s.',
      }),
      entry('worker: processor time an event', 'ns', ({ perEvent }) => perEvent.worker, {
        note: 'All threads of the node but the traced one.',
      }),
      entry(
        'traced thread: time an event within the loop that fires',
        'ns',
        it => it.perEvent.firing,
        {},
      ),
    ],
  }
}

/** Of one core, in percent. */
function share({ load, perEvent }: Stretch, side: 'client' | 'worker'): number {
  return (100 * perEvent[side] * load.fired) / (load.seconds * 1e9)
}
