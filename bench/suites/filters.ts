import { NO_FILTER } from '../../src/expressions/index.js'
import type { Bench, BenchContext, BenchResult, Entry } from '../harness/bench.js'
import { entryOf, ratioAtMost } from '../harness/entry.js'
import { type Case, interleave, type TimedCase } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { benchRing } from './bench-ring.js'
import { net } from './encode.js'
import { FilteredGroup, filterOf } from './filtered-group.js'
import { nodeLoad } from './node-load.js'

const EVENTS = 4096
const PAYLOAD_BYTES = 32

const UNFILTERED = 'no filter'
const RECORDED = 'recorded'

/**
 * Conditions from the cheapest to what few will write; an eighth of the messages is of each type.
 */
const FILTERS = [
  ['passes all: size > 0', filterOf('size > 0')],
  ['passes 1 in 4: messageType in (inv, tx)', filterOf('messageType in (inv, tx)')],
  ['passes none: size > 1MB', filterOf('size > 1MB')],
  [
    'passes none, 9 conditions',
    filterOf(
      '(messageType in (inv, tx, ping, pong) or messageType prefix cmpct or address in .onion) and (size = 1..20 or size > 1kB or peerId & 0x100) and not (address in 10.0.0.0/8 and size > 5) and payload prefix ff',
    ),
  ],
  ['passes none, searches payloads', filterOf('payload contains "/Satoshi:"')],
  ['passes 1 in 10: every 10th', { ...NO_FILTER, sampleOneIn: 10 }],
  ['passes 1 in 10: by hash of address', { ...NO_FILTER, sampleOneIn: 10, sampleBy: 'address' }],
] as const

export const filters: Bench = {
  name: 'filters',
  about:
    'What a filter costs and saves: in the worker, from the ring to an encoded batch, an event fired; on the traced thread, an event of a type that nobody wants; and bytes.',
  run: runFilters,
}

async function runFilters(context: BenchContext): Promise<BenchResult> {
  const fire = net(nodeLoad(context.seed), PAYLOAD_BYTES)
  const bytes = new Map<string, number>()
  const working = (name: string, filter: (typeof FILTERS)[number][1]): TimedCase => {
    const { sites, reader } = benchRing({ bytes: 8 * 1024 * 1024 })
    const group = new FilteredGroup(reader, filter)
    const between = (): void => {
      for (let i = 0; i < EVENTS; i++) fire(sites, i)
    }
    between()
    const run = (): number => {
      const before = group.bytes
      const count = group.turn()
      bytes.set(name, (group.bytes - before) / count)
      return count
    }
    return { name, between, run }
  }
  const cases: Case[] = [
    working(UNFILTERED, NO_FILTER),
    ...FILTERS.map(([name, filter]) => working(name, filter)),
    tracing(RECORDED, context.seed, false),
    tracing('left out', context.seed, true),
  ]
  const samples = await interleave(cases, microOptions(context))
  const all = (name: string): readonly number[] => samples.get(name) ?? []
  const unfiltered = { name: 'no filter', samples: all(UNFILTERED) }
  const worker = [UNFILTERED, ...FILTERS.map(([name]) => name)]
  const entries: Entry[] = [
    ...worker.map(name =>
      entryOf({
        bench: 'filters',
        figure: `worker, ${name}`,
        unit: 'ns',
        samples: all(name),
        ...(name === UNFILTERED ? {} : { reference: unfiltered }),
      }),
    ),
    entryOf({
      bench: 'filters',
      figure: 'traced thread, an event of a type that nobody wants',
      unit: 'ns',
      samples: all('left out'),
      reference: { name: 'an event recorded', samples: all(RECORDED) },
      goal: ratioAtMost(0.5, 'at most half of recording it'),
    }),
    ...worker.map(name =>
      entryOf({
        bench: 'filters',
        figure: `encoded, ${name}`,
        unit: 'bytes',
        samples: [bytes.get(name) ?? 0],
        ...(name === UNFILTERED
          ? {}
          : { reference: { name: 'no filter', samples: [bytes.get(UNFILTERED) ?? 0] } }),
        note: 'An event fired; the events are the same in every run.',
      }),
    ),
  ]
  return { entries }
}

/** The traced thread's part: messages of eight types, all recorded or none. */
function tracing(name: string, seed: number, isGated: boolean): TimedCase {
  const { sites, control, drain } = benchRing({ bytes: 8 * 1024 * 1024 })
  const fire = net(nodeLoad(seed), PAYLOAD_BYTES)
  if (isGated) control.setGate(0, { texts: new Set(['block', 'blocktxn']), complement: false })
  const message = sites['net:inbound_message']
  return {
    name,
    between: drain,
    run() {
      for (let i = 0; i < EVENTS; i++) if (message.enabled) fire(sites, i)
      return EVENTS
    },
  }
}
