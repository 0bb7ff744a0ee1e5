import { monotonicClock } from '../../src/publisher/ring/index.js'
import type { Bench, BenchContext, BenchResult, Entry } from '../harness/bench.js'
import { atMost, entryOf, type Measured, ratioAtMost } from '../harness/entry.js'
import { type Case, interleave, keep } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { pairwise } from '../harness/spread.js'
import { bareCoins, bareMessages } from './bare-stores.js'
import { benchRing } from './bench-ring.js'
import { nodeLoad, PEERS, payload } from './node-load.js'

const EVENTS = 4096
const LARGE_EVENTS = 512
const LARGE_BYTES = 4096

const BARE_MESSAGE = 'bare message'
const BARE_COIN = 'bare coin'

export const siteOnExact: Bench = {
  name: 'site-on',
  about: 'What an event costs the traced thread, each with its exact time.',
  run: context => siteOn('site-on', false, context),
}

export const siteOnCoarse: Bench = {
  name: 'site-on-coarse',
  about: 'The same with the clock that is read at every turn of the worker and every 16 events.',
  run: context => siteOn('site-on-coarse', true, context),
}

async function siteOn(
  bench: string,
  coarseClock: boolean,
  context: BenchContext,
): Promise<BenchResult> {
  const { addresses, messageTypes, hashes } = nodeLoad(context.seed)
  const { writer, sites, drain } = benchRing({ coarseClock })
  // Touched once, so that the first events all around do not pay for the system's pages.
  writer.bytes.fill(0)
  const message = sites['net:inbound_message']
  const coin = sites['utxocache:add']
  const internedAddresses = addresses.map(address => writer.intern(address))
  const internedTypes = messageTypes.map(type => writer.intern(type))
  const inbound = writer.intern('inbound')
  const small = payload(8)
  const large = payload(LARGE_BYTES)
  const clock = monotonicClock()
  const copy = coldCopies(large)
  const cases: Case[] = [
    {
      name: 'clock',
      run() {
        let sum = 0
        for (let i = 0; i < EVENTS; i++) sum += clock()
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'strings',
      between: drain,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!message.enabled) continue
          const peer = i % PEERS
          message.fire(peer, addresses[peer]!, 'inbound', messageTypes[i & 7]!, 8, small)
        }
        return EVENTS
      },
    },
    {
      name: 'peer interned',
      between: drain,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!message.enabled) continue
          const peer = i % PEERS
          message.fire(peer, internedAddresses[peer]!, inbound, messageTypes[i & 7]!, 8, small)
        }
        return EVENTS
      },
    },
    {
      name: 'all interned',
      between: drain,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!message.enabled) continue
          const peer = i % PEERS
          message.fire(peer, internedAddresses[peer]!, inbound, internedTypes[i & 7]!, 8, small)
        }
        return EVENTS
      },
    },
    {
      name: 'coin',
      between: drain,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (coin.enabled) coin.fire(hashes[i & 255]!, i, 800000, 5000 + i, false, 'main')
        }
        return EVENTS
      },
    },
    {
      name: 'large',
      between: drain,
      run() {
        for (let i = 0; i < LARGE_EVENTS; i++) {
          if (!message.enabled) continue
          const peer = i % PEERS
          const type = internedTypes[i & 7]!
          message.fire(peer, internedAddresses[peer]!, inbound, type, LARGE_BYTES, large)
        }
        return LARGE_EVENTS
      },
    },
    { name: 'copy', run: copy },
    { name: BARE_MESSAGE, run: bareMessages(EVENTS, small, coarseClock ? null : clock) },
    { name: BARE_COIN, run: bareCoins(EVENTS, hashes, coarseClock ? null : clock) },
  ]
  const samples = await interleave(cases, microOptions(context))
  const of = (name: string): readonly number[] => samples.get(name) ?? []
  const beside = (name: string) => ({
    name: `storing as many numbers${coarseClock ? '' : ', the clock among them,'} in a loop without a check`,
    samples: of(name),
  })
  const goalNs = coarseClock ? 25 : 60
  const clockUsed = coarseClock ? 1 / 16 : 1
  const entries: Entry[] = []
  const add = (measured: Omit<Measured, 'bench' | 'unit'>): void => {
    entries.push(entryOf({ bench, unit: 'ns', ...measured }))
  }
  add({ figure: 'the clock alone', samples: of('clock') })
  const figures = [
    ['strings', 'net message, 8 bytes, three recurring strings'],
    ['peer interned', 'net message, 8 bytes, address and connection type interned'],
    ['all interned', 'net message, 8 bytes, all three interned'],
  ] as const
  for (const [name, figure] of figures) {
    const reference = beside(BARE_MESSAGE)
    add({ figure, samples: of(name), reference, goal: atMost(goalNs, 'ns') })
  }
  add({
    figure: 'net message, 8 bytes, all three interned, less the clock',
    samples: pairwise(of('all interned'), of('clock'), (a, b) => a - b * clockUsed),
    note: 'What is left where the clock costs nothing.',
  })
  add({
    figure: 'utxocache:add',
    samples: of('coin'),
    reference: beside(BARE_COIN),
    goal: atMost(50, 'ns'),
  })
  add({
    figure: 'net message, 4096 bytes',
    samples: of('large'),
    reference: { name: 'a copy of as much into cold shared memory', samples: of('copy') },
    goal: ratioAtMost(1.3, 'at most 1.3 times the copy'),
  })
  return { entries }
}

/** Copies `bytes` again and again to places that have not been written for 64 MiB. */
function coldCopies(bytes: Uint8Array): () => number {
  const shared = Buffer.from(new SharedArrayBuffer(64 * 1024 * 1024)).fill(1)
  // As far apart as the records of a ring.
  const step = bytes.length + 48
  let at = 0
  return () => {
    for (let i = 0; i < LARGE_EVENTS; i++) {
      if (at + step > shared.length) at = 0
      // `set` and `copy` go byte by byte where the alignments differ; `fill` never does.
      shared.fill(bytes, at, at + bytes.length)
      at += step
    }
    return LARGE_EVENTS
  }
}
