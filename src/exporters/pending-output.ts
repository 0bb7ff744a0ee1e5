import { lstat, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ErrorCodes, fileFailed, NodetapError } from '../errors/index.js'

/**
 * A file, or a directory of files, that gets its name when it is whole: until then it is called
 * `NAME.part`, so that what was not finished, however that came, looks like no whole one.
 */
export class PendingOutput {
  /** Where to write. Of a directory: it is there, and empty. */
  readonly path: string
  readonly #goal: string
  /** Whether the goal is a directory that was there before: its files are moved into it. */
  readonly #isInside: boolean

  private constructor(goal: string, path: string, isInside: boolean) {
    this.#goal = goal
    this.path = path
    this.#isInside = isInside
  }

  /**
   * Rejects with FILE_FAILED, also where the file is there already, or the directory is not empty.
   */
  static async begin(goal: string, kind: 'file' | 'directory'): Promise<PendingOutput> {
    if (kind === 'file') {
      await expectNothing(goal)
      const path = `${goal}.part`
      if (await isThere(path)) throw leftOver(path)
      return new PendingOutput(goal, path, false)
    }
    // Without a slash at its end.
    const directory = join(goal, '.')
    const isInside = await isDirectory(directory)
    // What is there may be where another disk begins, or where somebody works: it stays itself.
    const path = isInside ? join(directory, 'export.part') : `${directory}.part`
    if (isInside) await expectEmpty(directory, path)
    else await expectNothing(directory)
    try {
      await mkdir(dirname(path), { recursive: true })
      await mkdir(path)
    } catch (cause) {
      if (await isThere(path)) throw leftOver(path)
      throw fileFailed('cannot be made', path, cause)
    }
    return new PendingOutput(directory, path, isInside)
  }

  /** Gives it its name. Rejects with FILE_FAILED where something has come there meanwhile. */
  async place(): Promise<void> {
    try {
      if (!this.#isInside) {
        await expectNothing(this.#goal)
        await rename(this.path, this.#goal)
        return
      }
      await expectEmpty(this.#goal, this.path, true)
      for (const name of await readdir(this.path)) {
        await rename(join(this.path, name), join(this.#goal, name))
      }
      await rmdir(this.path)
    } catch (cause) {
      if (cause instanceof NodetapError) throw cause
      throw fileFailed('cannot be made', this.#goal, cause)
    }
  }

  /** Removes what was written, if it can be: its name says what it is. */
  async discard(): Promise<void> {
    await rm(this.path, { recursive: true, force: true }).catch(() => {})
  }
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}

async function isDirectory(path: string): Promise<boolean> {
  return await stat(path).then(
    it => it.isDirectory(),
    () => false,
  )
}

async function expectNothing(path: string): Promise<void> {
  if (!(await isThere(path))) return
  throw new NodetapError(
    ErrorCodes.FileFailed,
    `${path} cannot be made: it exists already, and nothing is written over`,
  )
}

async function expectEmpty(directory: string, part: string, isBegun = false): Promise<void> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw fileFailed('cannot be read', directory, cause)
  })
  const others = names.filter(name => join(directory, name) !== part)
  if (others.length > 0) {
    throw new NodetapError(
      ErrorCodes.FileFailed,
      `${directory} is not empty, and nothing is written over: name a directory that is, or that is not there yet`,
    )
  }
  if (!isBegun && names.length > 0) throw leftOver(part)
}

function leftOver(path: string): NodetapError {
  return new NodetapError(
    ErrorCodes.FileFailed,
    `${path} exists already: another export is writing it, or one was killed. In that case remove it, and try again`,
  )
}
