import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atMost, entryOf } from '../harness/entry.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { Child } from './child.js'
import type { MemorySteps } from './memory-process.js'

const MB = 1e6

export const memory: Bench = {
  name: 'memory',
  about: 'What a publisher takes while nobody is subscribed, and when the ring is first touched.',
  run,
}

async function run({ quick, signal }: BenchContext): Promise<BenchResult> {
  await using directory = temporaryDirectory()
  const steps: MemorySteps[] = []
  for (let round = 0; round < (quick ? 1 : 7); round++) {
    signal.throwIfAborted()
    await using child = await Child.start<object, MemorySteps>('memory-process', {
      directory: directory.path,
      settleMs: quick ? 100 : 300,
    })
    steps.push(await child.ask({}))
  }
  return {
    entries: [
      entryOf({
        bench: 'memory',
        figure: 'an idle publisher, above the process without',
        unit: 'MB',
        samples: steps.map(it => (it.idle - it.bare) / MB),
        goal: atMost(25, 'MB'),
        note: 'Resident. Its own modules, loaded before, are not in it; the worker thread is.',
      }),
      entryOf({
        bench: 'memory',
        figure: '50,000 events while nobody is subscribed',
        unit: 'MB',
        samples: steps.map(it => (it.fired - it.idle) / MB),
        goal: atMost(1, 'MB'),
        note: 'The ring has 64 MiB and is not touched.',
      }),
      entryOf({
        bench: 'memory',
        figure: 'the same with a subscriber in the same process',
        unit: 'MB',
        samples: steps.map(it => (it.traced - it.subscribed) / MB),
      }),
    ],
  }
}
