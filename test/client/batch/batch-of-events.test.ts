import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MessageBuilder } from '../../../src/capnp/index.js'
import { batchOfEvents } from '../../../src/client/batch/index.js'
import { readBatch } from '../../publisher/batches/support.js'
import { sampleFrame } from './sample-batch.js'

test('a batch of events holds them, of every tracepoint, also when it is encoded', () => {
  const events = [...readBatch(sampleFrame())]
  const batch = batchOfEvents(events)
  batch.check()
  assert.equal(batch.eventCount, events.length)
  assert.deepEqual([...batch], events)
  const message = new MessageBuilder()
  batch.encode(message, 0)
  assert.deepEqual([...readBatch(message.toFrame())], events)
  assert.deepEqual([...batchOfEvents([])], [])
})

test('events that do not fit one batch are refused', () => {
  const [first, second] = readBatch(sampleFrame())
  assert.ok(first !== undefined && second !== undefined)
  assert.throws(
    () => batchOfEvents([first, { ...second, timestampUs: first.timestampUs + 2 ** 33 }]),
    RangeError,
  )
  assert.throws(() => batchOfEvents([second, first]), RangeError)
})
