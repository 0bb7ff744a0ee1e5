import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import {
  createRing,
  RingControl,
  RingLimits,
  RingReader,
  TextGate,
  TextGateWriter,
} from '../../../src/publisher/ring/index.js'
import { recordFields } from '../../../src/publisher/sites/index.js'
import { bothEnds, seed } from './harness.js'

console.log(`text-gate: NODETAP_TEST_SEED=${seed}`)

const EMPTY = new Uint8Array(0)

test('events whose text nobody wants are not recorded, and have no number', () => {
  const { control, sites, reader, writer } = bothEnds()
  const inbound = sites['net:inbound_message']
  const fireAll = (): void => {
    for (const type of ['inv', 'ping', 'tx'])
      inbound.fire(1, `peer ${type}`, 'inbound', type, 0, EMPTY)
    sites['net:outbound_message'].fire(1, 'peer', 'inbound', 'ping', 0, EMPTY)
  }
  const types = (): string[] => {
    const seen: string[] = []
    reader.drain({
      event(id, at, sequence) {
        seen.push(`${sequence} ${id} ${reader.texts.text(reader.int32[at + 10]!)}`)
      },
      loss() {
        throw new Error('nothing is dropped')
      },
    })
    return seen
  }
  control.setGate(0, { texts: new Set(['inv', 'tx']), complement: false })
  assert.ok(inbound.enabled)
  fireAll()
  assert.deepEqual(types(), ['0 0 inv', '1 0 tx', '2 1 ping'])
  // All but one.
  control.setGate(0, { texts: new Set(['inv']), complement: true })
  fireAll()
  assert.deepEqual(types(), ['3 0 ping', '4 0 tx', '5 1 ping'])
  control.setGate(0, { texts: new Set(), complement: false })
  const pending = control.pendingBytes
  inbound.fire(1, 'a peer never seen', 'inbound', 'inv', 0, EMPTY)
  assert.equal(control.pendingBytes, pending, 'not even the texts of it')
  // A text prepared beforehand is one like any other.
  control.setGate(0, { texts: new Set(['tx']), complement: false })
  inbound.fire(1, 'peer', 'inbound', writer.intern('tx'), 0, EMPTY)
  inbound.fire(1, 'peer', 'inbound', writer.intern('inv'), 0, EMPTY)
  assert.deepEqual(types(), ['6 0 tx'])
  control.setEnabled(0, true)
  fireAll()
  assert.deepEqual(types(), ['7 0 inv', '8 0 ping', '9 0 tx', '10 1 ping'])
  assert.equal(writer.firstFault, null)
})

test('what is no text goes on to be counted as a fault', () => {
  const { control, sites, writer } = bothEnds()
  control.setGate(0, { texts: new Set(['inv']), complement: false })
  for (const wrong of [7, null, undefined, {}, { text: 5 }]) {
    const fire = sites['net:inbound_message'].fire as (...values: unknown[]) => void
    fire.call(sites['net:inbound_message'], 1, 'peer', 'inbound', wrong, 0, EMPTY)
  }
  assert.equal(control.dropped(0, 'fault'), 5)
  assert.ok(writer.firstFault instanceof TypeError)
})

test('a set is read as it was written, or as all texts where it is too large', () => {
  const ring = createRing({ bytes: RingLimits.minBytes })
  const writer = new TextGateWriter(ring)
  const gate = new TextGate(ring)
  const other = 'a text that is in no set'
  fc.assert(
    fc.property(
      fc.constantFrom(0, 1, RingLimits.maxTracepoints - 1),
      fc.uniqueArray(fc.string({ maxLength: 30 }), { maxLength: 40 }),
      fc.boolean(),
      (id, texts, complement) => {
        const fits = writer.write(id, { texts: new Set(texts), complement })
        const bytes = texts.reduce((sum, text) => sum + 1 + Buffer.byteLength(text), 2)
        assert.equal(fits, bytes <= RingLimits.gateBytes)
        if (!fits) return
        for (const text of texts) assert.equal(gate.admits(id, text), !complement)
        assert.equal(gate.admits(id, other), complement)
      },
    ),
    { seed, numRuns: 300 },
  )
})

test('more types than the gate holds leave it open', () => {
  const { control, sites, reader } = bothEnds()
  control.setGate(0, { texts: new Set(['inv']), complement: false })
  const many = Array.from({ length: 100 }, (_, i) => `message type ${i}`)
  control.setGate(0, { texts: new Set(many), complement: false })
  sites['net:inbound_message'].fire(1, 'peer', 'inbound', 'tx', 0, EMPTY)
  let events = 0
  reader.drain({
    event() {
      events++
    },
    loss() {
      throw new Error('nothing is dropped')
    },
  })
  assert.equal(events, 1)
})

test('while the set changes again and again, nothing that is wanted is left out', async () => {
  const events = 200_000
  // Room for all of them: none is dropped.
  const ring = createRing({ bytes: 32 * 1024 * 1024 })
  const control = new RingControl(ring)
  const reader = new RingReader(ring)
  const setGate = (round: number): void => {
    const others = Array.from({ length: round % 30 }, (_, i) => `type ${(i * 7 + round) % 40}`)
    control.setGate(0, { texts: new Set(['always', ...others]), complement: false })
  }
  setGate(0)
  const worker = new Worker(new URL('./gated-thread.js', import.meta.url), {
    workerData: { ring, events },
  })
  let expected = 0
  let others = 0
  const peerId = recordFields[0]!.find(field => field.name === 'peerId')!.offset
  const handler = {
    event(_id: number, at: number): void {
      const number = reader.float64[(at >> 1) + peerId]!
      if (number % 2 !== 0) {
        others++
        return
      }
      assert.equal(number, expected)
      expected += 2
    },
    loss(): void {
      throw new Error('nothing is dropped')
    },
  }
  let isDone = false
  const done = new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => {
      isDone = true
      resolve()
    })
  })
  for (let round = 1; !isDone; round++) {
    for (let i = 0; i < 100; i++) setGate(round * 100 + i)
    reader.drain(handler)
    await new Promise(resolve => setImmediate(resolve))
  }
  await done
  await worker.terminate()
  reader.drain(handler)
  assert.equal(expected, events)
  console.log(`text-gate: ${others} of ${events / 2} others went through`)
  assert.ok(others < events / 2)
})
