import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import type { PeerState, SnapshotSource } from '../../../src/publisher/index.js'
import { RunCollector, ringBytes } from '../../../src/publisher/ring/index.js'
import { SnapshotTaker } from '../../../src/publisher/snapshots/index.js'
import { SnapshotLimits } from '../../../src/publisher/snapshots/limits.js'
import type { TraceEvent } from '../../../src/tracepoints/index.js'
import { frameOf, readBatch, UNLIMITED } from '../batches/support.js'
import { bothEnds } from '../ring/harness.js'

/** A taker with a ring and a clock of its own. */
function fixture(source: SnapshotSource | null, bytes = 64 * 1024) {
  const { sites, reader, control, ring, writer } = bothEnds({ bytes })
  let now = 0
  const timers = new Set<{ readonly at: number; readonly then: () => void }>()
  const taker = new SnapshotTaker(
    source,
    sites,
    {
      get pendingBytes() {
        return control.pendingBytes
      },
      capacityBytes: ringBytes(ring),
      get dropped() {
        return writer.dropped
      },
    },
    {
      now: () => now,
      later(then, ms) {
        const timer = { at: now + ms, then }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
  )
  return {
    taker,
    sites,
    timers,
    /** Time that the source's own work takes. */
    spend(ms: number) {
      now += ms
    },
    pass(ms: number) {
      now += ms
      for (const timer of timers) {
        if (timer.at > now || !timers.delete(timer)) continue
        timer.then()
      }
    },
    /** What has been fired since the last time. */
    read(): TraceEvent[] {
      const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
      const runs = new RunCollector(run => {
        for (let next = 0; next < run.count; ) next += batch.append(reader, run, next)
      })
      reader.drain({
        event: (id, at, sequence) => runs.event(id, at, sequence),
        flush: () => runs.flush(),
        loss: () => {},
      })
      return batch.eventCount === 0 ? [] : [...readBatch(frameOf(batch.finish()))]
    },
  }
}

function peer(peerId: number, address = `10.0.0.1:${peerId}`): PeerState {
  return { peerId, address, connectionType: 'inbound', network: 'ipv4', establishedAt: 1 }
}

const TIP = { hash: new Uint8Array(32).fill(7), height: 5, blockTime: 6 }
const MEMPOOL = { transactions: 1, vsize: 2, feeSat: 3, memoryBytes: 4, minFeeRate: 5 }

/** The fields of an event that a source has told. */
function told(event: TraceEvent | undefined): Record<string, unknown> {
  const { sequence: _, timestampUs: __, ...fields } = event ?? {}
  return { ...fields }
}

test('a source that answers at once is told at once, part by part, then the end', () => {
  const { taker, read, spend } = fixture({
    peers: () => [peer(1), { ...peer(2), userAgent: '/x/', pingUs: 9, bytesSent: 4 }],
    mempool: () => MEMPOOL,
    tip: () => {
      spend(2)
      return TIP
    },
  })
  taker.take({ id: 77, parts: ['peer', 'mempool', 'tip'] })
  const [first, second, mempool, tip, end] = read()
  assert.deepEqual(told(first), {
    tracepoint: 'snapshot:peer',
    snapshotId: 77,
    ...peer(1),
    messagesReceived: 0,
    messagesSent: 0,
    bytesReceived: 0,
    bytesSent: 0,
    protocolVersion: 0,
    userAgent: '',
    pingUs: -1,
  })
  assert.equal(told(second)['userAgent'], '/x/')
  assert.deepEqual(told(mempool), { tracepoint: 'snapshot:mempool', snapshotId: 77, ...MEMPOOL })
  assert.deepEqual(told(tip), { tracepoint: 'snapshot:tip', snapshotId: 77, ...TIP })
  assert.deepEqual(told(end), {
    tracepoint: 'snapshot:end',
    snapshotId: 77,
    records: 4,
    missing: 0,
    failure: '',
    durationUs: 2000,
  })
})

test('a source without a mempool or a tip, and one that no longer tells a part', () => {
  const { taker, read, pass } = fixture({ mempool: () => null, tip: () => null })
  taker.take({ id: 1, parts: ['mempool', 'tip'] })
  assert.deepEqual(
    read().map(it => it.tracepoint),
    ['snapshot:end'],
  )
  taker.source = null
  taker.take({ id: 2, parts: ['peer'] })
  pass(SnapshotLimits.minIntervalMs - 1)
  assert.deepEqual(read(), [])
  pass(1)
  assert.equal(told(read()[0])['failure'], 'peer: the source does not tell it')
})

test('what throws, also while peers are counted off, costs that part only', () => {
  const { taker, read } = fixture({
    *peers() {
      yield peer(1)
      throw new Error('no more')
    },
    tip: () => TIP,
  })
  taker.take({ id: 1, parts: ['peer', 'tip'] })
  const [tip, end] = read()
  assert.equal(tip?.tracepoint, 'snapshot:tip')
  assert.equal(told(end)['failure'], 'peer: no more')
  assert.equal(told(end)['missing'], 0)
})

test('a source that hands out nonsense cannot harm its node', () => {
  const hostile = {
    get peerId(): number {
      throw new Error('none of yours')
    },
  }
  // Nonsense on purpose, which the types do not allow.
  const nonsense = [undefined, null, 5, hostile, {}] as unknown as PeerState[]
  const { taker, read } = fixture({
    peers: () => nonsense,
    tip: () => {
      throw Object.create(null)
    },
    mempool: () => 7 as unknown as typeof MEMPOOL,
  })
  taker.take({ id: 1, parts: ['peer', 'mempool', 'tip'] })
  const [end, ...more] = read()
  assert.deepEqual(more, [])
  assert.equal(told(end)['records'], 0)
  assert.equal(told(end)['missing'], 6)
  assert.equal(told(end)['failure'], 'tip: it failed')
})

test('wrong values and more peers than a snapshot takes are counted as missing', () => {
  const { maxPeers } = SnapshotLimits
  const all = Array.from({ length: maxPeers + 3 }, (_, i) => peer(i === 5 ? 0.5 : i, 'x'))
  const { taker, read } = fixture({ peers: () => all }, 2 * 1024 * 1024)
  taker.take({ id: 1, parts: ['peer'] })
  const events = read()
  assert.equal(events.length, maxPeers - 1 + 1)
  assert.equal(told(events.at(-1))['records'], maxPeers - 1)
  assert.equal(told(events.at(-1))['missing'], 4)
})

test('records that find no room are counted as missing, and the end waits for room', () => {
  const many = Array.from({ length: 2000 }, (_, i) => peer(i))
  const { taker, read, pass } = fixture({ peers: () => many })
  taker.take({ id: 1, parts: ['peer'] })
  const fitted = read()
  assert.ok(fitted.length > 300 && fitted.length < 1000)
  assert.ok(fitted.every(it => it.tracepoint === 'snapshot:peer'))
  pass(SnapshotLimits.retryMs)
  const [end] = read()
  assert.equal(told(end)['records'], fitted.length)
  assert.equal(told(end)['missing'], many.length - fitted.length)
})

test('a snapshot waits while the ring is fuller than it may be', () => {
  const { taker, sites, read, pass, timers } = fixture({ tip: () => TIP })
  for (let i = 0; i < 1000; i++) sites['mempool:added'].fire(TIP.hash, 1, 1)
  taker.take({ id: 1, parts: ['tip'] })
  pass(SnapshotLimits.retryMs)
  assert.ok(read().every(it => it.tracepoint === 'mempool:added'))
  pass(SnapshotLimits.retryMs)
  assert.deepEqual(
    read().map(it => it.tracepoint),
    ['snapshot:tip', 'snapshot:end'],
  )
  assert.equal(timers.size, 0)
})

test('the next snapshot waits for a multiple of what the one before took', () => {
  const { taker, read, spend, pass } = fixture({
    tip: () => {
      spend(3)
      return TIP
    },
  })
  taker.take({ id: 1, parts: ['tip'] })
  assert.equal(read().length, 2)
  taker.take({ id: 2, parts: ['tip'] })
  pass(3 * SnapshotLimits.threadShare - 1)
  assert.equal(read().length, 0)
  pass(1)
  assert.deepEqual(
    read().map(it => told(it)['snapshotId']),
    [2, 2],
  )
})

test('a source that asks elsewhere is told when it answers, and not when that is too late', async () => {
  let answer: (peers: PeerState[]) => void = () => {}
  const source = {
    peers: () => new Promise<PeerState[]>(resolve => (answer = resolve)),
    tip: () => Promise.resolve(TIP),
  }
  const { taker, read, pass, timers } = fixture(source)
  const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
  taker.take({ id: 1, parts: ['peer', 'tip'] })
  await settle()
  assert.equal(read().length, 0)
  answer([peer(1)])
  await settle()
  assert.deepEqual(
    read()
      .map(it => it.tracepoint)
      .sort(),
    [...['snapshot:end', 'snapshot:peer', 'snapshot:tip']],
  )
  assert.equal(timers.size, 0)

  taker.take({ id: 2, parts: ['peer', 'tip'] })
  pass(SnapshotLimits.minIntervalMs)
  await settle()
  pass(SnapshotLimits.answerTimeoutMs)
  const [tip, end] = read()
  assert.equal(tip?.tracepoint, 'snapshot:tip')
  assert.equal(told(end)['failure'], 'source: no answer within 10000 ms')
  answer([peer(2)])
  await settle()
  assert.equal(read().length, 0)

  // A publisher that closes gives up what waits.
  pass(SnapshotLimits.minIntervalMs)
  taker.take({ id: 3, parts: ['peer'] })
  taker.stop()
  assert.equal(timers.size, 0)
})
