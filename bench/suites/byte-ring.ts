import { Worker } from 'node:worker_threads'

const RING_BYTES = 16 * 1024 * 1024
/** Words of the control memory, cache lines apart. */
const WRITTEN = 0
const READ = 32
/** In front of a message: its length, or that the next one is at the ring's start. */
const LENGTH_BYTES = 4
const TO_START = -1

/** Shared memory, as whoever writes a message into it likes to see it. */
export interface RingMemory {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** Writes message `i` into the memory from `at` on, and returns its end. */
export type PutMessage = (into: RingMemory, at: number, i: number) => number

/** A general ring of bytes between two threads, of which the other one drains it. */
export interface ByteRing extends AsyncDisposable {
  /** Writes message `i`, of at most `bytes` bytes. Waits for room. */
  write(bytes: number, put: PutMessage, i: number): void
}

/**
 * A ring like that of `@nxtedition/shared`, written anew: a length and the message, which a
 * function of the caller's puts straight into shared memory; an index shown after each. The other
 * thread looks each millisecond.
 */
export function startByteRing(): ByteRing {
  const data = new SharedArrayBuffer(RING_BYTES)
  const control = new SharedArrayBuffer(4 * 64)
  const memory: RingMemory = { bytes: new Uint8Array(data).fill(0), view: new DataView(data) }
  const words = new Int32Array(data)
  const indexes = new Int32Array(control)
  const worker = new Worker(READER, { eval: true, workerData: { data, control } })
  worker.unref()
  let at = 0
  let read = 0
  const hasRoom = (wanted: number): boolean =>
    at >= read ? at + wanted < RING_BYTES || read > wanted : at + wanted < read
  return {
    write(atMost, put, i) {
      // The message, its length, what aligns it, and a length behind it.
      const wanted = atMost + 3 * LENGTH_BYTES
      while (!hasRoom(wanted)) {
        const seen = Atomics.load(indexes, READ)
        if (seen === read) Atomics.wait(indexes, READ, seen, 1)
        read = seen
      }
      if (at + wanted >= RING_BYTES) {
        words[at >> 2] = TO_START
        at = 0
      }
      const end = put(memory, at + LENGTH_BYTES, i)
      words[at >> 2] = end - at - LENGTH_BYTES
      at = (end + 3) & ~3
      Atomics.store(indexes, WRITTEN, at)
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate()
    },
  }
}

const READER = `
const { workerData } = require('node:worker_threads')
const words = new Int32Array(workerData.data)
const indexes = new Int32Array(workerData.control)
let at = 0
setInterval(() => {
  const written = Atomics.load(indexes, ${WRITTEN})
  while (at !== written) {
    const length = words[at >> 2]
    at = length === ${TO_START} ? 0 : (at + ${LENGTH_BYTES} + length + 3) & ~3
  }
  Atomics.store(indexes, ${READ}, at)
}, 1)
`
