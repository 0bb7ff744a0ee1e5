/**
 * Golden bytes of the batch in sample-batch.ts. `golden/sample-batch.txt` is what
 * `capnp decode schema/tracepoints.capnp Batch` says of ours, and
 * `golden/sample-batch.reference.base64` what `capnp encode` makes of that text: the same batch
 * as the reference implementation lays it out.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'
import { readBatch } from '../../publisher/batches/support.js'
import { sampleFrame } from './sample-batch.js'

function golden(name: string): Uint8Array {
  const base64 = readFileSync(`test/client/batch/golden/${name}.base64`, 'utf8')
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

test('a batch is encoded as these bytes', () => {
  assert.equal(
    Buffer.from(sampleFrame()).toString('hex'),
    Buffer.from(golden('sample-batch')).toString('hex'),
  )
})

test('the reference implementation’s bytes of it are read the same', () => {
  const ours = [...readBatch(golden('sample-batch'))]
  const reference = [...readBatch(golden('sample-batch.reference'))]
  assert.equal(ours.length, 2 * TRACEPOINTS.length)
  assert.deepEqual(reference, ours)
})
