import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Curve } from '../harness/bench.js'
import { interleave } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { spreadOf } from '../harness/spread.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { benchRing } from '../suites/bench-ring.js'
import { payload } from '../suites/node-load.js'
import { type Load, type Stretch, startLoad, startSubscriber, stretch } from './run-load.js'

/** With the size of a batch: as many events as fill large ones. */
const RATE = 1e6
/** Long enough for all sizes to be filled. */
const LONG_WAIT_US = 30_000
/** With its wait: so few that the wait decides how large a batch is. */
const WAIT_RATE = 50e3
const EVENTS = 4096
const DISTINCT = [1, 10, 100, 1000, 4000, 16_000, 64_000]

export const curves: Bench = {
  name: 'curves',
  about: 'How cost grows with the size of batches, with their wait, and with distinct strings.',
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed: context.seed, coarseClock: true })
  return {
    entries: [],
    curves: [
      await batchSizes(context, load, path),
      ...(context.quick ? [] : [await waits(context, load, path)]),
      await distinctStrings(context),
    ],
  }
}

async function batchSizes(context: BenchContext, load: Load, path: string): Promise<Curve> {
  const sizes = context.quick ? [4096] : [16, 64, 256, 1024, 4096, 16_384]
  const found = await each(context, load, path, RATE, sizes, maxBatchEvents => ({
    maxBatchEvents,
    maxBatchWaitUs: LONG_WAIT_US,
  }))
  return {
    name: 'batch-size',
    title: 'Processor time an event by the size of a batch, 1 M events/s',
    x: { label: 'size of a batch, at most (events)', logarithmic: true },
    y: { label: 'processor time (ns an event)', logarithmic: true },
    lines: lines(sizes, found, { worker: 'worker', client: 'client' }),
  }
}

async function waits(context: BenchContext, load: Load, path: string): Promise<Curve> {
  const waits = [0, 1000, 3000, 10_000, 30_000]
  const found = await each(context, load, path, WAIT_RATE, waits, maxBatchWaitUs => ({
    maxBatchWaitUs,
  }))
  return {
    name: 'batch-wait',
    title: 'Processor time an event by how long a batch may wait, 50 k events/s',
    x: { label: 'wait of a batch, at most (ms)', logarithmic: false },
    y: { label: 'processor time (ns an event)', logarithmic: true },
    lines: lines(waits, found, { worker: 'worker', client: 'client' }).map(({ name, points }) => ({
      name,
      points: points.map(({ x, y }) => ({ x: x / 1000, y })),
    })),
  }
}

async function each(
  { quick, signal, progress }: BenchContext,
  load: Load,
  path: string,
  rate: number,
  values: readonly number[],
  options: (value: number) => { maxBatchEvents?: number; maxBatchWaitUs: number },
): Promise<Map<number, Stretch[]>> {
  const found = new Map<number, Stretch[]>()
  for (const value of values) {
    signal.throwIfAborted()
    progress(JSON.stringify(options(value)))
    await using subscriber = await startSubscriber({
      path,
      patterns: ['net:inbound_message'],
      work: 'count',
      payloadBytes: 8,
      ...options(value),
    })
    const order = { rate, what: 'message', payloadBytes: 8 } as const
    await stretch(load, [subscriber], { ...order, milliseconds: quick ? 250 : 1500 })
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const one = await stretch(load, [subscriber], { ...order, milliseconds: quick ? 250 : 1000 })
      found.set(value, [...(found.get(value) ?? []), one])
    }
  }
  return found
}

function lines(
  values: readonly number[],
  found: Map<number, Stretch[]>,
  sides: Readonly<Partial<Record<keyof Stretch['perEvent'], string>>>,
): Curve['lines'] {
  return (Object.keys(sides) as (keyof Stretch['perEvent'])[]).map(side => ({
    name: sides[side] ?? side,
    points: values.map(x => ({
      x,
      y: spreadOf((found.get(x) ?? []).map(({ perEvent }) => perEvent[side])),
    })),
  }))
}

/**
 * Strings that are not prepared: the traced thread looks each up, and defines it when it is new.
 */
async function distinctStrings(context: BenchContext): Promise<Curve> {
  const small = payload(8)
  const cases = (context.quick ? [1000] : DISTINCT).map(distinct => {
    const { sites, drain } = benchRing({ coarseClock: true })
    const texts = Array.from({ length: distinct }, (_, i) => `10.${i >> 8}.${i & 255}.1:8333`)
    const site = sites['net:inbound_message']
    let next = 0
    return {
      name: String(distinct),
      between: drain,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          next = next + 1 < distinct ? next + 1 : 0
          site.fire(next, texts[next] as string, 'inbound', 'ping', 8, small)
        }
        return EVENTS
      },
    }
  })
  const samples = await interleave(cases, microOptions(context))
  return {
    name: 'distinct-strings',
    title: 'Traced thread: a net message by the number of distinct addresses, coarse clock',
    x: { label: 'distinct addresses', logarithmic: true },
    y: { label: 'time (ns an event)', logarithmic: false },
    lines: [
      {
        name: 'traced thread',
        points: [...samples].map(([name, values]) => ({ x: Number(name), y: spreadOf(values) })),
      },
    ],
  }
}
