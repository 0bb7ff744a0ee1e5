import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import {
  CaptureDirectory,
  type FileSystem,
  nodeFileSystem,
  TailLimits,
} from '../../../../../src/sources/bitcoind/live/files/index.js'
import { temporaryDirectory } from '../../../../e2e/support.js'
import { captureRecord } from '../capture-record.js'

const BUDGET = TailLimits.maxTurnBytes
const PEER = '10.0.0.1_8333'

interface Fixture {
  readonly root: string
  readonly captures: CaptureDirectory
  /** Adds to a file of a peer, which may be new. */
  append(bytes: Uint8Array, peer?: string, file?: string): void
  seen(): string[]
}

function follow(t: TestContext, files: FileSystem = nodeFileSystem, prepare = true): Fixture {
  const root = join(temporaryDirectory(t), 'message_capture')
  if (prepare) mkdirSync(root)
  let told: string[] = []
  const captures = new CaptureDirectory(root, files, {
    record: (directory, direction, { messageType, payload }) =>
      told.push(`${directory} ${direction} ${messageType} ${payload.length}`),
    gap: (directory, detail) => told.push(`${directory} gap: ${detail}`),
  })
  t.after(() => captures.close())
  return {
    root,
    captures,
    append: (bytes, peer = PEER, file = 'msgs_recv.dat') => {
      mkdirSync(join(root, peer), { recursive: true })
      appendFileSync(join(root, peer, file), bytes)
    },
    seen: () => {
      while (captures.poll(BUDGET) >= BUDGET);
      const all = told
      told = []
      return all
    },
  }
}

test('what was captured before is left, what comes is told', t => {
  const { append, seen } = follow(t)
  append(captureRecord('version', 100))
  assert.deepEqual(seen(), [])
  append(captureRecord('verack', 0))
  append(captureRecord('inv', 37), PEER, 'msgs_sent.dat')
  assert.deepEqual(seen().sort(), [`${PEER} inbound verack 0`, `${PEER} outbound inv 37`])
})

test('new peers are found, also where the directory itself comes later', t => {
  const { append, seen, captures } = follow(t, nodeFileSystem, false)
  assert.deepEqual(seen(), [])
  assert.deepEqual(captures.state, { kind: 'missing' })
  append(captureRecord('version', 100))
  assert.deepEqual(seen(), [`${PEER} inbound version 100`])
  append(captureRecord('version', 101), 'foo.onion_8333')
  for (let i = 0; i < TailLimits.listTurns; i++) captures.poll(BUDGET)
  assert.deepEqual(seen(), ['foo.onion_8333 inbound version 101'])
  assert.deepEqual(captures.counts, { files: 4, active: 4, left: 0 })
})

test('a record that is not whole waits for its rest, and no byte is kept', t => {
  const { append, seen } = follow(t)
  seen()
  const record = captureRecord('block', 100_000)
  append(record.subarray(0, 50_000))
  assert.deepEqual(seen(), [])
  append(record.subarray(50_000, 99_000))
  assert.deepEqual(seen(), [])
  append(record.subarray(99_000))
  assert.deepEqual(seen(), [`${PEER} inbound block 100000`])
})

test('a message that was cut short takes no others for its payload', t => {
  const { append, seen } = follow(t)
  seen()
  // A full disk, or a node that died: the next one goes on behind it.
  append(captureRecord('tx', 500).subarray(0, 300))
  append(captureRecord('ping', 8))
  assert.deepEqual(seen(), [])
  append(captureRecord('inv', 361))
  append(captureRecord('pong', 8))
  assert.deepEqual(seen(), [
    `${PEER} gap: 300 bytes of inbound messages are damaged`,
    `${PEER} inbound ping 8`,
    `${PEER} inbound inv 361`,
    `${PEER} inbound pong 8`,
  ])
})

test('a directory that is deleted and comes again is read from its start', t => {
  const { root, append, seen } = follow(t)
  append(captureRecord('version', 100))
  seen()
  append(captureRecord('ping', 8))
  rmSync(join(root, PEER), { recursive: true })
  seen()
  append(captureRecord('pong', 8))
  assert.deepEqual(seen(), [`${PEER} inbound pong 8`])
})

test('a file that is deleted gives its last messages first', t => {
  const { root, append, seen } = follow(t)
  seen()
  append(captureRecord('version', 100))
  assert.equal(seen().length, 1)
  append(captureRecord('ping', 8))
  rmSync(join(root, PEER, 'msgs_recv.dat'))
  append(captureRecord('pong', 8))
  assert.deepEqual(seen(), [`${PEER} inbound ping 8`, `${PEER} inbound pong 8`])
})

test('a file that was cut is told of and read from its start', t => {
  const { root, append, seen } = follow(t)
  seen()
  append(captureRecord('version', 100))
  seen()
  truncateSync(join(root, PEER, 'msgs_recv.dat'))
  append(captureRecord('pong', 8))
  assert.deepEqual(seen(), [`${PEER} gap: the inbound file was cut`, `${PEER} inbound pong 8`])
})

test('files at rest are closed, and followed again when they grow', t => {
  let open = 0
  const files: FileSystem = {
    ...nodeFileSystem,
    open: path => {
      open++
      return nodeFileSystem.open(path)
    },
    close: handle => {
      open--
      nodeFileSystem.close(handle)
    },
  }
  const { append, seen, captures } = follow(t, files)
  seen()
  append(captureRecord('version', 100))
  seen()
  assert.equal(open, 1)
  for (let i = 0; i <= TailLimits.maxIdleTurns; i++) captures.poll(BUDGET)
  assert.equal(open, 0)
  assert.deepEqual(captures.counts, { files: 2, active: 0, left: 0 })
  append(captureRecord('ping', 8))
  // The round finds it in one turn, the next one reads it.
  captures.poll(BUDGET)
  assert.deepEqual(seen(), [`${PEER} inbound ping 8`])
})

test('no more files are open than the bound, whatever the number of peers', t => {
  const { append, seen, captures } = follow(t)
  seen()
  const peers = TailLimits.maxActiveFiles / 2 + 100
  for (let i = 0; i < peers; i++) append(captureRecord('version', 1), `10.0.0.1_${i}`)
  let records = 0
  for (let i = 0; i < 8; i++) records += seen().length
  assert.equal(records, peers)
  assert.ok(captures.counts.active <= TailLimits.maxActiveFiles)
})

test('a directory that may not be listed is told of', t => {
  let refused = true
  const files: FileSystem = {
    ...nodeFileSystem,
    list: path => {
      if (refused) throw Object.assign(new Error('refused'), { code: 'EACCES' })
      return nodeFileSystem.list(path)
    },
  }
  const { append, seen, captures } = follow(t, files)
  append(captureRecord('version', 100))
  assert.deepEqual(seen(), [])
  assert.deepEqual(captures.state, { kind: 'unreadable', code: 'EACCES' })
  refused = false
  for (let i = 0; i < TailLimits.listTurns; i++) captures.poll(BUDGET)
  append(captureRecord('ping', 8))
  captures.poll(BUDGET)
  assert.deepEqual(seen(), [`${PEER} inbound ping 8`])
})

test('however a file grows, and whatever stands before, its whole records come in order', t => {
  const { root, append, seen } = follow(t)
  seen()
  let run = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('tx', 'inv', 'getblocktxn', ''), fc.nat(400)), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }),
      (records, steps) => {
        const peer = `10.1.0.1_${run++}`
        const bytes = Buffer.concat(records.map(([type, size]) => captureRecord(type, size)))
        const told: string[] = []
        for (let at = 0, step = 0; at < bytes.length; step++) {
          const size = steps[step % steps.length] ?? 1
          append(bytes.subarray(at, at + size), peer)
          at += size
          told.push(...seen())
        }
        const expected = records.map(([type, size]) => `${peer} inbound ${type} ${size}`)
        assert.deepEqual(told, expected)
        rmSync(join(root, peer), { recursive: true })
      },
    ),
    { numRuns: 60, interruptAfterTimeLimit: 15_000 },
  )
})

test('damage of any kind ends in a gap, and never in a record that was not written', t => {
  const { root, append, seen } = follow(t)
  seen()
  let run = 0
  fc.assert(
    fc.property(
      // Records of even lengths, one cut at an odd place: what follows it cannot fill it exactly.
      fc.array(fc.nat(150), { minLength: 1, maxLength: 8 }),
      fc.nat(7),
      fc.nat(160),
      (sizes, victim, half) => {
        const peer = `10.2.0.1_${run++}`
        const whole: string[] = []
        for (const [i, size] of sizes.map(it => it * 2).entries()) {
          const record = captureRecord('tx', size)
          // Less than a header would make the record before it doubtful.
          const kept = half * 2 + 25
          const isCut = i === victim && kept < record.length
          append(isCut ? record.subarray(0, kept) : record, peer)
          if (!isCut) whole.push(`${peer} inbound tx ${size}`)
        }
        append(captureRecord('end', 350), peer)
        append(captureRecord('end', 352), peer)
        const told = seen().filter(it => !it.includes('gap'))
        whole.push(`${peer} inbound end 350`, `${peer} inbound end 352`)
        assert.deepEqual(told, whole)
        rmSync(join(root, peer), { recursive: true })
      },
    ),
    { numRuns: 100, interruptAfterTimeLimit: 15_000 },
  )
})

test('a captured file that is a directory is told of', t => {
  const { root, seen, captures } = follow(t)
  seen()
  mkdirSync(join(root, PEER, 'msgs_recv.dat'), { recursive: true })
  writeFileSync(join(root, 'stray'), '')
  seen()
  assert.equal(captures.unreadable?.code, 'it is no file')
})
