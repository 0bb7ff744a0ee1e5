import type { Tracepoints } from '../../src/publisher/sites/index.js'
import type { Bench, BenchContext, BenchResult, Entry } from '../harness/bench.js'
import { atMost, entryOf } from '../harness/entry.js'
import { type Case, interleave, type TimedCase } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { benchRing } from './bench-ring.js'
import { startCppRows } from './cpp-rows.js'
import { CollectingHandler, type Collector, columnBatch, rowBatch } from './frames.js'
import { type NodeLoad, nodeLoad, PEERS, payload } from './node-load.js'

const EVENTS = 4096
const ROWS = 1024

export const encode: Bench = {
  name: 'encode',
  about: 'What an event costs the worker: taken from the ring, collected, encoded; not sent.',
  run: runEncode,
}

async function runEncode(context: BenchContext): Promise<BenchResult> {
  const load = nodeLoad(context.seed)
  const cpp = await startCppRows(context)
  await using rows = cpp.rows
  const cases: Case[] = [
    encoding('drained only', net(load, 8), EVENTS, null),
    encoding('columns, net message, 8 bytes', net(load, 8), EVENTS, columnBatch(EVENTS)),
    encoding('columns, utxocache:add', coin(load), EVENTS, columnBatch(EVENTS)),
    encoding('columns, net message, 4096 bytes', net(load, 4096), 512, columnBatch(512)),
    encoding('rows, net message, 8 bytes', net(load, 8), ROWS, rowBatch(ROWS)),
  ]
  if (rows !== null) {
    cases.push({ name: 'C++', sample: async () => (await rows.sample()).build })
  }
  const samples = await interleave(cases, microOptions(context))
  const reference = samples.get('C++')
  return {
    entries: cases
      .filter(({ name }) => name !== 'C++')
      .map(({ name }): Entry => {
        const isRows = name.startsWith('rows')
        return entryOf({
          bench: 'encode',
          figure: name,
          unit: 'ns',
          samples: samples.get(name) ?? [],
          ...(isRows ? { goal: atMost(110, 'ns') } : {}),
          ...(isRows && reference !== undefined
            ? { reference: { name: "C++'s builder with malloc, not drained", samples: reference } }
            : {}),
          ...(isRows && 'reason' in cpp ? { note: `No C++ beside it: ${cpp.reason}.` } : {}),
        })
      }),
  }
}

type Fire = (sites: Tracepoints, i: number) => void

export function net(load: NodeLoad, bytes: number): Fire {
  const content = payload(bytes)
  return (sites, i) => {
    const peer = i % PEERS
    sites['net:inbound_message'].fire(
      peer,
      load.addresses[peer]!,
      'inbound',
      load.messageTypes[i & 7]!,
      content.length,
      content,
    )
  }
}

function coin(load: NodeLoad): Fire {
  return (sites, i) =>
    sites['utxocache:add'].fire(load.hashes[i & 255]!, i, 800000, 5000 + i, false, 'main')
}

/** Fires between the runs; drains and encodes in them. Without a collector, drains only. */
export function encoding(
  name: string,
  fire: Fire,
  events: number,
  collector: Collector | null,
): TimedCase {
  const { sites, reader } = benchRing({ bytes: 8 * 1024 * 1024 })
  const handler = new CollectingHandler(reader, collector)
  const between = (): void => {
    for (let i = 0; i < events; i++) fire(sites, i)
  }
  between()
  return {
    name,
    between,
    run() {
      const count = reader.drain(handler)
      collector?.finish()?.release()
      return count
    },
  }
}
