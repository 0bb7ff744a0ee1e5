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

const COPY = 'one copy of as much into cold shared memory, as often a second'

export const largePayloads: Bench = {
  name: 'large-payloads',
  about: "Payloads of every size: what a byte costs on the node's side and on the client's.",
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, seed, signal, progress } = context
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  // A short warm-up touches a small ring all around.
  await using load = await startLoad({ path, seed, ...(quick ? { ringBytes: 32 * MIB } : {}) })
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
  // Written once: the system gives memory when it is first touched.
  const shared = Buffer.from(new SharedArrayBuffer(64 * MIB)).fill(1)
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
      if (size === MIB) copies.push(copyNs(shared, MIB))
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
        reference: { name: COPY, samples: copies },
        goal: ratioAtMost(1.3, 'one copy: at most 1.3 times'),
      }),
      entryOf({
        bench: 'large-payloads',
        figure: '1 MiB: traced thread and worker, the system’s copy into the socket included',
        unit: 'ns',
        samples: nodeSide,
        reference: { name: COPY, samples: copies },
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

/** Copies that are timed a round, and how far apart they are, as the payloads are. */
const COPIES = 40
const PAUSE_MS = (1000 * MIB) / BYTES_A_SECOND

/**
 * What a copy of `bytes` takes to places that have not been written for long, by a thread that
 * sleeps in between: one copy right behind the other finds the caches warm and takes two thirds.
 */
function copyNs(to: Buffer, bytes: number): number {
  const from = Buffer.alloc(bytes, 7)
  const never = new Int32Array(new SharedArrayBuffer(4))
  const samples: number[] = []
  for (let i = 0; i < COPIES; i++) {
    const at = (i * bytes) % to.length
    Atomics.wait(never, 0, 0, PAUSE_MS)
    const start = process.hrtime.bigint()
    to.fill(from, at, at + bytes)
    samples.push(Number(process.hrtime.bigint() - start))
  }
  return spreadOf(samples).median
}
