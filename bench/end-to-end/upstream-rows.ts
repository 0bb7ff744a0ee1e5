import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atMost, entryOf } from '../harness/entry.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { Child } from './child.js'
import { type BenchSubscriber, startSubscriber } from './run-load.js'

export const upstreamRows: Bench = {
  name: 'upstream-rows',
  about: "Rows of upstream's prototype, through a socket, in our client: processor time an event.",
  run,
}

const GOALS = { count: 0.28, objects: 0.4 } as const

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, seed, signal, progress } = context
  await using directory = temporaryDirectory()
  const found = { count: [] as number[], objects: [] as number[] }
  const kinds = ['count', 'objects'] as const
  for (const work of kinds) {
    const path = join(directory.path, `${work}.sock`)
    await using _node = await Child.start('row-flood-process', { path, seed })
    await using subscriber = await startSubscriber({
      path,
      patterns: ['net:*_message'],
      work,
      payloadBytes: 8,
    })
    progress(`${work}: warming up`)
    await microsecondsAnEvent(subscriber, quick ? 400 : 4000)
    for (let round = 0; round < (quick ? 1 : 7); round++) {
      signal.throwIfAborted()
      progress(work)
      found[work].push(await microsecondsAnEvent(subscriber, quick ? 200 : 1000))
    }
  }
  return {
    entries: kinds.map(work =>
      entryOf({
        bench: 'upstream-rows',
        figure: work === 'count' ? 'counting' : 'plain typed objects',
        unit: 'us',
        samples: found[work],
        goal: atMost(GOALS[work], 'us'),
        note: 'Batches of 1024 rows with 8 bytes of payload, warm. The C++ tracer is reported at 0.46 classic and 0.41 streaming on a real node.',
      }),
    ),
  }
}

async function microsecondsAnEvent(subscriber: BenchSubscriber, ms: number): Promise<number> {
  await subscriber.ask({})
  await new Promise(resolve => setTimeout(resolve, ms))
  const { cpuNs, events } = await subscriber.ask({})
  return cpuNs / events / 1000
}
