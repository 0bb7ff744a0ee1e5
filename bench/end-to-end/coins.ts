import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atLeast, atMost, entryOf, ratioAtMost } from '../harness/entry.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { paced, startLoad, startSubscriber, stretch } from './run-load.js'

const RATE = 290_000
const MIB = 2 ** 20

export const coins: Bench = {
  name: 'coins',
  about: 'The coins of an initial block download: 29 blocks of 10,000 coins a second.',
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, seed, progress } = context
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  // A short warm-up touches a small ring all around.
  await using load = await startLoad({ path, seed, ...(quick ? { ringBytes: 16 * MIB } : {}) })
  const order = { rate: RATE, what: 'coin', payloadBytes: 0 } as const
  const off = await stretch(load, [], { ...order, milliseconds: quick ? 150 : 3000 })
  await using subscriber = await startSubscriber({ path, patterns: ['utxocache:*'], work: 'count' })
  progress('warming up')
  const warm = await stretch(load, [subscriber], { ...order, milliseconds: quick ? 1000 : 5000 })
  const seconds = quick ? 0.4 : 30
  progress(`${seconds} s`)
  const on = await stretch(load, [subscriber], { ...order, milliseconds: seconds * 1000 })
  const grown = (on.load.rssBytes - warm.load.rssBytes) / MIB
  const clientGrown = ((on.marks[0]?.rssBytes ?? 0) - (warm.marks[0]?.rssBytes ?? 0)) / MIB
  return {
    entries: [
      entryOf({
        bench: 'coins',
        figure: `events/s for ${seconds} s`,
        unit: 'events/s',
        samples: [(on.marks[0]?.events ?? 0) / on.load.seconds],
        goal: atLeast(RATE * paced(context), 'events/s'),
      }),
      entryOf({
        bench: 'coins',
        figure: 'lost',
        unit: 'events',
        samples: [on.lost],
        goal: atMost(0, 'events'),
      }),
      entryOf({
        bench: 'coins',
        figure: 'memory of the node, growth',
        unit: 'MiB',
        samples: [grown],
        goal: atMost(8, 'MiB'),
        note: 'From the end of the warm-up on. The ring has taken its 64 MiB by and by until then, or takes the rest of it now.',
      }),
      entryOf({
        bench: 'coins',
        figure: 'memory of the client, growth',
        unit: 'MiB',
        samples: [clientGrown],
        goal: atMost(8, 'MiB'),
      }),
      entryOf({
        bench: 'coins',
        figure: 'traced thread, pacing included',
        unit: 'ns',
        samples: [on.perEvent.traced],
        reference: { name: 'nobody subscribed', samples: [off.perEvent.traced] },
        goal: ratioAtMost(3, 'a small multiple of the pacing alone'),
      }),
    ],
  }
}
