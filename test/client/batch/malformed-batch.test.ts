import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MessageReader } from '../../../src/capnp/index.js'
import { isNodetapError } from '../../../src/errors/index.js'
import { readBatch } from '../../publisher/batches/support.js'
import { seed } from '../../publisher/ring/harness.js'
import { headerLength, sampleFrame, useAll } from './sample-batch.js'

console.log(`malformed-batch: NODETAP_TEST_SEED=${seed}`)

/** Whether the frame can be read as a whole; otherwise it must be refused in the one way. */
function survives(frame: Uint8Array): boolean {
  try {
    useAll(readBatch(frame))
    return true
  } catch (error) {
    if (!isNodetapError(error, 'MALFORMED_MESSAGE')) throw error
    return false
  }
}

const sample = sampleFrame()

test('a batch cut at any word is refused', () => {
  assert.ok(survives(sample))
  const header = headerLength(new MessageReader(sample))
  for (let length = header; length < sample.length; length += 8) {
    // The frame itself is cut.
    assert.ok(!survives(sample.slice(0, length)), `${length} bytes`)
    // Or its segment says to be shorter, so that pointers leave it.
    const cut = sample.slice(0, length)
    const table = new Uint32Array(cut.buffer, 0, header / 4)
    table[2] = (length - header) / 8 - (table[1] ?? 0)
    if (length > header + 8) assert.ok(!survives(cut), `${length} bytes as a segment`)
  }
})

test('a batch with any bits changed is read or refused', () => {
  let survived = 0
  const change = fc.record({
    at: fc.nat(sample.length / 4 - 1),
    value: fc.oneof(
      fc.integer(),
      fc.constantFrom(0, -1, 1, 0x7fffffff, -0x80000000),
      fc.nat(31).map(bit => 1 << bit),
    ),
    isFlip: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
      const frame = sample.slice()
      const words = new Int32Array(frame.buffer)
      for (const { at, value, isFlip } of changes) {
        words[at] = isFlip ? (words[at] ?? 0) ^ value : value
      }
      if (survives(frame)) survived++
    }),
    { seed, numRuns: 3000 },
  )
  assert.ok(survived > 0)
})
