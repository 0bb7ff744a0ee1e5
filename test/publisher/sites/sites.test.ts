import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { recordFields } from '../../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'
import { bothEnds } from '../ring/harness.js'

/** A right value and wrong ones, by kind of field. */
const VALUES: Readonly<Record<string, readonly [right: unknown, ...wrong: unknown[]]>> = {
  int32: [-5, undefined, Number.NaN, 1.5, 2 ** 31, '5', null, {}],
  uint32: [5, undefined, -1, 0.5, 2 ** 32, '5', null],
  int64: [-5, undefined, Number.NaN, 1.5, 2 ** 53, -(2 ** 53), Infinity, '5', 5n, null],
  uint64: [5, undefined, Number.NaN, -1, 0.25, 2 ** 53, Infinity, '5', 5n, null],
  bool: [true, undefined, 1, 'true', null],
  text: ['text', undefined, null, 5, {}, Symbol('x')],
  hash: [new Uint8Array(32), undefined, null, new Uint8Array(31), 'hash', new Uint16Array(32)],
  payload: [new Uint8Array(5), undefined, null, 'text', 7, [1, 2], new Uint16Array(4), {}],
}

function valuesOf(field: { readonly kind: string; readonly enumNames?: readonly string[] }) {
  return VALUES[field.kind] ?? [field.enumNames?.[1], undefined, 'nothing', 1, null]
}

test('wrong arguments never throw: each is a fault, counted in its place', () => {
  for (const { id, name, fields } of TRACEPOINTS) {
    const { sites, reader, control, writer } = bothEnds()
    // Wrong arguments on purpose, which the type does not allow.
    const site = sites[name] as unknown as { fire(...values: unknown[]): void }
    const right = fields.map(field => valuesOf(field)[0])
    let faults = 0
    fields.forEach((field, i) => {
      for (const wrong of valuesOf(field).slice(1)) {
        site.fire(...right.with(i, wrong))
        faults++
        assert.equal(control.dropped(id, 'fault'), faults, `${name} ${field.name} ${String(wrong)}`)
      }
    })
    assert.ok(writer.firstFault instanceof Error)
    site.fire(...right)
    const read: number[] = []
    let lost = 0
    reader.drain({
      event: (_id, _at, sequence) => read.push(sequence),
      loss: (_id, cause, count) => {
        assert.equal(cause, 'fault')
        lost += count
      },
    })
    assert.equal(lost, faults)
    assert.deepEqual(read, [faults])
  }
})

test('a payload of another realm is a payload', () => {
  const { sites, reader, control } = bothEnds()
  control.setPayloadLimit(0, 100)
  const foreign = runInNewContext('new Uint8Array([1, 2, 3, 4, 5])') as Uint8Array
  assert.ok(!(foreign instanceof Uint8Array))
  sites['net:inbound_message'].fire(1, 'a', 'b', 'c', 5, foreign)
  let at = -1
  reader.drain({ event: (_id, place) => (at = place), loss: () => assert.fail('lost') })
  const bytes = new Uint8Array(reader.int32.buffer, 4 * (at + 12), 5)
  assert.deepEqual([...bytes], [1, 2, 3, 4, 5])
})

test('a site is enabled as soon as its flag is set', () => {
  const { sites, control } = bothEnds()
  for (const { id, name } of TRACEPOINTS) {
    const site = sites[name]
    assert.equal(site.id, id)
    assert.ok(site.enabled)
    control.setEnabled(id, false)
    assert.ok(!site.enabled)
    assert.ok(!control.isEnabled(id))
  }
  control.setEnabled(3, true)
  assert.deepEqual(
    TRACEPOINTS.filter(({ name }) => sites[name].enabled).map(({ id }) => id),
    [3],
  )
})

test('a loop that never yields sees another thread enable a site', async () => {
  const { ring, sites } = bothEnds()
  const site = sites['utxocache:add']
  const control = new Uint8Array(ring.control)
  control.fill(0)
  const patience = 20_000
  const loop = (spins: number): boolean => {
    for (let i = 0; i < spins; i++) {
      if (site.enabled) return true
    }
    return false
  }
  // Optimised code is what could keep the flag in a register.
  for (let i = 0; i < 1000; i++) loop(1000)
  const worker = new Worker(new URL('./enabling-thread.js', import.meta.url), {
    workerData: { ring, id: site.id },
  })
  await new Promise<void>(resolve => {
    worker.once('message', () => resolve())
  })
  // From here on this thread does nothing else until it sees the flag.
  worker.postMessage('enable')
  const start = Date.now()
  let seen = false
  while (!seen && Date.now() - start < patience) seen = loop(1e7)
  await worker.terminate()
  assert.ok(seen)
})

test('every field has its own place in a record', () => {
  TRACEPOINTS.forEach(({ id, fields }) => {
    const places = recordFields[id] ?? []
    assert.deepEqual(
      places.map(({ name, kind }) => [name, kind]),
      fields.map(({ name, kind }) => [name, kind]),
    )
    const used = new Set<number>()
    for (const { kind, offset } of places) {
      const words: Readonly<Record<string, number>> = { int64: 1, uint64: 1, hash: 4, payload: 1 }
      const size = 2 * (words[kind] ?? 0.5)
      const start = kind in words ? offset * 2 : offset
      for (let i = start; i < start + size; i++) {
        assert.ok(i >= 4 && !used.has(i))
        used.add(i)
      }
    }
  })
})
