import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { malformed } from '../../capnp/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { UpstreamLimits } from './limits.js'

/** Where Linux shows POSIX shared-memory objects as files. */
const SHARED_MEMORY_FOLDER = '/dev/shm'

/** What shared memory may be called: one name, as shm_open(3) takes it. */
const NAME = /^\/?[A-Za-z0-9_.-]{1,250}$/

/** Whether this system shows shared memory in the file system, where it can be read. */
export function canReadSharedMemory(): boolean {
  return process.platform === 'linux'
}

/**
 * Shared memory in which a node puts large payloads, in slots of equal size. It is read as a
 * file: mapping it would take native code. A slot is the node's again once the call that named
 * it has been answered.
 */
export class PayloadArena {
  readonly slotBytes: number
  readonly slotCount: number
  readonly #descriptor: number

  /** Throws where it cannot be read: the node then sends payloads inline. */
  constructor(name: string, slotBytes: number, slotCount: number) {
    const bytes = slotBytes * slotCount
    if (
      !NAME.test(name) ||
      name.includes('..') ||
      !(bytes > 0 && bytes <= UpstreamLimits.maxArenaBytes)
    ) {
      throw unusable(
        `the arena ${JSON.stringify(name)} of ${slotCount} slots of ${slotBytes} bytes`,
      )
    }
    this.slotBytes = slotBytes
    this.slotCount = slotCount
    const path = `${SHARED_MEMORY_FOLDER}/${name.replace(/^\//, '')}`
    try {
      this.#descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    } catch (cause) {
      throw unusable(`${path} cannot be opened`, cause)
    }
    const stat = fstatSync(this.#descriptor)
    if (!stat.isFile() || stat.size < bytes) {
      this.close()
      throw unusable(`${path} does not hold ${bytes} bytes`)
    }
  }

  /** Throws unless `slot` may hold `length` bytes, as one of a batch with `batchBytes` so far. */
  check(slot: number, length: number, batchBytes: number): void {
    if (slot >= this.slotCount || length > this.slotBytes) {
      malformed(`a payload of ${length} bytes in slot ${slot} of an arena`)
    }
    if (batchBytes > this.slotBytes * this.slotCount) {
      malformed('a batch with more payload than its arena holds')
    }
  }

  /** Fills `to` with the first bytes of a slot. */
  read(slot: number, to: Uint8Array): void {
    const start = slot * this.slotBytes
    for (let done = 0; done < to.length; ) {
      const count = readSync(this.#descriptor, to, done, to.length - done, start + done)
      if (count === 0) malformed(`slot ${slot} lies past the end of its arena`)
      done += count
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

function unusable(what: string, cause?: unknown): NodetapError {
  return new NodetapError(
    ErrorCodes.Unimplemented,
    `No payloads through shared memory: ${what}. They come inline instead.`,
    { cause },
  )
}
