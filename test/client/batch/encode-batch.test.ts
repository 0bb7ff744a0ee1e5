import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { Batch } from '../../../src/client/batch/index.js'
import { tracepoints } from '../../../src/schema/index.js'
import { collect, fire, firings, readBatch, withoutTime } from '../../publisher/batches/support.js'
import { bothEnds } from '../../publisher/ring/harness.js'
import { sampleFrame } from './sample-batch.js'

function encoded(batch: Batch): { frame: Uint8Array; segments: number } {
  const message = new MessageBuilder()
  batch.encode(message, 0)
  const frame = message.toFrame()
  return { frame, segments: new MessageReader(frame).segmentCount }
}

test('a batch that came in segments of its own is handed on as it came', () => {
  const batch = readBatch(sampleFrame())
  const { frame, segments } = encoded(batch)
  assert.ok(segments > 1)
  assert.deepEqual([...readBatch(frame)], [...batch])
  assert.deepEqual(Buffer.from(frame), Buffer.from(sampleFrame()))
})

test('a batch inside another message is copied', () => {
  const [, ...segments] = segmentsOf(sampleFrame())
  // In one segment the far pointers have nothing to refer to: built anew, struct and all.
  assert.ok(segments.length > 0)
  const message = new MessageBuilder()
  readBatch(sampleFrame()).first(1000).encode(message, 0)
  const alone = message.toFrame()
  assert.equal(new MessageReader(alone).segmentCount, 1)
  const copied = encoded(readBatch(alone))
  assert.deepEqual([...readBatch(copied.frame)], [...readBatch(sampleFrame())])
})

test('part of a batch is encoded so that it reads as it did', () => {
  fc.assert(
    fc.property(fc.array(firings, { minLength: 1, maxLength: 40 }), fc.nat(), (all, choice) => {
      const ends = bothEnds()
      for (const firing of all) fire(ends.sites, firing)
      collect(ends, frame => {
        const part = readBatch(frame.slice()).select(({ sequence }) =>
          Uint32Array.from(
            [...sequence.keys()].filter(i => ((sequence[i] as number) + choice) % 3 !== 0),
          ),
        )
        const again = new Batch(new MessageReader(encoded(part).frame).root(tracepoints.Batch))
        again.check()
        assert.deepEqual([...again].map(withoutTime), [...part].map(withoutTime))
        assert.deepEqual(
          [...again].map(it => it.timestampUs),
          [...part].map(it => it.timestampUs),
        )
        if (part.eventCount > 0) assert.equal(again.firstSequence, part.firstSequence)
      })
    }),
    { numRuns: 200, interruptAfterTimeLimit: 15_000 },
  )
})

function segmentsOf(frame: Uint8Array): Uint8Array[] {
  const message = new MessageReader(frame)
  return Array.from({ length: message.segmentCount }, (_, i) => message.segmentBytes(i))
}
