import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect } from '../../src/client/index.js'
import { Replay } from '../../src/recording/index.js'
import { isOwnTracepoint, type TraceEvent } from '../../src/tracepoints/index.js'
import { temporaryDirectory } from '../e2e/support.js'
import { plain, readAll, recorded, sampleBatches } from './support.js'

/** Time that passes only while somebody waits. */
function manualTime(): {
  now: () => number
  sleep: (ms: number) => Promise<void>
  waits: number[]
} {
  let now = 5000
  const waits: number[] = []
  return {
    now: () => now,
    sleep: async ms => {
      waits.push(ms)
      now += ms
      await new Promise(resolve => setImmediate(resolve))
    },
    waits,
  }
}

function withoutSequence({ sequence: _, ...rest }: TraceEvent): object {
  return rest
}

test('subscribers of a replay see the events with the times at which they happened', async t => {
  const file = await recorded(sampleBatches())
  await using recording = await file.read()
  const original = (await readAll(recording.batches()))
    .flatMap(it => it.events)
    .filter(({ tracepoint }) => !isOwnTracepoint(tracepoint))
  const path = join(temporaryDirectory(t), 'node.sock')
  await using replay = await Replay.start(recording, { path, ringBytes: 1024 * 1024 })
  await using session = await connect({ path })
  const description = await session.describe()
  assert.equal(description.node, 'a recording of a node')
  const subscription = session.subscribe(['*'], { payloadBytes: Number.POSITIVE_INFINITY })
  const terms = await subscription.ready
  assert.equal(terms.monotonicZeroUnixUs, recording.header.monotonicZeroUnixUs)
  const totals = await replay.run({ speed: Number.POSITIVE_INFINITY })
  assert.equal(totals.fired, original.length)
  assert.equal(totals.unwanted, 0)
  assert.equal(totals.lost, 17)
  assert.equal(totals.gaps, 2)
  const seen: TraceEvent[] = []
  let missed = 0
  for await (const batch of subscription) {
    for (const { cause, count } of batch.losses) {
      assert.equal(cause, 'missed')
      missed += count
    }
    seen.push(...batch)
    if (seen.length === original.length && missed === totals.lost) break
  }
  assert.deepEqual(seen.map(plain).map(withoutSequence), original.map(withoutSequence))
})

test('a subscriber that is there before the first event gets the recorded snapshot', async t => {
  const file = await recorded(sampleBatches().slice(0, 1))
  await using recording = await file.read()
  const events = (await readAll(recording.batches())).flatMap(it => it.events)
  const path = join(temporaryDirectory(t), 'node.sock')
  await using replay = await Replay.start(recording, { path, ringBytes: 1024 * 1024 })
  await using session = await connect({ path: replay.path })
  const subscription = session.subscribe(['net:*', 'mempool:*', 'validation:*'], { snapshot: true })
  const seen: TraceEvent[] = []
  for await (const batch of subscription) {
    seen.push(...batch)
    if (batch.count('snapshot:end') > 0) break
  }
  const recordedOf = (tracepoint: string): object[] =>
    events.filter(it => it.tracepoint === tracepoint).map(it => bare(it))
  const seenOf = (tracepoint: string): object[] =>
    seen.filter(it => it.tracepoint === tracepoint).map(it => bare(plain(it)))
  assert.deepEqual(seenOf('snapshot:peer'), recordedOf('snapshot:peer'))
  assert.deepEqual(seenOf('snapshot:mempool'), recordedOf('snapshot:mempool').slice(0, 1))
  assert.deepEqual(seenOf('snapshot:tip'), recordedOf('snapshot:tip').slice(0, 1))
  assert.ok(
    seen.every(({ timestampUs }) => timestampUs === Math.floor(events[0]?.timestampUs ?? 0)),
  )
})

/** What a snapshot's record says of the node. */
function bare(event: TraceEvent): object {
  const { sequence: _, timestampUs: __, ...rest } = event
  return { ...rest, snapshotId: 0 }
}

test('a replay keeps the time between events, at any speed', async t => {
  const file = await recorded(sampleBatches().slice(0, 1))
  for (const speed of [1, 10, 0.5]) {
    await using recording = await file.read()
    const path = join(temporaryDirectory(t), 'node.sock')
    await using replay = await Replay.start(recording, { path, ringBytes: 1024 * 1024 })
    const time = manualTime()
    const before = time.now()
    await replay.run({ speed, atOnce: true, ...time })
    const [first, ...rest] = (await readAll(recording.batches())).flatMap(it => it.events)
    const lastUs = rest.at(-1)?.timestampUs ?? 0
    const expected = (lastUs - (first?.timestampUs ?? 0)) / 1000 / speed
    const took = time.now() - before
    assert.ok(took <= expected && took > expected - 1, `${took} ms where ${expected} are due`)
    assert.ok(time.waits.every(ms => ms >= 1))
  }
})

test('a replay waits for a subscriber, and ends when it is told to', async t => {
  const file = await recorded(sampleBatches())
  await using recording = await file.read()
  const path = join(temporaryDirectory(t), 'node.sock')
  await using replay = await Replay.start(recording, { path, ringBytes: 1024 * 1024 })
  const abort = new AbortController()
  let looks = 0
  const totals = await replay.run({
    signal: abort.signal,
    sleep: async () => {
      if (++looks === 100) abort.abort()
    },
  })
  assert.deepEqual(totals, { fired: 0, unwanted: 0, own: 0, lost: 0, gaps: 0 })
})
