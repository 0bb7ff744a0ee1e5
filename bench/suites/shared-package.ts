import { Worker } from 'node:worker_threads'
import type { ByteRing, RingMemory } from './byte-ring.js'

const RING_BYTES = 16 * 1024 * 1024
/** In a variable: the package is not among the dependencies, and the compiler does not know it. */
const PACKAGE = '@nxtedition/shared'

/** What of version 3 of the package is used here. */
interface SharedPackage {
  alloc(bytes: number): { readonly sharedBuffer: SharedArrayBuffer }
  writer(
    handle: object,
  ): (bytes: number, put: (to: Uint8Array, i: number) => number, i: number) => void
}

/**
 * The ring of `@nxtedition/shared` where somebody has installed version 3 of it, the last one in
 * plain JavaScript; or why it is left out. Later ones need a newer Node than nodetap does, and
 * are compiled at their installation.
 */
export async function startSharedPackage(): Promise<ByteRing | string> {
  const found = await import(PACKAGE).catch(() => null)
  if (found === null) return `npm install --no-save ${PACKAGE}@3 was not run`
  if (!isVersion3(found)) return `${PACKAGE} is installed in another version than 3`
  const handle = found.alloc(RING_BYTES)
  const memory: RingMemory = {
    bytes: new Uint8Array(handle.sharedBuffer),
    view: new DataView(handle.sharedBuffer),
  }
  const url = import.meta.resolve(PACKAGE)
  const worker = new Worker(READER, { eval: true, workerData: { url, handle } })
  worker.unref()
  const write = found.writer(handle)
  return {
    write(bytes, put, i) {
      write(bytes, (to, i) => put(memory, to.byteOffset, i) - to.byteOffset, i)
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate()
    },
  }
}

function isVersion3(found: object): found is SharedPackage {
  return 'alloc' in found && 'writer' in found && 'reader' in found
}

const READER = `
const { workerData } = require('node:worker_threads')
import(workerData.url).then(({ reader }) => reader(workerData.handle, () => {}))
`
