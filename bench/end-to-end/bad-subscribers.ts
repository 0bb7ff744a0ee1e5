import { createConnection } from 'node:net'
import { join } from 'node:path'
import type { Bench, BenchContext, BenchResult, Entry } from '../harness/bench.js'
import { atMost, entryOf, ratioAtMost } from '../harness/entry.js'
import { random } from '../harness/random.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { type Stretch, startLoad, startSubscriber, stretch } from './run-load.js'

const RATE = 500_000
const MIB = 2 ** 20
const QUEUE_BYTES = 16 * MIB

export const badSubscribers: Bench = {
  name: 'bad-subscribers',
  about: 'What a subscriber that stalls, is stopped or sends rubbish does to the others.',
  run,
}

/** Makes a bad subscriber and returns how to end it. */
type Badness = (path: string, seed: number) => Promise<() => Promise<void>>

const KINDS: Readonly<Record<string, Badness>> = {
  stalled: async path => {
    const bad = await startSubscriber({ ...BAD, path, work: 'stall' })
    return () => bad[Symbol.asyncDispose]()
  },
  stopped: async path => {
    const bad = await startSubscriber({ ...BAD, path, work: 'count' })
    bad.process.kill('SIGSTOP')
    return () => bad[Symbol.asyncDispose]()
  },
  hostile: async (path, seed) => {
    const end = sendRubbish(path, seed)
    return async () => end()
  },
}

const BAD = {
  patterns: ['net:inbound_message'],
  payloadBytes: 8,
  maxQueueBytes: QUEUE_BYTES,
} as const

async function run(context: BenchContext): Promise<BenchResult> {
  const { quick, seed, signal, progress } = context
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed, coarseClock: true })
  await using good = await startSubscriber({
    path,
    patterns: ['net:inbound_message'],
    work: 'count',
    payloadBytes: 8,
  })
  const fire = (milliseconds: number): Promise<Stretch> =>
    stretch(load, [good], { rate: RATE, milliseconds, what: 'message', payloadBytes: 8 })
  // The ring is then touched once all around: its memory is no growth.
  await fire(quick ? 300 : 4000)
  const kinds = Object.entries(KINDS).filter(([kind]) => kind !== 'stopped' || hasSignals())
  const entries: Entry[] = []
  for (const [kind, begin] of kinds) {
    const without: Stretch[] = []
    const beside: Stretch[] = []
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      signal.throwIfAborted()
      progress(kind)
      without.push(await fire(quick ? 150 : 1500))
      const end = await begin(path, seed)
      // Until its queue is full: from then on it loses.
      await fire(quick ? 100 : 1000)
      beside.push(await fire(quick ? 150 : 1500))
      await end()
    }
    const grown = beside.map(
      (it, i) => (it.load.rssBytes - (without[i] as Stretch).load.rssBytes) / MIB,
    )
    entries.push(
      entryOf({
        bench: 'bad-subscribers',
        figure: `${kind}: traced thread`,
        unit: 'ns',
        samples: beside.map(it => it.perEvent.firing),
        reference: { name: 'without it', samples: without.map(it => it.perEvent.firing) },
        goal: ratioAtMost(1.15, 'unchanged within noise: at most 1.15 times'),
      }),
      entryOf({
        bench: 'bad-subscribers',
        figure: `${kind}: lost by the other subscriber`,
        unit: 'events',
        samples: beside.map(it => it.lost),
        goal: atMost(0, 'events'),
      }),
      entryOf({
        bench: 'bad-subscribers',
        figure: `${kind}: memory of the node, growth`,
        unit: 'MiB',
        samples: grown,
        goal: atMost((2 * QUEUE_BYTES) / MIB, 'MiB'),
        note: `It may have ${QUEUE_BYTES / MIB} MiB waiting.`,
      }),
    )
  }
  return { entries }
}

function hasSignals(): boolean {
  return process.platform !== 'win32'
}

/** Connects again and again and sends random bytes each time. Returns how to end it. */
function sendRubbish(path: string, seed: number): () => void {
  const next = random(seed)
  let ended = false
  const again = (): void => {
    if (ended) return
    const socket = createConnection(path, () => {
      socket.write(Uint8Array.from({ length: 4096 }, () => Math.floor(next() * 256)))
    })
    socket.on('error', () => {})
    socket.on('data', () => {})
    socket.setTimeout(100, () => socket.destroy())
    socket.once('close', () => setTimeout(again, 5))
  }
  for (let i = 0; i < 4; i++) again()
  return () => {
    ended = true
  }
}
