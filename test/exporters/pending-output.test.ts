import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import type { Batch } from '../../src/client/index.js'
import { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from '../../src/errors/index.js'
import { EXPORT_FORMATS, type ExportFormatName, exportEvents } from '../../src/exporters/index.js'
import { temporaryDirectory } from '../e2e/support.js'
import { sampleBatches } from '../recording/support.js'

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportFormatName[]
const DIRECTORIES = FORMATS.filter(format => EXPORT_FORMATS[format].makes === 'directory')

interface Source {
  /** Called when some has been written and more is to come. */
  readonly inBetween?: () => void
  readonly failure?: Error
}

async function* batches({ inBetween, failure }: Source): AsyncGenerator<Batch> {
  for (const batch of sampleBatches()) {
    yield batch
    inBetween?.()
  }
  if (failure !== undefined) throw failure
}

function exported(
  path: string,
  format: ExportFormatName,
  source: Source = {},
  signal?: AbortSignal,
): ReturnType<typeof exportEvents> {
  return exportEvents(
    { batches: batches(source), monotonicZeroUnixUs: 0 },
    path,
    format,
    signal === undefined ? {} : { signal },
  )
}

function rejects(promise: Promise<unknown>, code: ErrorCode, message: RegExp): Promise<void> {
  return assert.rejects(promise, error => {
    assert.ok(isNodetapError(error, code), String(error))
    assert.match(error.message, message)
    return true
  })
}

for (const format of FORMATS) {
  test(`${format}: what has its name is whole`, async t => {
    const directory = temporaryDirectory(t)
    const path = join(directory, 'out')
    let looks = 0
    await exported(path, format, {
      inBetween: () => {
        looks++
        assert.deepEqual(readdirSync(directory), ['out.part'])
      },
    })
    assert.ok(looks > 0)
    assert.deepEqual(readdirSync(directory), ['out'])
  })

  test(`${format}: what fails or is stopped leaves nothing, damage what could be read`, async t => {
    const directory = temporaryDirectory(t)
    const path = join(directory, 'out')
    const failure = new NodetapError(ErrorCodes.Disconnected, 'it has gone')
    await rejects(exported(path, format, { failure }), ErrorCodes.Disconnected, /it has gone/)
    assert.deepEqual(readdirSync(directory), [])

    const abort = new AbortController()
    const stopped = exported(path, format, { inBetween: () => abort.abort() }, abort.signal)
    await rejects(stopped, ErrorCodes.Aborted, /stopped after \d+ events/)
    assert.deepEqual(readdirSync(directory), [])

    const whole = join(directory, 'whole')
    await exported(whole, format)
    const damage = new NodetapError(ErrorCodes.MalformedRecording, 'byte 7: it is damaged')
    await rejects(
      exported(path, format, { failure: damage }),
      ErrorCodes.MalformedRecording,
      /byte 7/,
    )
    assert.deepEqual(readdirSync(directory).sort(), ['out', 'whole'])
    assert.deepEqual(filesIn(path), filesIn(whole))
  })

  test(`${format}: nothing is written over, at the beginning or at the end`, async t => {
    const directory = temporaryDirectory(t)
    const path = join(directory, 'out')
    writeFileSync(path, 'mine')
    await rejects(exported(path, format), ErrorCodes.FileFailed, /out cannot be made: it exists/)
    rmSync(path)
    const late = exported(path, format, { inBetween: () => writeFileSync(path, 'mine') })
    await rejects(late, ErrorCodes.FileFailed, /out cannot be made: it exists/)
    assert.equal(readFileSync(path, 'utf8'), 'mine')
    assert.deepEqual(readdirSync(directory), ['out'])
    rmSync(path)
    symlinkSync(join(directory, 'nowhere'), path)
    await rejects(exported(path, format), ErrorCodes.FileFailed, /out cannot be made: it exists/)
    rmSync(path)

    writeFileSync(`${path}.part`, 'left')
    await rejects(exported(path, format), ErrorCodes.FileFailed, /out\.part exists already: /)
    assert.equal(readFileSync(`${path}.part`, 'utf8'), 'left')
  })
}

for (const format of DIRECTORIES) {
  test(`${format}: an empty directory is taken, and stays the same one`, async t => {
    const directory = temporaryDirectory(t)
    const path = join(directory, 'out')
    mkdirSync(path)
    const link = join(directory, 'link')
    symlinkSync(path, link)
    await exported(`${link}/`, format, {
      inBetween: () => assert.deepEqual(readdirSync(path), ['export.part']),
    })
    const other = join(directory, 'below', 'other')
    await exported(`${other}/`, format)
    assert.deepEqual(filesIn(link), filesIn(other))
    assert.deepEqual(readdirSync(dirname(other)), [basename(other)])

    await rejects(exported(path, format), ErrorCodes.FileFailed, /out is not empty/)
    assert.deepEqual(filesIn(link), filesIn(other))
    rmSync(path, { recursive: true })
    mkdirSync(join(path, 'export.part'), { recursive: true })
    await rejects(exported(path, format), ErrorCodes.FileFailed, /export\.part exists already: /)
    rmSync(join(path, 'export.part'), { recursive: true })
    const late = exported(path, format, {
      inBetween: () => writeFileSync(join(path, 'mine'), 'mine'),
    })
    await rejects(late, ErrorCodes.FileFailed, /out is not empty/)
    assert.deepEqual(readdirSync(path), ['mine'])
  })
}

/** What a file or a directory holds, in hexadecimal, by path. */
function filesIn(path: string): Record<string, string> {
  const entries = readdirSyncOrNull(path)
  if (entries === null) return { '': readFileSync(path, 'hex') }
  return Object.fromEntries(
    entries.flatMap(name =>
      Object.entries(filesIn(join(path, name))).map(([below, hex]) => [join(name, below), hex]),
    ),
  )
}

function readdirSyncOrNull(path: string): string[] | null {
  try {
    return readdirSync(path)
  } catch {
    return null
  }
}
