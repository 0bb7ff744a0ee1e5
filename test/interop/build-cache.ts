/**
 * What has been compiled for these tests is kept under a hash of all that went into it, for later
 * runs and for the test files that run meanwhile in other processes.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The project's folder, seen from where the compiled tests are. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

let cacheFolder: string | null = null

function cacheRoot(): string {
  if (cacheFolder !== null) return cacheFolder
  cacheFolder = join(ROOT, 'node_modules', '.cache', 'nodetap-interop')
  try {
    mkdirSync(cacheFolder, { recursive: true })
  } catch {
    // A checkout that cannot be written.
    cacheFolder = join(tmpdir(), 'nodetap-interop')
    mkdirSync(cacheFolder, { recursive: true })
  }
  return cacheFolder
}

/**
 * The folder that `make` has filled for these inputs. One process fills it while others wait;
 * it appears under its name when it is complete.
 */
export async function cached(
  inputs: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 24)
  const folder = join(cacheRoot(), hash)
  const lock = `${folder}.lock`
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      await sleep(50)
      continue
    }
    try {
      if (!existsSync(folder)) await fill(folder, make)
    } finally {
      rmSync(lock, { force: true })
    }
  }
  return folder
}

async function fill(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const temporary = mkdtempSync(`${folder}.tmp-`)
  try {
    await make(temporary)
    renameSync(temporary, folder)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
}

/** False while another live process has the lock. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = lockOwner(lock)
    if (owner !== null && !isAlive(owner)) rmSync(lock, { force: true })
    return false
  }
}

/** Null where the lock has gone meanwhile, or its owner has not written itself down yet. */
function lockOwner(lock: string): number | null {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || null
  } catch {
    return null
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    // EPERM: it lives, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
