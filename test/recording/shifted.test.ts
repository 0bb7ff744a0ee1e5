import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Batch, batchOfEvents } from '../../src/client/index.js'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { Recording, summarize, verify } from '../../src/recording/index.js'
import type { TraceEvent } from '../../src/tracepoints/index.js'
import { readBytes, recorded, type Told, told } from './support.js'

/** A place in a file: a batch, or what lies between. */
interface Stretch {
  readonly offset: number
  readonly end: number
  readonly batch: boolean
}

/** Small batches, no two of them equal, and losses between some: there are three indexes. */
function* manyBatches(): Generator<Batch> {
  for (let sequence = 0; sequence < 2500; sequence++) {
    const events: TraceEvent[] = [
      {
        tracepoint: sequence % 7 === 0 ? 'net:inbound_connection' : 'net:outbound_connection',
        sequence,
        timestampUs: 1_000_000 + sequence,
        peerId: sequence,
        address: `192.0.2.${sequence % 250}:8333`,
        connectionType: 'manual',
        network: 'ipv4',
        existingConnections: 8,
      },
    ]
    const batch = batchOfEvents(events)
    if (sequence % 100 === 0) {
      const news = { firstSequence: sequence, lastSequence: sequence, count: 3 }
      batch.losses = [{ tracepoint: 'mempool:added', cause: 'queueFull', ...news }]
    }
    yield batch
  }
}

const { bytes } = await recorded([...manyBatches()])
const entries: Stretch[] = []
for await (const item of (await readBytes(bytes)).entries()) {
  assert.ok(!('damage' in item))
  const { offset, frame, entry } = item
  entries.push({ offset, end: offset + frame.length, batch: entry.kind === 'batch' })
}
const header = entries[0]?.end ?? 0
const indexes: number[] = []
{
  const recording = await readBytes(bytes)
  for await (const { previousIndex } of recording.indexes()) indexes.push(previousIndex)
  indexes.push(recording.end?.index ?? 0)
}
const all = await read(bytes)

const original = new Map(all.batches.flatMap(it => it.events).map(it => [it.sequence, it]))

interface Read {
  readonly batches: readonly Told[]
  readonly events: number
  readonly lost: number
  readonly message: string | null
}

async function read(changed: Uint8Array, tracepoints?: readonly string[]): Promise<Read> {
  const batches: Told[] = []
  let message: string | null = null
  const options = tracepoints === undefined ? {} : { tracepoints }
  try {
    for await (const batch of (await readBytes(changed)).batches(options)) batches.push(told(batch))
  } catch (error) {
    assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording), String(error))
    message = error.message
  }
  return {
    batches,
    events: batches.reduce((sum, { events }) => sum + events.length, 0),
    lost: batches.reduce((sum, { losses }) => sum + losses.reduce((n, it) => n + it.count, 0), 0),
    message,
  }
}

function insert(at: number, inserted: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)])
}

function remove(at: number, count: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + count)])
}

/**
 * The bytes any of which may be those that were removed: where what follows is the same, nobody can
 * tell which were.
 */
function removable(at: number, count: number): readonly [from: number, to: number] {
  let from = at
  while (bytes[from - 1] === bytes[from + count - 1]) from--
  let to = at + count
  while (bytes[to - count] === bytes[to]) to++
  return [from, to]
}

/** Reads what was changed: all that was not touched is there, and nothing else. */
async function expectTheRest(changed: Uint8Array, from: number, to: number): Promise<void> {
  const touched = entries.filter(it => it.offset < to && from < it.end)
  const lost = new Set(touched.filter(it => it.batch))
  const left = await read(changed)
  assert.match(left.message ?? 'nothing', /^memory, byte \d+: /)
  // The touched ones are missing, unless what came to lie where they were is the same.
  const expected = entries
    .filter(it => it.batch)
    .flatMap((it, sequence) => (lost.has(it) ? [] : [sequence]))
  const events = left.batches.flatMap(it => it.events)
  const sequences = new Set(expected)
  assert.deepEqual(
    events.map(it => it.sequence).filter(it => sequences.has(it)),
    expected,
  )
  assert.ok(events.length <= expected.length + 2)
  // Where the index that tells of a touched batch is touched, too, nobody can tell that it is another.
  const isTold = touched.every(it => it.batch)
  for (const event of events) {
    if (!isTold && !sequences.has(event.sequence)) continue
    assert.deepEqual(event, original.get(event.sequence))
  }
  // Losses that were recorded may be among what was touched, and so may the index that tells.
  if (isTold) {
    assert.equal(left.events + left.lost, all.events + all.lost)
  }
  const result = await verify(await readBytes(changed))
  assert.match(result.damage?.message ?? 'nothing', /^memory, byte \d+: /)
  assert.equal(result.batches, events.length)
}

test('the file of these tests is as they need it', () => {
  assert.equal(indexes.length, 4)
  assert.equal(entries.filter(it => !it.batch).length, 1 + 25 + 3 + 1)
  assert.equal(all.message, null)
})

test('behind inserted bytes all is read', async () => {
  const places = fc.integer({ min: header, max: bytes.length - 88 })
  await fc.assert(
    fc.asyncProperty(places, fc.uint8Array({ minLength: 1, maxLength: 40 }), async (at, more) => {
      await expectTheRest(insert(at, more), at, at)
    }),
    { numRuns: 60, interruptAfterTimeLimit: 6_000 },
  )
})

test('behind removed bytes all is read', async () => {
  const places = fc.integer({ min: header, max: bytes.length - 89 })
  await fc.assert(
    fc.asyncProperty(places, fc.integer({ min: 1, max: 5000 }), async (at, most) => {
      const count = Math.min(most, bytes.length - 88 - at)
      await expectTheRest(remove(at, count), ...removable(at, count))
    }),
    { numRuns: 60, interruptAfterTimeLimit: 6_000 },
  )
})

test('an index that bytes were inserted into, or removed from, is not believed', async () => {
  const whole = entries.filter(it => !it.batch && it.end - it.offset > 20_000)
  assert.equal(whole.length, 3)
  for (const { offset, end } of whole) {
    const middle = (offset + end) >> 1
    await expectTheRest(insert(middle, Uint8Array.of(16, 57, 253, 169)), middle, middle)
    await expectTheRest(insert(middle, new Uint8Array(8)), middle, middle)
    await expectTheRest(remove(middle, 8), middle, middle + 8)
  }
})

test('between whole entries too: one inserted, one removed, one twice', async () => {
  for (const index of [1, 2, 700, 2000, entries.length - 3]) {
    const { offset, end } = entries[index] ?? assert.fail()
    await expectTheRest(remove(offset, end - offset), offset, end)
    await expectTheRest(insert(offset, bytes.subarray(offset, end)), offset, offset)
    await expectTheRest(insert(offset, new Uint8Array(64)), offset, offset)
  }
})

test('where bytes are inserted and removed, what is behind both is read', async () => {
  for (const [one, other] of [
    [100, 600],
    [500, 1500],
  ] as const) {
    const [first, second] = [entries[one], entries[other]]
    assert.ok(first !== undefined && second !== undefined)
    const changed = Buffer.concat([
      bytes.subarray(0, first.offset + 5),
      new Uint8Array(7),
      bytes.subarray(first.offset + 5, second.offset + 9),
      bytes.subarray(second.offset + 9 + 33),
    ])
    const left = await read(changed)
    assert.match(left.message ?? '', new RegExp(`byte ${first.offset}: `))
    const behind = entries.slice(other + 1).filter(it => it.batch).length
    const last = (batches: readonly Told[]): unknown[] =>
      batches.slice(-behind).map(({ events }) => events)
    assert.deepEqual(last(left.batches), last(all.batches))
    // What lies between is told, where the index of it can be read.
    const unknown = left.batches
      .flatMap(({ losses }) => losses)
      .filter(({ cause }) => cause === 'unknown')
      .reduce((sum, { count }) => sum + count, 0)
    if (other < 1000) assert.equal(left.events + unknown, all.events)
  }
})

test('one tracepoint is found, and summed up, where bytes were inserted', async () => {
  const { offset } = entries[1200] ?? assert.fail()
  const changed = insert(offset + 4, new Uint8Array(5))
  const name = 'net:inbound_connection'
  const left = await read(changed, [name])
  assert.match(left.message ?? '', new RegExp(`byte ${offset}: `))
  const whole = await read(bytes, [name])
  assert.ok(left.events >= whole.events - 1 && left.events > 0)
  const before = await summarize(await readBytes(bytes))
  const { shiftedBytes, ...after } = await summarize(await readBytes(changed))
  assert.equal(shiftedBytes, 5)
  assert.deepEqual(after, { ...without(before), fileBytes: changed.length })
})

function without({ shiftedBytes, ...rest }: Awaited<ReturnType<typeof summarize>>): object {
  assert.equal(shiftedBytes, 0)
  return rest
}

test('a recording behind another is none that was shifted', async () => {
  const twice = Buffer.concat([bytes, bytes])
  assert.equal((await readBytes(twice)) instanceof Recording, true)
  const left = await read(twice)
  assert.equal(left.events, all.events)
  assert.match(left.message ?? '', new RegExp(`byte ${bytes.length}: something follows the end`))
})
