import { channel } from 'node:diagnostics_channel'
import { findTracepoint } from '../../src/tracepoints/index.js'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atMost, entryOf } from '../harness/entry.js'
import { interleave, keep } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { pairwise } from '../harness/spread.js'
import { benchRing } from './bench-ring.js'
import { nodeLoad } from './node-load.js'

const STEPS = 1_000_000

export const siteOff: Bench = {
  name: 'site-off',
  about: 'What a site costs while nobody is subscribed to its tracepoint.',
  async run(context: BenchContext): Promise<BenchResult> {
    const { hashes } = nodeLoad(context.seed)
    const { sites, control } = benchRing()
    const off = sites['utxocache:spent']
    control.setEnabled(findTracepoint('utxocache:spent').id, false)
    const quiet = channel('nodetap:bench')
    let evaluated = 0
    const txidOf = (i: number): Uint8Array => {
      evaluated++
      return hashes[i & 255] as Uint8Array
    }
    const loop = (): number => {
      let sum = 0
      for (let i = 0; i < STEPS; i++) sum += i & 3
      keep(sum)
      return STEPS
    }
    const site = (): number => {
      let sum = 0
      for (let i = 0; i < STEPS; i++) {
        if (off.enabled) off.fire(txidOf(i), i, 800000, 5000, false, 'main')
        sum += i & 3
      }
      keep(sum)
      return STEPS
    }
    const diagnostics = (): number => {
      let sum = 0
      for (let i = 0; i < STEPS; i++) {
        if (quiet.hasSubscribers) quiet.publish({ txid: txidOf(i), vout: i })
        sum += i & 3
      }
      keep(sum)
      return STEPS
    }
    const samples = await interleave(
      [
        { name: 'loop', run: loop },
        { name: 'site', run: site },
        { name: 'diagnostics', run: diagnostics },
      ],
      microOptions(context),
    )
    const above = (name: string): number[] =>
      pairwise(samples.get(name) ?? [], samples.get('loop') ?? [], (a, b) => a - b)
    const allocated = allocatedBytes(site) / STEPS
    return {
      entries: [
        entryOf({
          bench: 'site-off',
          figure: "above an empty counted loop's step",
          unit: 'ns',
          samples: above('site'),
          goal: atMost(1, 'ns'),
        }),
        entryOf({
          bench: 'site-off',
          figure: 'the whole step',
          unit: 'ns',
          samples: samples.get('site') ?? [],
          reference: {
            name: 'the same step with `hasSubscribers` of a diagnostics_channel',
            samples: samples.get('diagnostics') ?? [],
          },
        }),
        entryOf({
          bench: 'site-off',
          figure: 'allocated a step',
          unit: 'bytes',
          samples: [allocated],
          goal: atMost(0.01, 'bytes'),
          note: `Of the heap, over ${STEPS} steps; some kB belong to the measuring itself.`,
        }),
        entryOf({
          bench: 'site-off',
          figure: 'argument expressions evaluated',
          unit: 'calls',
          samples: [evaluated],
          goal: atMost(0, 'calls'),
        }),
      ],
    }
  },
}

/** The least that one of a few runs makes the heap grow: a collection in between hides some. */
function allocatedBytes(run: () => number): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 5; i++) {
    const before = process.memoryUsage().heapUsed
    run()
    const grown = process.memoryUsage().heapUsed - before
    if (grown >= 0) least = Math.min(least, grown)
  }
  return least
}
