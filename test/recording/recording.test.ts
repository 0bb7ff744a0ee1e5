import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize, verify } from '../../src/recording/index.js'
import { TRACEPOINT_NAMES } from '../../src/tracepoints/index.js'
import { eventsOf, readAll, recorded, sampleBatches, subject, told } from './support.js'

for (const compress of [false, true]) {
  const how = compress ? 'compressed' : 'as they came'
  test(`batches come back, ${how}, with losses and gaps at their place`, async () => {
    const batches = sampleBatches()
    const file = await recorded(batches, { compress })
    assert.ok(file.closed)
    assert.equal(file.synced, file.bytes.length)
    await using recording = await file.read()
    const { version, recorder, startedAtUnixUs, part, ...header } = recording.header
    assert.deepEqual(header, subject)
    assert.equal(version, 1)
    assert.match(recorder, /^nodetap\//)
    assert.equal(startedAtUnixUs, 1_700_000_000_000_000)
    assert.equal(part, 1)
    assert.deepEqual(await readAll(recording.batches()), batches.map(told))
    // Once more: the file is read anew.
    assert.equal((await readAll(recording.batches())).length, batches.length)
  })

  test(`the index leads to the events of a tracepoint, ${how}`, async () => {
    const file = await recorded(sampleBatches(), { compress })
    await using recording = await file.read()
    for (const name of TRACEPOINT_NAMES) {
      const options = { tracepoints: [name] }
      const byIndex = await readAll(recording.batches(options))
      const byReading = await readAll(recording.batches({ ...options, ignoreIndex: true }))
      assert.deepEqual(byIndex, byReading)
      assert.ok(byIndex.flatMap(it => it.events).every(it => it.tracepoint === name))
      assert.ok(byIndex.flatMap(it => it.events).length > 0)
    }
  })

  test(`a summary by the index is that of reading, ${how}`, async () => {
    const file = await recorded(sampleBatches(), { compress })
    const summary = await summarize(await file.read())
    const times = sampleBatches().flatMap(batch => [...batch].map(it => it.timestampUs))
    assert.deepEqual(
      { ...summary, tracepoints: summary.tracepoints.length },
      {
        fileBytes: file.bytes.length,
        ended: true,
        trailingBytes: 0,
        shiftedBytes: 0,
        damagedBytes: 0,
        batches: 6,
        events: eventsOf(sampleBatches()),
        lost: 3 + 4 + 1 + 9,
        gaps: 2,
        firstTimestampUs: Math.min(...times),
        lastTimestampUs: Math.max(...times),
        // Of the losses, one names a pattern.
        tracepoints: TRACEPOINT_NAMES.length + 1,
      },
    )
    const removed = summary.tracepoints.find(it => it.name === 'mempool:removed')
    // Offsets of sequence and time, txid, reason, vsize, fee, time of entry.
    assert.deepEqual(removed, {
      name: 'mempool:removed',
      events: 4,
      bytes: 4 * (4 + 4 + 32 + 2 + 4 + 8 + 8),
      lost: 0,
    })
    // Without its end the file is read through, and tells the same.
    file.bytes = file.bytes.slice(0, -1)
    assert.deepEqual(await summarize(await file.read()), {
      ...summary,
      fileBytes: file.bytes.length,
      ended: false,
      trailingBytes: 87,
    })
  })

  test(`verify finds nothing wrong, ${how}`, async () => {
    const file = await recorded(sampleBatches(), { compress })
    const seen: number[] = []
    const result = await verify(await file.read(), bytes => seen.push(bytes))
    assert.equal(result.damage, null)
    assert.ok(result.ended)
    assert.equal(result.batches, 6)
    assert.equal(result.wholeBytes, file.bytes.length)
    assert.equal(seen.at(-1), file.bytes.length)
  })
}

test('a recording without events is whole', async () => {
  const file = await recorded([])
  await using recording = await file.read()
  assert.deepEqual(await readAll(recording.batches()), [])
  assert.deepEqual(await readAll(recording.batches({ tracepoints: ['mempool:added'] })), [])
  const { damage, ended } = await verify(recording)
  assert.deepEqual({ damage, ended }, { damage: null, ended: true })
  const { firstTimestampUs, tracepoints } = await summarize(recording)
  assert.deepEqual({ firstTimestampUs, tracepoints }, { firstTimestampUs: null, tracepoints: [] })
})

test('more batches than one index tells of make several, each leading to the one before', async () => {
  const [, one] = sampleBatches()
  assert.ok(one !== undefined)
  const all = sampleBatches()
  const many = Array.from({ length: 2500 }, (_, i) => (i % 500 === 7 ? all[0] : one) ?? one)
  const file = await recorded(many)
  await using recording = await file.read()
  let parts = 0
  for await (const { batches } of recording.indexes()) {
    parts++
    assert.equal(batches.length, parts === 3 ? 452 : 1024)
  }
  assert.equal(parts, 3)
  const { damage, batches } = await verify(recording)
  assert.deepEqual({ damage, batches }, { damage: null, batches: 2500 })
  const rejected = await readAll(recording.batches({ tracepoints: ['mempool:rejected'] }))
  assert.equal(rejected.length, 5)
})

test('losses of more names than an index tells apart are counted all the same', async () => {
  const [batch] = sampleBatches()
  assert.ok(batch !== undefined)
  batch.losses = Array.from({ length: 300 }, (_, i) => ({
    tracepoint: `made-up:${i}`,
    count: 2,
    cause: 'unknown',
    firstSequence: 0,
    lastSequence: 1,
  }))
  const file = await recorded([batch])
  await using recording = await file.read()
  assert.equal((await verify(recording)).damage, null)
  assert.equal((await summarize(recording)).lost, 600)
  assert.equal((await readAll(recording.batches()))[0]?.losses.length, 300)
})

test('an aborted iteration ends in order', async () => {
  const file = await recorded(sampleBatches())
  await using recording = await file.read()
  for (const tracepoints of [undefined, ['validation:block_connected']]) {
    const abort = new AbortController()
    const options = tracepoints === undefined ? {} : { tracepoints }
    let count = 0
    for await (const _ of recording.batches({ ...options, signal: abort.signal })) {
      count++
      abort.abort()
    }
    assert.equal(count, 1)
  }
})
