import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Batch, batchOfEvents } from '../../../src/client/index.js'
import { ErrorCodes, isNodetapError } from '../../../src/errors/index.js'
import {
  findTracepoint,
  TRACEPOINT_NAMES,
  type TraceEvent,
} from '../../../src/tracepoints/index.js'
import { sampleFrame } from '../../client/batch/sample-batch.js'
import { collect, fire, readBatch } from '../../publisher/batches/support.js'
import { bothEnds } from '../../publisher/ring/harness.js'
import { readAll, readBytes, recorded } from '../support.js'

/** Events of every tracepoint among many messages, as a busy node's batch has them. */
function mixedEvents(): TraceEvent[] {
  const sample = [...readBatch(sampleFrame())]
  const messages = Array.from(
    { length: 1000 },
    (_, i): TraceEvent => ({
      tracepoint: 'net:inbound_message',
      sequence: i,
      timestampUs: 1_000_000 + i,
      peerId: i % 125,
      address: `198.51.100.${i % 125}:8333`,
      connectionType: 'inbound',
      messageType: 'tx',
      size: 400,
      payload: new Uint8Array(400).fill(i),
    }),
  )
  return [...sample, ...messages].map((event, i) => ({
    ...event,
    sequence: 1000 + i,
    timestampUs: 1_000_000_000 + i,
  }))
}

/** The same as a node's own encoder lays it out: large payloads are segments of their own. */
function encodedByANode(): Batch[] {
  const ends = bothEnds({ bytes: 4 * 1024 * 1024 })
  for (const event of mixedEvents()) {
    const tracepoint = findTracepoint(event.tracepoint)
    const values = event as unknown as Readonly<Record<string, unknown>>
    fire(ends.sites, { tracepoint, values: tracepoint.fields.map(({ name }) => values[name]) })
  }
  const batches: Batch[] = []
  collect(ends, frame => batches.push(readBatch(frame.slice())))
  return batches
}

const LAYOUTS = {
  'one segment, texts behind the columns': () => [batchOfEvents(mixedEvents())],
  'segments of a node, texts in front': encodedByANode,
}

for (const [layout, make] of Object.entries(LAYOUTS)) {
  test(`of a mixed batch only what is wanted is read: ${layout}`, async () => {
    const batches = [...make(), ...make(), ...make()]
    const { bytes } = await recorded(batches)
    let read = 0
    await using recording = await readBytes(bytes, count => {
      read += count
    })
    for (const name of TRACEPOINT_NAMES) {
      const options = { tracepoints: [name] }
      const whole = await readAll(recording.batches({ ...options, ignoreIndex: true }))
      read = 0
      assert.deepEqual(await readAll(recording.batches(options)), whole, name)
      if (name !== 'net:inbound_message') {
        assert.ok(read < bytes.length / 5, `${name}: ${read} of ${bytes.length} bytes`)
      }
    }
    const several = { tracepoints: ['mempool:added', 'mempool:rejected', 'net:closed_connection'] }
    assert.deepEqual(
      await readAll(recording.batches(several)),
      await readAll(recording.batches({ ...several, ignoreIndex: true })),
    )
  })
}

test('what is wrong with a batch is told as if it had been read whole', async () => {
  const { bytes } = await recorded([batchOfEvents(mixedEvents())])
  const words = bytes.length / 8
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.nat(words - 1), fc.nat(400)),
      fc.tuple(fc.integer(), fc.oneof(fc.integer(), fc.nat(100))),
      async (word, values) => {
        const changed = Uint8Array.from(bytes)
        new Int32Array(changed.buffer).set(values, word * 2)
        const options = { tracepoints: ['mempool:rejected', 'utxocache:add'] }
        try {
          await readAll((await readBytes(changed)).batches(options))
        } catch (error) {
          assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording), String(error))
          assert.match(error.message, /^memory, byte \d+: /)
        }
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 15_000 },
  )
})
