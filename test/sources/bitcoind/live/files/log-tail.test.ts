import assert from 'node:assert/strict'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import {
  type FileSystem,
  LogTail,
  nodeFileSystem,
  TailLimits,
} from '../../../../../src/sources/bitcoind/live/files/index.js'
import { temporaryDirectory } from '../../../../e2e/support.js'

const BUDGET = TailLimits.maxTurnBytes

interface Fixture {
  readonly path: string
  readonly tail: LogTail
  /** What the tail has told since the last call. */
  seen(): string[]
}

function follow(
  t: TestContext,
  { before, files = nodeFileSystem }: { before?: string; files?: FileSystem } = {},
): Fixture {
  const path = join(temporaryDirectory(t), 'debug.log')
  if (before !== undefined) writeFileSync(path, before)
  let told: string[] = []
  const tail = new LogTail(path, files, {
    line: line => told.push(line),
    opened: () => told.push('<opened>'),
    restart: reason => told.push(`<${reason}>`),
    cut: () => told.push('<cut>'),
  })
  t.after(() => tail.close())
  const seen = (): string[] => {
    while (tail.poll(BUDGET) >= BUDGET);
    const all = told
    told = []
    return all
  }
  seen()
  return { path, tail, seen }
}

test('a log is followed from its end, line by line', t => {
  const { path, seen } = follow(t, { before: 'old one\nold two\n' })
  assert.deepEqual(seen(), [])
  appendFileSync(path, 'one\ntwo\nthr')
  assert.deepEqual(seen(), ['one', 'two'])
  appendFileSync(path, 'ee\n')
  assert.deepEqual(seen(), ['three'])
})

test('a line that is half there at the start comes whole', t => {
  const { path, seen } = follow(t, { before: 'old\nhal' })
  appendFileSync(path, 'f\nnext\n')
  assert.deepEqual(seen(), ['half', 'next'])
})

test('a log that appears later is read from its start', t => {
  const { path, tail, seen } = follow(t)
  assert.deepEqual(tail.state, { kind: 'missing' })
  writeFileSync(path, '\n\n\n\n\nfirst\n')
  assert.deepEqual(seen(), ['<opened>', 'first'])
  assert.deepEqual(tail.state, { kind: 'open' })
})

test('a log that is renamed is read to its end, then the new one', t => {
  const { path, seen } = follow(t, { before: 'old\n' })
  appendFileSync(path, 'one\n')
  assert.deepEqual(seen(), ['one'])
  appendFileSync(path, 'two\n')
  renameSync(path, `${path}.1`)
  appendFileSync(`${path}.1`, 'three\n')
  // The node has not opened a new one yet.
  assert.deepEqual(seen(), ['two', 'three'])
  appendFileSync(`${path}.1`, 'four\n')
  writeFileSync(path, 'five\n')
  assert.deepEqual(seen(), ['four', '<rotated>', 'five'])
})

test('a log that is deleted under the node is read on until there is a new one', t => {
  const { path, seen } = follow(t, { before: 'old\n' })
  const other = `${path}.held`
  // A second name stands for the node's own handle.
  appendFileSync(path, 'one\n')
  seen()
  renameSync(path, other)
  appendFileSync(other, 'two\n')
  assert.deepEqual(seen(), ['two'])
  rmSync(other)
  assert.deepEqual(seen(), [])
  writeFileSync(path, 'three\n')
  assert.deepEqual(seen(), ['<rotated>', 'three'])
})

test('a log that is copied and cut is read from its start', t => {
  const { path, seen } = follow(t, { before: 'old\n' })
  appendFileSync(path, 'one\n')
  assert.deepEqual(seen(), ['one'])
  copyFileSync(path, `${path}.1`)
  truncateSync(path)
  assert.deepEqual(seen(), ['<truncated>'])
  appendFileSync(path, 'two\n')
  assert.deepEqual(seen(), ['two'])
})

test('a log that was cut and has grown beyond the place reached is noticed', t => {
  const { path, seen } = follow(t, { before: 'old\n' })
  appendFileSync(path, 'one\n')
  assert.deepEqual(seen(), ['one'])
  truncateSync(path)
  appendFileSync(path, 'another line, and longer than before\n')
  assert.deepEqual(seen(), ['<truncated>', 'another line, and longer than before'])
})

test('a log that bitcoind has shortened at its start goes on behind what was read', t => {
  const lines = Array.from(
    { length: 2000 },
    (_, i) => `2026-01-01T00:00:00.${i + 100000}Z line ${i}`,
  )
  const { path, seen } = follow(t, { before: `${lines.slice(0, 1000).join('\n')}\n` })
  appendFileSync(path, `${lines.slice(1000).join('\n')}\n`)
  assert.equal(seen().length, 1000)
  // It keeps the end of the file, in the same file.
  writeFileSync(path, `${lines.slice(500).join('\n')}\n`)
  appendFileSync(path, '\n\n\n\n\nnew life\n')
  assert.deepEqual(seen(), ['<opened>', 'new life'])
})

test('a line in which the node died is left out, whenever it is seen', t => {
  const { path, seen } = follow(t, { before: 'old\n' })
  appendFileSync(path, 'whole\nUpdateTip: new be')
  assert.deepEqual(seen(), ['whole'])
  appendFileSync(path, '\n\n\n\n\nfirst\n')
  assert.deepEqual(seen(), ['<opened>', 'first'])
  appendFileSync(path, 'UpdateTip: ne\n\n\n\n\nagain\n')
  assert.deepEqual(seen(), ['<opened>', 'again'])
  appendFileSync(path, 'in order\n\n\n\n\n\nthird\n')
  assert.deepEqual(seen(), ['in order', '<opened>', 'third'])
})

test('a line beyond every bound is left out, with bounded memory', t => {
  const { path, seen } = follow(t, { before: '' })
  const mebibyte = 'x'.repeat(1024 * 1024)
  for (let i = 0; i < 12; i++) {
    appendFileSync(path, mebibyte)
    assert.deepEqual(seen(), [])
  }
  appendFileSync(path, 'end\nshort\n')
  assert.deepEqual(seen(), ['<cut>', 'short'])
})

test('bytes that are no UTF-8 come as they stand', t => {
  const { path, seen } = follow(t, { before: '' })
  appendFileSync(path, Buffer.from([0x61, 0xff, 0xc3, 0xa9, 0x0a]))
  assert.deepEqual(seen(), ['a\u00ff\u00c3\u00a9'])
})

test('a log that may not be read is told of, and read on when it may', t => {
  let refused = false
  const files: FileSystem = {
    ...nodeFileSystem,
    status: path => {
      if (refused) throw Object.assign(new Error('refused'), { code: 'EACCES' })
      return nodeFileSystem.status(path)
    },
  }
  const { path, tail, seen } = follow(t, { before: 'old\n', files })
  appendFileSync(path, 'one\n')
  refused = true
  assert.deepEqual(seen(), [])
  assert.deepEqual(tail.state, { kind: 'unreadable', code: 'EACCES' })
  refused = false
  assert.deepEqual(seen(), ['one'])
  assert.deepEqual(tail.state, { kind: 'open' })
})

test('a file system that fails while a file is read is told of, and nothing is lost', t => {
  let broken = false
  const files: FileSystem = {
    ...nodeFileSystem,
    read: (...args) => {
      if (broken) throw Object.assign(new Error('broken'), { code: 'EIO' })
      return nodeFileSystem.read(...args)
    },
  }
  const { path, tail, seen } = follow(t, { before: 'old\n', files })
  appendFileSync(path, 'one\n')
  broken = true
  assert.deepEqual(seen(), [])
  assert.deepEqual(tail.state, { kind: 'unreadable', code: 'EIO' })
  broken = false
  assert.deepEqual(seen(), ['one'])
})

test('a log of 10 GB is begun at its end at once', t => {
  const { path, seen } = follow(t, { before: '' })
  truncateSync(path, 10 * 1024 ** 3)
  const reads: number[] = []
  const files: FileSystem = {
    ...nodeFileSystem,
    read: (handle, buffer, length, position) => {
      reads.push(length)
      return nodeFileSystem.read(handle, buffer, length, position)
    },
  }
  const lines: string[] = []
  const sink = {
    line: (line: string) => void lines.push(line),
    opened: () => {},
    restart: () => {},
    cut: () => {},
  }
  const tail = new LogTail(path, files, sink)
  t.after(() => tail.close())
  tail.poll(BUDGET)
  appendFileSync(path, '\nnew\n')
  tail.poll(BUDGET)
  assert.deepEqual(lines.slice(-1), ['new'])
  assert.ok(reads.reduce((a, b) => a + b, 0) < 10_000)
  void seen
})

test('a log that grows by 50 MB between two looks is read in bounded turns', t => {
  const { path, tail, seen } = follow(t, { before: '' })
  const block = `${'a line of the log, as long as lines are on an average day: 100 bytes and some more'}\n`
  const text = block.repeat(100_000)
  for (let i = 0; i < 6; i++) appendFileSync(path, text)
  const size = text.length * 6
  let turns = 0
  let read: number
  do {
    read = tail.poll(BUDGET)
    assert.ok(read <= BUDGET + TailLimits.pieceBytes)
    turns++
  } while (read >= BUDGET)
  assert.ok(turns >= size / (BUDGET + TailLimits.pieceBytes))
  assert.equal(tail.position, size)
  assert.equal(seen().length, 600_000)
})

test('a directory in the place of the log is told of', t => {
  const { path, tail, seen } = follow(t)
  mkdirSync(path)
  seen()
  assert.equal(tail.state.kind, 'unreadable')
})

test('a log that is a device, as in a container, is not waited for', t => {
  const { path, tail, seen } = follow(t)
  symlinkSync('/dev/null', path)
  seen()
  assert.deepEqual(tail.state, { kind: 'unreadable', code: 'it is no file' })
})

test('however a log grows, its lines are the same', t => {
  const { path, seen } = follow(t, { before: '' })
  const line = fc.stringMatching(/^[a-z\x80-\xff]{1,12}$/)
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      (lines, steps) => {
        const bytes = Buffer.from(`${lines.join('\n')}\n`, 'latin1')
        const told: string[] = []
        for (let at = 0, step = 0; at < bytes.length; step++) {
          const size = steps[step % steps.length] ?? 1
          appendFileSync(path, bytes.subarray(at, at + size))
          at += size
          told.push(...seen())
        }
        assert.deepEqual(told, lines)
      },
    ),
    { numRuns: 100, interruptAfterTimeLimit: 15_000 },
  )
})
