import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atMost, entryOf, ratioAtLeast, ratioAtMost } from '../harness/entry.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import type { BcoinSettings } from './bcoin-process.js'
import { Child } from './child.js'
import { FloodPeer } from './flood-peer.js'
import { startSubscriber } from './run-load.js'
import type { ThreadTimes } from './thread-time.js'

const WINDOW = 2000
const PATIENT_WAIT_US = 50_000

export const pingFlood: Bench = {
  name: 'ping-flood',
  about: 'A peer floods a bcoin node with pings: how many a second it answers, traced or not.',
  run,
}

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, signal, progress } = context
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  const patientPath = join(directory.path, 'patient.sock')
  const started = await Promise.all([
    floodedNode({ path: join(directory.path, 'off.sock'), tracer: 'none' }),
    floodedNode({ path, tracer: 'nodetap' }),
    floodedNode({ path: patientPath, tracer: 'nodetap' }),
    floodedNode({ path: '', tracer: 'json' }),
  ])
  await using off = started[0]
  await using traced = started[1]
  await using patient = started[2]
  await using json = started[3]
  const counting = { patterns: ['net:*_message'], work: 'count', payloadBytes: 8 } as const
  await using first = await startSubscriber({ path, ...counting })
  await using second = await startSubscriber({
    path: patientPath,
    ...counting,
    maxBatchWaitUs: PATIENT_WAIT_US,
  })
  const subscribers = [first, second]
  const nodes = { off, traced, patient, json }
  const kinds = Object.keys(nodes) as (keyof typeof nodes)[]
  const samples = (): Record<keyof typeof nodes, number[]> => ({
    off: [],
    traced: [],
    patient: [],
    json: [],
  })
  const found = samples()
  const spent = samples()
  const pings = quick ? 8_000 : 30_000
  for (const kind of kinds) await nodes[kind].peer.flood(quick ? 6_000 : 60_000, WINDOW)
  const warm = await Promise.all(subscribers.map(it => it.ask({})))
  for (let round = 0; round < (quick ? 1 : 7); round++) {
    for (const kind of kinds) {
      signal.throwIfAborted()
      progress(`${kind}, round ${round + 1}`)
      const before = await nodes[kind].node.ask({})
      found[kind].push(await nodes[kind].peer.flood(pings, WINDOW))
      const after = await nodes[kind].node.ask({})
      spent[kind].push(((after.main ?? Number.NaN) - (before.main ?? Number.NaN)) / pings)
    }
  }
  await new Promise(resolve => setTimeout(resolve, 200))
  const marks = [...warm, ...(await Promise.all(subscribers.map(it => it.ask({}))))]
  const events = marks.reduce((sum, mark) => sum + mark.events, 0)
  const reference = { name: 'not traced', samples: found.off }
  const time = { name: 'not traced', samples: spent.off }
  return {
    entries: [
      entryOf({
        bench: 'ping-flood',
        figure: 'traced with nodetap',
        unit: 'pings/s',
        samples: found.traced,
        reference,
        goal: ratioAtLeast(0.97, 'at least 97 % of untraced'),
        note: 'Peer, node, worker and subscriber share the cores of the machine: with two of them, what the worker and the subscriber take is missing to the node or its peer.',
      }),
      entryOf({
        bench: 'ping-flood',
        figure: 'traced by a subscriber that waits for batches as `nodetap record` does',
        unit: 'pings/s',
        samples: found.patient,
        reference,
        goal: ratioAtLeast(0.97, 'at least 97 % of untraced'),
      }),
      entryOf({
        bench: 'ping-flood',
        figure: "processor time of the node's thread, a ping and its pong, traced with nodetap",
        unit: 'ns',
        samples: spent.traced,
        reference: time,
        goal: ratioAtMost(1.03, 'at most 1.03 times untraced'),
        note: 'What is left of the throughput where cores are not shared.',
      }),
      entryOf({
        bench: 'ping-flood',
        figure: 'the same with a tracer that writes JSON lines',
        unit: 'ns',
        samples: spent.json,
        reference: time,
      }),
      entryOf({
        bench: 'ping-flood',
        figure: 'with a tracer that writes JSON lines, received messages only',
        unit: 'pings/s',
        samples: found.json,
        reference,
      }),
      entryOf({
        bench: 'ping-flood',
        figure: `lost, of ${events} events`,
        unit: 'events',
        samples: [marks.reduce((sum, mark) => sum + mark.lost, 0)],
        goal: atMost(0, 'events'),
      }),
    ],
  }
}

interface Flooded extends AsyncDisposable {
  readonly peer: FloodPeer
  readonly node: Child<object, ThreadTimes>
}

async function floodedNode(settings: BcoinSettings): Promise<Flooded> {
  const node = await Child.start<object, ThreadTimes>('bcoin-process', settings)
  try {
    const peer = await FloodPeer.connect((node.greeting as { readonly port: number }).port)
    return {
      peer,
      node,
      [Symbol.asyncDispose]: async () => {
        await peer[Symbol.asyncDispose]()
        await node[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await node[Symbol.asyncDispose]()
    throw error
  }
}
