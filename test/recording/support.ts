import assert from 'node:assert/strict'
import type { Batch } from '../../src/client/index.js'
import {
  type AppendFile,
  type OpenAppendFile,
  type ReadFile,
  Recording,
  type RecordingSubject,
  RecordingWriter,
  type WriterOptions,
} from '../../src/recording/index.js'
import { TRACEPOINTS, type TraceEvent } from '../../src/tracepoints/index.js'
import { sampleFrame } from '../client/batch/sample-batch.js'
import { readBatch } from '../publisher/batches/support.js'

export const subject: RecordingSubject = {
  tracepoints: TRACEPOINTS.map(({ name }) => name),
  monotonicZeroUnixUs: 1_700_000_000_000_000,
  payloadBytes: Number.POSITIVE_INFINITY,
  where: '',
  node: {
    software: 'nodetap/test',
    node: 'a node',
    processId: 7,
    startedAtUnixUs: 1_700_000_000_000_000,
    monotonicZeroUnixUs: 1_700_000_000_000_000,
    nextSequence: 0,
    subscriptions: 1,
    maxSubscriptions: 64,
    connections: 1,
    maxConnections: 64,
    ringBytes: 1024,
    ringUsedBytes: 0,
    ringHighWaterBytes: 0,
    snapshots: [],
    tracepoints: [
      {
        name: 'mempool:added',
        description: 'A transaction has entered the mempool.',
        stability: 'experimental',
        enabled: true,
        fired: 3,
        lost: 0,
        quality: 'derived',
        qualityNote: 'made up',
        fields: [{ name: 'vsize', type: 'int32', unit: 'vbyte', description: 'Its size.' }],
      },
    ],
  },
}

/** A file in memory, and how it is opened for both. */
export class MemoryFile {
  #memory = new Uint8Array(4096)
  #length = 0
  synced = 0
  closed = false

  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#length)
  }

  set bytes(bytes: Uint8Array) {
    this.#memory = Uint8Array.from(bytes)
    this.#length = bytes.length
  }

  /** `beforeAppend` may throw, as a full disk does; it returns how many bytes are taken. */
  opener(beforeAppend: (bytes: number) => number = bytes => bytes): OpenAppendFile {
    return async path =>
      ({
        path,
        append: async pieces => {
          const all = Buffer.concat(pieces)
          const taken = beforeAppend(all.length)
          this.#append(all.subarray(0, taken))
          if (taken < all.length) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        },
        truncate: async length => {
          this.bytes = this.bytes.slice(0, length)
        },
        sync: async () => {
          this.synced = this.bytes.length
        },
        close: async () => {
          this.closed = true
        },
      }) satisfies AppendFile
  }

  read(): Promise<Recording> {
    return readBytes(this.bytes)
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#memory.length) {
      const memory = new Uint8Array(2 * length)
      memory.set(this.bytes)
      this.#memory = memory
    }
    this.#memory.set(bytes, this.#length)
    this.#length = length
  }
}

/** `onRead` is told how many bytes are read. */
export function readBytes(
  bytes: Uint8Array,
  onRead: (bytes: number) => void = () => {},
): Promise<Recording> {
  const file: ReadFile = {
    path: 'memory',
    size: async () => bytes.length,
    read: async (into, offset) => {
      const part = bytes.subarray(offset, offset + into.length)
      into.set(part)
      onRead(part.length)
      return part.length
    },
    close: async () => {},
  }
  return Recording.read(file)
}

/** Batches with all tracepoints, with one, and with news: what a recording has to keep. */
export function sampleBatches(): Batch[] {
  const whole = (): Batch => readBatch(sampleFrame())
  const blocks = whole().only(new Set(['validation:block_connected']))
  const messages = whole().only(new Set(['net:inbound_message', 'net:outbound_message']))
  const lossy = whole().first(5)
  lossy.losses = [loss('mempool:added', 3), { ...loss('net:*_message', 4), cause: 'unknown' }]
  const resumed = whole().only(new Set(['mempool:removed']))
  resumed.gap = { lostAt: 1000, resumedAt: 3000, restarted: false, missedEvents: 12 }
  resumed.losses = [loss('mempool:added', 1)]
  const restarted = whole().only(new Set(['coin_selection:selected_coins']))
  restarted.gap = { lostAt: 5000, resumedAt: 6000, restarted: true, missedEvents: null }
  const last = whole().first(0)
  last.losses = [loss('net:inbound_message', 9)]
  return [whole(), blocks, messages, lossy, resumed, restarted, last]
}

export function eventsOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { eventCount }) => sum + eventCount, 0)
}

/** A few small ones, for what is done at every byte. */
export function smallBatches(): Batch[] {
  const [whole, blocks, , , resumed] = sampleBatches()
  assert.ok(whole !== undefined && blocks !== undefined && resumed !== undefined)
  return [blocks, resumed.first(1), whole.first(2)]
}

function loss(tracepoint: string, count: number): Batch['losses'][number] {
  return { tracepoint, count, cause: 'queueFull', firstSequence: 1, lastSequence: count }
}

/** The bytes of a recording of `batches`. */
export async function recorded(
  batches: readonly Batch[],
  options: WriterOptions = {},
): Promise<MemoryFile> {
  const file = new MemoryFile()
  const writer = await RecordingWriter.create('memory', subject, {
    now: () => 1_700_000_000_000,
    openFile: file.opener(),
    ...options,
  })
  for (const batch of batches) await writer.write(batch)
  await writer.close()
  return file
}

/** What a batch holds, in a form that can be compared. */
export interface Told {
  readonly events: readonly TraceEvent[]
  readonly losses: Batch['losses']
  readonly gap: Batch['gap']
}

export function told(batch: Batch): Told {
  return { events: [...batch].map(plain), losses: batch.losses, gap: batch.gap }
}

export async function readAll(batches: AsyncIterable<Batch>): Promise<Told[]> {
  const all: Told[] = []
  for await (const batch of batches) all.push(told(batch))
  return all
}

/** With bytes that compare equal wherever they lie. */
export function plain(event: TraceEvent): TraceEvent {
  const fields = Object.entries(event).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Uint8Array.from(value) : value,
  ])
  return Object.fromEntries(fields) as TraceEvent
}
