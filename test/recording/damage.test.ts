import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import { summarize, verify } from '../../src/recording/index.js'
import { readAll, readBytes, recorded, sampleBatches, smallBatches, told } from './support.js'

/** How much a test tries: little time, and the seed in the message where it fails. */
const TRIALS = { numRuns: 400, interruptAfterTimeLimit: 2000 } as const

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

test('verify finds a changed bit that nothing else shows', async () => {
  const { bytes } = await recorded(sampleBatches())
  const at = Buffer.from(bytes).indexOf('größe.example')
  const changed = Uint8Array.from(bytes)
  changed[at] = 'G'.charCodeAt(0)
  const recording = await readBytes(changed)
  assert.ok((await readAll(recording.batches())).length > 0)
  const { damage } = await verify(recording)
  assert.match(damage?.message ?? '', /byte \d+: a batch that is not as it was written/)
})

test('what is no recording says so', async () => {
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(4096),
    Buffer.from('{"tracepoint":"net:inbound_message"}\n'.repeat(100)),
    Buffer.from('PAR1'),
  ]) {
    await assert.rejects(readBytes(Uint8Array.from(bytes)), isAtByteZero)
  }
})

test('what follows the end, and a file in another, is damage', async () => {
  const { bytes } = await recorded(sampleBatches())
  const twice = Buffer.concat([bytes, bytes])
  const { damage } = await verify(await readBytes(twice))
  assert.match(damage?.message ?? '', new RegExp(`byte ${bytes.length}: something follows the end`))
})

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
  for await (const { offset, frame } of (await readBytes(bytes)).entries()) {
    ends.push(offset + frame.length)
  }
  return ends
}
