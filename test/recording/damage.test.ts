import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { type BatchesOptions, summarize, verify } from '../../src/recording/index.js'
import { readAll, readBytes, recorded, sampleBatches, smallBatches, told } from './support.js'

/** How much a test tries: little time, and the seed in the message where it fails. */
const TRIALS = { numRuns: 400, interruptAfterTimeLimit: 6_000 } as const

for (const compress of [false, true]) {
  test(`cut at any byte, all whole batches are read${compress ? ', compressed' : ''}`, async () => {
    const batches = smallBatches()
    const { bytes } = await recorded(batches, { compress })
    const expected = batches.map(told)
    const whole = await verify(await readBytes(bytes))
    const ends = await entryEnds(bytes)
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length)
      if (length < (ends[0] ?? 0)) {
        await assert.rejects(readBytes(cut), isAtByteZero)
        continue
      }
      const recording = await readBytes(cut)
      const result = await verify(recording)
      assert.equal(result.damage, null, `cut at ${length}`)
      assert.ok(!result.ended)
      const lastWhole = ends.findLast(end => end <= length) ?? 0
      assert.equal(result.wholeBytes, lastWhole, `cut at ${length}`)
      // Every batch that was whole, and nothing else; the last may bring news of one that is not.
      const read = await readAll(recording.batches())
      const withEvents = read.filter(({ events }) => events.length > 0)
      assert.equal(withEvents.length, result.batches)
      assert.deepEqual(withEvents, expected.slice(0, withEvents.length))
    }
    assert.equal(whole.batches, 3)
  })
}

test('whatever is changed, reading works or ends in one error that names the byte', async () => {
  const files = [
    (await recorded(sampleBatches())).bytes,
    (await recorded(sampleBatches(), { compress: true })).bytes,
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async (bytes, changes) => {
        const changed = Uint8Array.from(bytes)
        for (const [at, value] of changes) changed[at % changed.length] = value
        await useAll(changed)
      },
    ),
    TRIALS,
  )
})

test('words that are pointers and lengths may be anything', async () => {
  const { bytes } = await recorded(sampleBatches())
  const words = bytes.length / 8
  await fc.assert(
    fc.asyncProperty(
      fc.nat(words - 1),
      fc.tuple(fc.integer(), fc.oneof(fc.integer(), fc.nat(100))),
      async (word, values) => {
        const changed = Uint8Array.from(bytes)
        new Int32Array(changed.buffer).set(values, word * 2)
        await useAll(changed)
      },
    ),
    TRIALS,
  )
})

test('a changed bit that makes no other difference is found by its checksum', async () => {
  const { bytes } = await recorded(sampleBatches())
  const at = Buffer.from(bytes).indexOf('größe.example')
  const changed = Uint8Array.from(bytes)
  changed[at] = 'G'.charCodeAt(0)
  const [first] = await batchPlaces(bytes)
  assert.ok(first !== undefined && first.offset < at && at < first.end)
  const whole = await readUntilDamage(bytes)
  for (const options of [
    {},
    { tracepoints: ['net:misbehaving_connection', 'net:inbound_message'] },
  ]) {
    const all = await readUntilDamage(bytes, options)
    const left = await readUntilDamage(changed, options)
    assert.match(
      left.message ?? '',
      new RegExp(`byte ${first.offset}: a batch that is not as it was`),
    )
    assert.ok(left.events < all.events)
    assert.ok(left.lost - all.lost >= all.events - left.events)
  }
  const unchecked = await readUntilDamage(changed, { checksums: false })
  assert.deepEqual(unchecked, whole)
  const { damage, damagedBytes } = await verify(await readBytes(changed))
  assert.match(damage?.message ?? '', new RegExp(`byte ${first.offset}: a batch that is not as it`))
  assert.equal(damagedBytes, first.end - first.offset)
  // Without an end it is the index behind it that tells, and only verify looks back.
  const open = changed.subarray(0, changed.length - 8)
  assert.equal((await readUntilDamage(open)).message, null)
  assert.match((await verify(await readBytes(open))).damage?.message ?? '', /not as it was written/)
})

test('what is no recording says so', async () => {
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(4096),
    Buffer.from('{"tracepoint":"net:inbound_message"}\n'.repeat(100)),
    Buffer.from('PAR1'),
  ]) {
    await assert.rejects(
      readBytes(Uint8Array.from(bytes)),
      error => isAtByteZero(error) && /it is no recording/.test(String(error)),
    )
  }
})

test('what follows the end, and a file in another, is damage', async () => {
  const { bytes } = await recorded(sampleBatches())
  const twice = Buffer.concat([bytes, bytes])
  const { damage } = await verify(await readBytes(twice))
  assert.match(damage?.message ?? '', new RegExp(`byte ${bytes.length}: something follows the end`))
})

for (const compress of [false, true]) {
  test(`damage of any batch loses that one, told as lost${compress ? ', compressed' : ''}`, async () => {
    const batches = sampleBatches().filter(({ eventCount }) => eventCount > 0)
    const { bytes } = await recorded(batches, { compress })
    for (const { offset, end } of await batchPlaces(bytes)) {
      for (const damage of [wipe, wipeHeader, lengthen]) {
        const changed = damage(bytes, offset, end)
        for (const options of [{}, { tracepoints: ['mempool:added', 'net:inbound_message'] }]) {
          const all = await readUntilDamage(bytes, options)
          const left = await readUntilDamage(changed, options)
          // Where nothing of it was wanted it is not read.
          if (left.message === null) assert.deepEqual(left, all)
          else {
            assert.match(
              left.message,
              new RegExp(`^memory, byte ${offset}: .*\\n\\d+ bytes were passed`),
            )
            const lost = left.lost - all.lost
            assert.ok(lost > 0, `${damage.name} at ${offset}`)
            assert.equal(left.events + lost, all.events, `${damage.name} at ${offset}`)
          }
        }
        const result = await verify(await readBytes(changed))
        assert.ok(result.ended)
        assert.equal(result.batches, batches.length - 1, `${damage.name} at ${offset}`)
        assert.match(result.damage?.message ?? '', new RegExp(`^memory, byte ${offset}: `))
      }
    }
  })
}

test('without an end, what is behind a damaged batch is read where its length is whole', async () => {
  const { bytes } = await recorded(smallBatches())
  const [, second] = await batchPlaces(bytes)
  assert.ok(second !== undefined)
  const cut = bytes.subarray(0, bytes.length - 8)
  const left = await readUntilDamage(wipe(cut, second.offset, second.end))
  assert.match(left.message ?? '', new RegExp(`byte ${second.offset}: [^]*passed over`))
  const all = await readUntilDamage(bytes)
  assert.equal(left.events + left.lost, all.events + all.lost)
  const stopped = await readUntilDamage(wipeHeader(cut, second.offset))
  assert.match(stopped.message ?? '', new RegExp(`byte ${second.offset}: `))
})

test('zeros that follow the last whole entry are no damage', async () => {
  const { bytes } = await recorded(smallBatches())
  const [first] = await batchPlaces(bytes)
  const cut = Buffer.concat([bytes.subarray(0, first?.end), new Uint8Array(20_000)])
  const recording = await readBytes(cut)
  assert.equal((await readAll(recording.batches())).length, 1)
  const { trailingBytes } = await summarize(recording)
  assert.equal(trailingBytes, 20_000)
  const { damage, ended } = await verify(recording)
  assert.deepEqual([damage, ended], [null, false])
})

test('where an index is damaged all batches are read', async () => {
  const batches = sampleBatches()
  const { bytes } = await recorded(batches)
  const recording = await readBytes(bytes)
  const at = recording.end?.index ?? 0
  const options = { tracepoints: ['mempool:added'] }
  const left = await readUntilDamage(wipe(bytes, at, bytes.length - 88), options)
  assert.equal(left.events, (await readUntilDamage(bytes, options)).events)
  assert.match(left.message ?? '', new RegExp(`byte ${at}: `))
})

/** Everything behind the segment table becomes what no message has. */
function wipe(bytes: Uint8Array, offset: number, end: number): Uint8Array {
  const segments = (bytes[offset] ?? 0) + 1
  return Uint8Array.from(bytes).fill(0xff, offset + 8 * (1 + (segments >> 1)), end)
}

function wipeHeader(bytes: Uint8Array, offset: number): Uint8Array {
  return Uint8Array.from(bytes).fill(0xff, offset, offset + 16)
}

/** Beyond the end of the file, but not beyond what an entry may have. */
function lengthen(bytes: Uint8Array, offset: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[offset + 6] = 0x10
  return changed
}

async function batchPlaces(bytes: Uint8Array): Promise<{ offset: number; end: number }[]> {
  const places: { offset: number; end: number }[] = []
  for await (const item of (await readBytes(bytes)).entries()) {
    if ('damage' in item || item.entry.kind !== 'batch') continue
    places.push({ offset: item.offset, end: item.offset + item.frame.length })
  }
  return places
}

/** What is read, and what is said then. */
async function readUntilDamage(
  bytes: Uint8Array,
  options: BatchesOptions = {},
): Promise<{ events: number; lost: number; message: string | null }> {
  let events = 0
  let lost = 0
  try {
    for await (const batch of (await readBytes(bytes)).batches(options)) {
      events += batch.eventCount
      for (const { count } of batch.losses) lost += count
    }
  } catch (error) {
    assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording), String(error))
    return { events, lost, message: error.message }
  }
  return { events, lost, message: null }
}

function isAtByteZero(error: unknown): boolean {
  assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording), String(error))
  assert.match(error.message, /^memory, byte 0: /)
  return true
}

/** Reads all of it in every way. Only one kind of error may come, and it names its place. */
async function useAll(bytes: Uint8Array): Promise<void> {
  const uses = [
    (r: Awaited<ReturnType<typeof readBytes>>) => verify(r),
    (r: Awaited<ReturnType<typeof readBytes>>) => summarize(r),
    (r: Awaited<ReturnType<typeof readBytes>>) => readAll(r.batches()),
    (r: Awaited<ReturnType<typeof readBytes>>) =>
      readAll(r.batches({ tracepoints: ['mempool:added', 'net:inbound_message'] })),
  ]
  for (const use of uses) {
    try {
      await use(await readBytes(bytes))
    } catch (error) {
      assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording), String(error))
      assert.match(error.message, /^memory, byte \d+: /)
    }
  }
}

/** Where each entry ends. */
async function entryEnds(bytes: Uint8Array): Promise<number[]> {
  const ends: number[] = []
  for await (const item of (await readBytes(bytes)).entries()) {
    assert.ok(!('damage' in item))
    ends.push(item.offset + item.frame.length)
  }
  return ends
}
