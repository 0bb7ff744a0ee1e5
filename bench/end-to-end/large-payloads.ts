import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Curve } from '../harness/bench.js'
import { entryOf, ratioAtMost } from '../harness/entry.js'
import { spreadOf } from '../harness/spread.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { startLoad, startSubscriber, stretch } from './run-load.js'

const MIB = 2 ** 20
/** Bytes a second, whatever the size of a payload: well below what a socket carries. */
const BYTES_A_SECOND = 200 * MIB
const SIZES = [8, 256, 4096, 65_536, MIB, 4_000_000]
const MAX_RATE = 300_000

export const largePayloads: Bench = {
  name: 'large-payloads',
  about: "Payloads of every size: what a byte costs on the node's side and on the client's.",
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, seed, signal, progress } = context
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed })
  await using subscriber = await startSubscriber({
    path,
    patterns: ['net:inbound_message'],
    work: 'count',
    payloadBytes: 8_000_000,
  })
  const sizes = quick ? [8, MIB] : SIZES
  const traced = new Map<number, number[]>()
  const worker = new Map<number, number[]>()
  const client = new Map<number, number[]>()
  const copies: number[] = []
  let lost = 0
  for (let round = -1; round < (quick ? 1 : 3); round++) {
    for (const size of sizes) {
      signal.throwIfAborted()
      progress(`${size} bytes`)
      const rate = Math.min(MAX_RATE, BYTES_A_SECOND / size)
      const one = await stretch(load, [subscriber], {
        rate,
        milliseconds: quick ? 250 : 1200,
        what: 'message',
        payloadBytes: size,
      })
      if (round < 0) continue
      lost += one.lost
      add(traced, size, one.perEvent.firing)
      add(worker, size, one.perEvent.worker)
      add(client, size, one.perEvent.client)
      if (size === MIB) copies.push(copyNs(MIB))
    }
  }
  const nodeSide = (traced.get(MIB) ?? []).map((ns, i) => ns + (worker.get(MIB)?.[i] ?? 0))
  const curve: Curve = {
    name: 'payload-size',
    title: 'Cost an event by the size of its payload',
    x: { label: 'payload (bytes)', logarithmic: true },
    y: { label: 'time (ns an event)', logarithmic: true },
    lines: [
      { name: 'traced thread', points: points(traced) },
      { name: 'worker', points: points(worker) },
      { name: 'client', points: points(client) },
    ],
  }
  return {
    entries: [
      entryOf({
        bench: 'large-payloads',
        figure: '1 MiB: traced thread',
        unit: 'ns',
        samples: traced.get(MIB) ?? [],
        reference: { name: 'one copy of as much into cold shared memory', samples: copies },
        goal: ratioAtMost(1.3, 'one copy: at most 1.3 times'),
      }),
      entryOf({
        bench: 'large-payloads',
        figure: '1 MiB: traced thread and worker, the system’s copy into the socket included',
        unit: 'ns',
        samples: nodeSide,
        reference: { name: 'one copy of as much into cold shared memory', samples: copies },
        note: 'The bytes are copied into the ring, and from the ring into the batch; the third copy is the system’s. None is made into a string.',
      }),
      entryOf({
        bench: 'large-payloads',
        figure: 'lost, all sizes',
        unit: 'events',
        samples: [lost],
      }),
    ],
    curves: [curve],
  }
}

function add(map: Map<number, number[]>, size: number, value: number): void {
  map.set(size, [...(map.get(size) ?? []), value])
}

function points(map: Map<number, number[]>): Curve['lines'][number]['points'] {
  return [...map].map(([x, samples]) => ({ x, y: spreadOf(samples) }))
}

const shared = Buffer.from(new SharedArrayBuffer(64 * MIB))

/** What a copy of `bytes` takes to places that have not been written for long. */
function copyNs(bytes: number): number {
  const from = Buffer.alloc(bytes, 7)
  const samples: number[] = []
  for (let round = 0; round < 3; round++) {
    for (let at = 0; at + bytes <= shared.length; at += bytes) {
      const start = process.hrtime.bigint()
      shared.fill(from, at, at + bytes)
      samples.push(Number(process.hrtime.bigint() - start))
    }
  }
  // Not the first time around: its memory was not there yet.
  return spreadOf(samples.slice(samples.length / 3)).median
}
