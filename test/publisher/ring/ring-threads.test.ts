import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import {
  createRing,
  RingControl,
  RingReader,
  type RingWriterOptions,
} from '../../../src/publisher/ring/index.js'
import { recordFields } from '../../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'

const EVENTS = 150_000

function offset(id: number, name: string): number {
  return recordFields[id]?.find(field => field.name === name)?.offset ?? Number.NaN
}

test('between two threads, every event arrives whole or is told lost in its place', () =>
  eventsArrive({}))

test('the same with the stores that weakly ordered processors need', () =>
  eventsArrive({ storesInOrder: false }))

async function eventsArrive(options: RingWriterOptions): Promise<void> {
  const ring = createRing({ bytes: 64 * 1024 })
  const control = new RingControl(ring)
  for (const { id } of TRACEPOINTS) control.setPayloadLimit(id, 0xffffffff)
  const reader = new RingReader(ring)
  const delivered: number[] = TRACEPOINTS.map(() => 0)
  const lost: number[] = TRACEPOINTS.map(() => 0)
  let expected = 0
  let reported = { first: -1, left: 0 }

  const handler = {
    event(id: number, at: number, sequence: number): void {
      assert.equal(reported.left, 0, 'the losses of a range add up to it')
      assert.equal(sequence, expected++)
      delivered[id]!++
      if (id === 8) checkCoin(at, sequence)
      else checkMessage(at, sequence)
    },
    loss(id: number, _cause: string, count: number, first: number, last: number): void {
      if (reported.first !== first) {
        assert.equal(first, expected)
        reported = { first, left: last - first + 1 }
        expected = last + 1
      }
      reported.left -= count
      lost[id]! += count
    },
  }

  function checkCoin(at: number, i: number): void {
    const hash = (at >> 1) + offset(8, 'txid')
    assert.equal(i % 3, 0)
    assert.equal(reader.float64[(at >> 1) + offset(8, 'value')], i)
    assert.equal(reader.int32[at + offset(8, 'vout')], i)
    for (const byte of [0, 31]) assert.equal(reader.bytes[hash * 8 + byte], i & 255)
  }

  function checkMessage(at: number, i: number): void {
    const length = (i * 7919) % 700
    const payload = ((at >> 1) + offset(0, 'payload')) * 8
    assert.equal(reader.float64[(at >> 1) + offset(0, 'peerId')], i)
    assert.equal(reader.int32[at + 1], length)
    const address = reader.int32[at + offset(0, 'address')] ?? -1
    assert.equal(reader.texts.text(address), `peer ${i % 3000}`)
    for (const byte of [0, length >> 1, length - 1]) {
      if (length > 0) assert.equal(reader.bytes[payload + byte], i & 255)
    }
  }

  const worker = new Worker(new URL('./traced-thread.js', import.meta.url), {
    workerData: { ring, events: EVENTS, options },
  })
  const fired = await new Promise<number[]>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', resolve)
    const turn = (): void => {
      try {
        reader.drain(handler, 500)
      } catch (error) {
        reject(error)
        return
      }
      if (expected < EVENTS) setImmediate(turn)
    }
    turn()
  })
  await worker.terminate()
  reader.drain(handler)
  assert.equal(expected, EVENTS)
  assert.deepEqual(
    TRACEPOINTS.map(({ id }) => delivered[id]! + lost[id]!),
    fired,
  )
  console.log(`ring-threads: ${lost.reduce((a, b) => a + b)} of ${EVENTS} lost`)
}
