import { rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import { Batch, batchOfEvents, describeSource, TextCache } from '../../src/client/index.js'
import { Recording, type RecordingSubject, RecordingWriter } from '../../src/recording/index.js'
import { tracepoints } from '../../src/schema/index.js'
import { TRACEPOINT_NAMES, type TraceEvent } from '../../src/tracepoints/index.js'
import type { Bench, BenchContext, BenchResult, Entry } from '../harness/bench.js'
import { atLeast, atMost, entryOf, ratioAtMost } from '../harness/entry.js'
import { interleave, keep } from '../harness/interleave.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { columnsFrame } from '../suites/frames.js'
import { startLoad, startSubscriber, stretch } from './run-load.js'

/** What a recorder has to keep up with. */
const RATE = 500_000

const EVENTS = 4096
/** Batches of a file that is written in one go. */
const BATCHES = 64
const QUICK_BATCHES = 16

export const recording: Bench = {
  name: 'recording',
  about: 'A recorder beside a node, and what it costs beside a plain write of the same bytes.',
  run: async context => ({
    entries: [...(await besideANode(context)), ...(await besideAWrite(context))],
  }),
}

export const recordingScan: Bench = {
  name: 'recording-scan',
  about: 'Finding the events of one tracepoint in a large recording, by its index.',
  run: runScan,
}

/** A node fires at the rate that is wanted; the recorder is another process. */
async function besideANode({ quick, signal, seed, progress }: BenchContext): Promise<Entry[]> {
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'node.sock')
  await using load = await startLoad({ path, seed, coarseClock: true })
  await using recorder = await startSubscriber({
    path,
    patterns: ['net:inbound_message'],
    work: 'record',
    file: join(directory.path, 'bench.rec'),
    payloadBytes: 8,
    maxBatchWaitUs: 50_000,
  })
  const order = { rate: RATE, what: 'message', payloadBytes: 8 } as const
  progress('warming up')
  await stretch(load, [recorder], { ...order, milliseconds: quick ? 300 : 3000 })
  const recorded: number[] = []
  const cpu: number[] = []
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    signal.throwIfAborted()
    progress(`${RATE} events/s`)
    const one = await stretch(load, [recorder], { ...order, milliseconds: quick ? 400 : 3000 })
    recorded.push((one.load.fired - one.lost) / one.load.seconds)
    cpu.push(one.perEvent.client)
  }
  return [
    entryOf({
      bench: 'recording',
      figure: `events recorded of ${RATE} fired in a second`,
      unit: 'events/s',
      samples: recorded,
      goal: atLeast(RATE * 0.99, 'events/s'),
      note: 'Net messages of 8 bytes, from a node in another process, into a file.',
    }),
    entryOf({
      bench: 'recording',
      figure: 'processor time of the recorder, all threads, socket and file included',
      unit: 'ns',
      samples: cpu,
      goal: atMost(1e9 / RATE, 'ns'),
      note: 'At most this, and one core keeps up.',
    }),
  ]
}

/** Frames as they come from the socket are written as a recording, and as they are. */
async function besideAWrite(context: BenchContext): Promise<Entry[]> {
  const { quick, signal, seed } = context
  await using directory = temporaryDirectory()
  const entries: Entry[] = []
  const batches = quick ? QUICK_BATCHES : BATCHES
  for (const payloadBytes of [8, 256]) {
    const frame = columnsFrame(EVENTS, payloadBytes, seed)
    const path = join(directory.path, 'bench')
    const texts = new TextCache()
    const write = (compress: boolean) => async () => {
      const writer = await RecordingWriter.create(path, subject, { compress })
      for (let i = 0; i < batches; i++) {
        await writer.write(new Batch(new MessageReader(frame).root(tracepoints.Batch), texts))
      }
      await writer.close()
      return EVENTS * batches
    }
    const between = (): void => rmSync(path)
    const plain = 'a plain write of the same bytes'
    const samples = await interleave(
      [
        { name: 'recording', run: write(false), between },
        { name: 'compressed', run: write(true), between },
        {
          name: plain,
          between,
          async run() {
            const file = await open(path, 'wx')
            for (let i = 0; i < batches; i++) await file.writev([frame])
            await file.datasync()
            await file.close()
            return EVENTS * batches
          },
        },
      ],
      { rounds: quick ? 3 : 31, warmUpMs: quick ? 20 : 1000, signal },
    )
    for (const name of ['recording', 'compressed']) {
      entries.push(
        entryOf({
          bench: 'recording',
          figure: `${name === 'recording' ? 'written as it came' : name}, payloads of ${payloadBytes} bytes`,
          unit: 'ns',
          samples: samples.get(name) ?? [],
          reference: { name: plain, samples: samples.get(plain) ?? [] },
          note: 'An event, brought to the disk included.',
        }),
      )
    }
  }
  return entries
}

async function runScan(context: BenchContext): Promise<BenchResult> {
  const blocks = { tracepoint: 'validation:block_connected', what: 'blocks between' } as const
  const added = { tracepoint: 'mempool:added', what: 'transactions in every batch of' } as const
  return {
    entries: [
      await scanFor(context, blocks.tracepoint, blocks.what, writeWithBlocks, 0.1),
      await scanFor(context, added.tracepoint, added.what, writeMixed, 0.5),
    ],
  }
}

async function scanFor(
  { quick, signal, seed, progress }: BenchContext,
  tracepoint: string,
  what: string,
  write: (writer: RecordingWriter, bytes: number, seed: number) => Promise<number>,
  goal: number,
): Promise<Entry> {
  await using directory = temporaryDirectory()
  const path = join(directory.path, 'large.rec')
  const wantedBytes = quick ? 32e6 : 1e9
  progress(`writing ${wantedBytes / 1e6} MB`)
  const writer = await RecordingWriter.create(path, subject)
  const written = await write(writer, wantedBytes, seed)
  await writer.close()
  const count = async (ignoreIndex: boolean): Promise<number> => {
    await using recording = await Recording.open(path)
    let events = 0
    // As by the index nothing is held against checksums, so here.
    const options = { tracepoints: [tracepoint], ignoreIndex, checksums: false }
    for await (const batch of recording.batches(options)) {
      events += batch.eventCount
    }
    if (events !== written) throw new Error(`${events} of ${written} events were found`)
    keep(events)
    return 1
  }
  const reading = 'reading all of it'
  const samples = await interleave(
    [
      { name: 'by index', run: () => count(false) },
      { name: reading, run: () => count(true) },
    ],
    { rounds: quick ? 3 : 7, warmUpMs: 0, signal },
  )
  const ms = (name: string): number[] => (samples.get(name) ?? []).map(ns => ns / 1e6)
  return entryOf({
    bench: 'recording-scan',
    figure: `${written} ${what} the messages of ${wantedBytes / 1e6} MB`,
    unit: 'ms',
    samples: ms('by index'),
    reference: { name: reading, samples: ms(reading) },
    goal: ratioAtMost(goal, `at most ${goal} times reading all of it`),
    note: 'The file is in the memory of the operating system: from a disk, reading all takes longer.',
  })
}

/** A block in every sixteenth batch of messages. Returns how many there are. */
async function writeWithBlocks(
  writer: RecordingWriter,
  bytes: number,
  seed: number,
): Promise<number> {
  const messages = repeated(columnsFrame(EVENTS, 256, seed))
  let blocks = 0
  for (let i = 0; writer.bytes + writer.bytesUnderWay < bytes; i++) {
    await writer.write(messages())
    if (i % 16 !== 0) continue
    await writer.write(block(blocks))
    blocks++
  }
  return blocks
}

/** Some transactions in every batch of messages. */
async function writeMixed(writer: RecordingWriter, bytes: number, seed: number): Promise<number> {
  const messages = repeated(columnsFrame(EVENTS, 256, seed))()
  const events: TraceEvent[] = [
    ...messages,
    ...Array.from({ length: 40 }, (_, i) => transaction(i)),
  ]
  const message = new MessageBuilder()
  const numbered = events.map((event, sequence) => ({ ...event, sequence, timestampUs: sequence }))
  batchOfEvents(numbered).encode(message, 0)
  const mixed = repeated(message.toFrame())
  let transactions = 0
  for (; writer.bytes + writer.bytesUnderWay < bytes; transactions += 40) {
    await writer.write(mixed())
  }
  return transactions
}

/** The batch of a frame, each time as if it had just come. */
function repeated(frame: Uint8Array): () => Batch {
  const texts = new TextCache()
  return () => new Batch(new MessageReader(frame).root(tracepoints.Batch), texts)
}

function transaction(vsize: number): TraceEvent {
  return {
    tracepoint: 'mempool:added',
    sequence: 0,
    timestampUs: 0,
    txid: new Uint8Array(32),
    vsize,
    feeSat: 1,
  }
}

function block(sequence: number): Batch {
  return batchOfEvents([
    {
      tracepoint: 'validation:block_connected',
      sequence,
      timestampUs: 1_000_000 + sequence,
      hash: new Uint8Array(32),
      height: sequence,
      transactions: 1,
      inputs: 1,
      sigopsCost: 1,
      durationNs: 1,
    },
  ])
}

const subject: RecordingSubject = {
  tracepoints: TRACEPOINT_NAMES,
  monotonicZeroUnixUs: 0,
  payloadBytes: Number.POSITIVE_INFINITY,
  where: '',
  node: describeSource('bench', []),
}
