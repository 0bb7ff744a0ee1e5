import type { RingWriter } from '../ring/index.js'

/*
 * What a site's arguments must be. The functions throw, the site catches and counts: a wrong
 * argument costs the event, not the node.
 */

export function checkInt32(name: string, value: number): void {
  if ((value | 0) !== value) wrong(name, value, 'a 32-bit integer')
}

export function checkUint32(name: string, value: number): void {
  if (value >>> 0 !== value) wrong(name, value, 'an unsigned 32-bit integer')
}

export function checkInt64(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) wrong(name, value, 'an integer within ±(2^53 - 1)')
}

export function checkUint64(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    wrong(name, value, 'an integer from 0 to 2^53 - 1')
  }
}

function wrong(name: string, value: number, wanted: string): never {
  throw new TypeError(`${name} is ${String(value)}; it must be ${wanted}`)
}

export function writeBool(int32: Int32Array, at: number, value: boolean): void {
  if (value === true) int32[at] = 1
  else if (value === false) int32[at] = 0
  else throw new TypeError('A boolean is wanted')
}

const HASH_BYTES = 32

export function writeHash(int32: Int32Array, at: number, hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES || hash.BYTES_PER_ELEMENT !== 1) {
    throw new TypeError('A hash must be a Uint8Array of 32 bytes')
  }
  writeWords(int32, at, hash, 8)
}

/** Longer payloads are copied by the engine, which is slower to begin and then faster. */
const LOOP_BYTES = 64

/** Copies the first `length` bytes of `payload`. */
export function writePayload(
  ring: RingWriter,
  at: number,
  payload: Uint8Array,
  length: number,
): void {
  if (length > LOOP_BYTES) {
    ring.bytes.set(length === payload.length ? payload : payload.subarray(0, length), at * 4)
    return
  }
  const words = length >>> 2
  writeWords(ring.int32, at, payload, words)
  const to = at * 4
  for (let i = words * 4; i < length; i++) ring.bytes[to + i] = payload[i] as number
}

/** Copies bytes as 32-bit values: a quarter of the stores. */
function writeWords(int32: Int32Array, at: number, bytes: Uint8Array, words: number): void {
  for (let i = 0; i < words; i++) {
    const from = i * 4
    // Inside the array: the callers have compared its length.
    int32[at + i] =
      (bytes[from] as number) |
      ((bytes[from + 1] as number) << 8) |
      ((bytes[from + 2] as number) << 16) |
      ((bytes[from + 3] as number) << 24)
  }
}
