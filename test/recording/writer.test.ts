import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ErrorCodes, isNodetapError } from '../../src/errors/index.js'
import {
  batchesOfParts,
  Recorder,
  Recording,
  RecordingWriter,
  recordingPaths,
  verify,
} from '../../src/recording/index.js'
import { temporaryDirectory, until } from '../e2e/support.js'
import { MemoryFile, readAll, recorded, sampleBatches, subject, told } from './support.js'

function isDiskFull(error: unknown): boolean {
  assert.ok(isNodetapError(error, ErrorCodes.FileFailed), String(error))
  assert.equal(error.message, 'memory cannot be written: the disk is full')
  return true
}

for (const compress of [false, true]) {
  test(`a full disk ends a recording in order${compress ? ', compressed' : ''}`, async () => {
    const batches = sampleBatches()
    const { bytes: all } = await recorded(batches, { compress })
    let stopped = 0
    // The disk is full after so many bytes, and stays so.
    for (let room = 2000; room < all.length; room += 997) {
      const file = new MemoryFile()
      const openFile = file.opener(bytes => Math.min(bytes, Math.max(0, room - file.bytes.length)))
      let writer: RecordingWriter
      try {
        writer = await RecordingWriter.create('memory', subject, { openFile, compress })
      } catch (error) {
        assert.ok(isDiskFull(error) && file.closed)
        continue
      }
      await assert.rejects(async () => {
        for (const batch of batches) await writer.write(batch)
        await writer.flush()
        await writer.close()
      }, isDiskFull)
      await assert.rejects(writer.close(), isDiskFull)
      assert.ok(file.closed)
      const recording = await file.read()
      const { damage, wholeBytes, batches: whole } = await verify(recording)
      assert.equal(damage, null)
      assert.equal(wholeBytes, file.bytes.length, 'no part of an entry is left')
      const read = (await readAll(recording.batches())).filter(it => it.events.length > 0)
      assert.equal(read.length, whole)
      assert.deepEqual(read, batches.map(told).slice(0, read.length))
      stopped++
    }
    assert.ok(stopped > 3)
  })
}

test('where the disk has room again, the recording is even ended', async () => {
  const file = new MemoryFile()
  let appends = 0
  const openFile = file.opener(bytes => (++appends === 3 ? 10 : bytes))
  const writer = await RecordingWriter.create('memory', subject, { openFile })
  const batches = sampleBatches()
  await assert.rejects(async () => {
    for (const batch of batches) await writer.write(batch)
    await writer.flush()
  }, isDiskFull)
  await assert.rejects(writer.close(), isDiskFull)
  const { damage, ended, batches: whole } = await verify(await file.read())
  assert.deepEqual({ damage, ended, whole }, { damage: null, ended: true, whole: 1 })
})

test('writing waits for a slow disk', async () => {
  const file = new MemoryFile()
  let release = (): void => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  let appended = 0
  const writer = await RecordingWriter.create('memory', subject, {
    openFile: async path => {
      const opened = await file.opener()(path)
      return {
        ...opened,
        append: async pieces => {
          if (appended++ > 0) await held
          await opened.append(pieces)
        },
      }
    },
  })
  const [, batch] = sampleBatches()
  assert.ok(batch !== undefined)
  let taken = 0
  const writing = (async () => {
    for (; taken < 100; taken++) await writer.write(batch)
  })()
  await until('it waits', () => taken > 0)
  for (let i = 0; i < 10; i++) await new Promise(resolve => setImmediate(resolve))
  assert.ok(taken < 10, `${taken} batches were taken`)
  release()
  await writing
  await writer.close()
  assert.equal((await verify(await file.read())).batches, 100)
})

test('a file that exists is left alone', async t => {
  const path = join(temporaryDirectory(t), 'trace.rec')
  writeFileSync(path, 'precious')
  await assert.rejects(RecordingWriter.create(path, subject), error => {
    assert.ok(isNodetapError(error, ErrorCodes.FileFailed))
    assert.match(error.message, /trace\.rec cannot be made: it exists already/)
    return true
  })
  assert.equal(readFileSync(path, 'utf8'), 'precious')
})

test('a recording is for the eyes of its owner', {
  skip: process.platform === 'win32',
}, async t => {
  const path = join(temporaryDirectory(t), 'trace.rec')
  await (await RecordingWriter.create(path, subject)).close()
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('a recording rotates by size, and keeps as many files as it is told', async t => {
  const directory = temporaryDirectory(t)
  const path = join(directory, 'trace.rec')
  const [whole] = sampleBatches()
  assert.ok(whole !== undefined)
  const recorder = await Recorder.create(path, subject, {
    maxBytes: 20_000,
    rotate: true,
    keepFiles: 3,
  })
  for (let i = 0; i < 30; i++) {
    assert.ok(await recorder.write(whole))
  }
  await recorder.close()
  const { files, events } = recorder.totals
  assert.equal(events, 30 * whole.eventCount)
  assert.ok(files > 4)
  const names = readdirSync(directory).sort()
  assert.deepEqual(
    names,
    [files - 2, files - 1, files].map(part => `trace.${String(part).padStart(4, '0')}.rec`),
  )
  for (const [i, name] of names.entries()) {
    await using recording = await Recording.open(join(directory, name))
    assert.equal(recording.header.part, files - 2 + i)
    const { damage, ended } = await verify(recording)
    assert.deepEqual({ damage, ended }, { damage: null, ended: true })
  }
})

test('a recording that rotated is read as one, and tells of a file that is missing', async t => {
  const path = join(temporaryDirectory(t), 'trace.v1.rec')
  const batches = sampleBatches()
  const options = { maxBytes: 1, rotate: true }
  await using recorder = await Recorder.create(path, subject, options)
  for (const batch of batches) await recorder.write(batch)
  await recorder.close()
  const paths = await recordingPaths(path)
  assert.equal(paths.length, batches.length + 1)
  const [first = '', ...rest] = paths
  await using recording = await Recording.open(first)
  assert.deepEqual(await readAll(batchesOfParts(recording, rest)), batches.map(told))
  const blocks = { tracepoints: ['validation:block_connected'] }
  assert.equal((await readAll(batchesOfParts(recording, rest, blocks))).length > 1, true)
  rmSync(rest[2] ?? '')
  const [, ...left] = await recordingPaths(path)
  await assert.rejects(readAll(batchesOfParts(recording, left)), error => {
    assert.ok(isNodetapError(error, ErrorCodes.MalformedRecording))
    assert.match(error.message, /0005\.rec, byte 0: it is file 5 of its recording; 4 comes first/)
    return true
  })
  // A name that is a file's means that file; one that is nobody's is told by who opens it.
  assert.deepEqual(await recordingPaths(first), [first])
  assert.deepEqual(await recordingPaths('no/such/trace.rec'), ['no/such/trace.rec'])
})

test('a recording ends by age, and by size where it does not rotate', async t => {
  const directory = temporaryDirectory(t)
  const [whole] = sampleBatches()
  assert.ok(whole !== undefined)
  let now = 0
  const byAge = await Recorder.create(join(directory, 'age.rec'), subject, {
    maxAgeMs: 1000,
    now: () => now,
  })
  assert.ok(await byAge.write(whole))
  now = 999
  assert.ok(await byAge.write(whole))
  now = 1000
  assert.ok(!(await byAge.write(whole)))
  await byAge.close()
  assert.equal(byAge.totals.events, 2 * whole.eventCount)
  const bySize = await Recorder.create(join(directory, 'size.rec'), subject, { maxBytes: 1 })
  assert.ok(!(await bySize.write(whole)))
  await bySize.close()
  assert.ok(existsSync(join(directory, 'size.rec')))
})
