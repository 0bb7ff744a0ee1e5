import { PEERS } from './node-load.js'

/** In the second-level cache: what other memory costs differs with its pages, from run to run. */
const RING_BYTES = 1024 * 1024
const MESSAGE_WORDS = 7
const COIN_WORDS = 9

/** The memory of a ring, and nothing that minds it. */
interface BareRing {
  readonly int32: Int32Array
  readonly float64: Float64Array
  readonly control: Int32Array
  /** A word's place in the ring; a record begins below it and may end beyond. */
  readonly mask: number
}

function bareRing(): BareRing {
  const data = new SharedArrayBuffer(RING_BYTES + 4096)
  // The system gives a page when it is first touched: that is no part of the least.
  const int32 = new Int32Array(data).fill(1)
  return {
    int32,
    float64: new Float64Array(data),
    control: new Int32Array(new SharedArrayBuffer(4)),
    mask: RING_BYTES / 8 - 1,
  }
}

/**
 * The least that recording net messages can be: as many numbers stored as their records have,
 * those of their texts known, one after the other in shared memory, and the end shown.
 * No room is looked for, and nothing is checked. Without a clock all have one time.
 */
export function bareMessages(
  events: number,
  payload: Uint8Array,
  clock: (() => number) | null,
): () => number {
  const { int32, float64, control, mask } = bareRing()
  let next = 0
  return () => {
    // In a variable of its own: one that outlives the call is written to memory each time.
    let position = next
    let time = 0
    for (let i = 0; i < events; i++) {
      if (clock !== null) time = clock()
      const peer = i % PEERS
      const word = position & mask
      const at = word << 1
      int32[at] = MESSAGE_WORDS << 8
      int32[at + 1] = 8
      float64[word + 1] = time
      float64[word + 2] = peer
      float64[word + 3] = 8
      int32[at + 8] = peer
      int32[at + 9] = 1
      int32[at + 10] = i & 7
      // A payload begins anywhere in what a socket has handed out.
      int32[at + 12] =
        (payload[0] as number) |
        ((payload[1] as number) << 8) |
        ((payload[2] as number) << 16) |
        ((payload[3] as number) << 24)
      int32[at + 13] =
        (payload[4] as number) |
        ((payload[5] as number) << 8) |
        ((payload[6] as number) << 16) |
        ((payload[7] as number) << 24)
      position = (position + MESSAGE_WORDS) | 0
      control[0] = position
    }
    next = position
    return events
  }
}

/** The same for coins. */
export function bareCoins(
  events: number,
  hashes: readonly Uint8Array[],
  clock: (() => number) | null,
): () => number {
  const { int32, float64, control, mask } = bareRing()
  let next = 0
  return () => {
    // In a variable of its own: one that outlives the call is written to memory each time.
    let position = next
    let time = 0
    for (let i = 0; i < events; i++) {
      if (clock !== null) time = clock()
      const hash = hashes[i & 255] as Uint8Array
      const word = position & mask
      const at = word << 1
      int32[at] = COIN_WORDS << 8
      int32[at + 1] = 0
      float64[word + 1] = time
      float64[word + 2] = 5000 + i
      int32[at + 6] = i
      int32[at + 7] = 800000
      int32[at + 8] = 0
      int32[at + 9] = 1
      for (let k = 0; k < 32; k += 4) {
        int32[at + 10 + (k >> 2)] =
          (hash[k] as number) |
          ((hash[k + 1] as number) << 8) |
          ((hash[k + 2] as number) << 16) |
          ((hash[k + 3] as number) << 24)
      }
      position = (position + COIN_WORDS) | 0
      control[0] = position
    }
    next = position
    return events
  }
}
