import { ControlPlaces, GATE_BYTES, type RingLayout } from './layout.js'
import { RingLimits } from './limits.js'

/** What a tracepoint's flag says. */
export const TracepointFlag = {
  /** Nobody wants it. */
  Off: 0,
  /** Somebody wants all of its events. */
  On: 1,
  /** All who want it want only events with certain texts: ask the {@link TextGate}. */
  Gated: 2,
} as const

/** The texts that events must have to be wanted by anybody, in one of their fields. */
export interface GateTexts {
  readonly texts: ReadonlySet<string>
  /** True: every text that is not in `texts`. */
  readonly complement: boolean
}

/*
 * A gate's memory, a tracepoint: whether the set is a complement, a count, then each text as its
 * length and its UTF-8 bytes. Its generation is odd while it is being written, and another
 * afterwards, so that the traced thread never acts on half of a set.
 */

/** The worker's end: says what is wanted. */
export class TextGateWriter {
  readonly #generations: Int32Array
  readonly #bytes: Uint8Array

  constructor(ring: RingLayout) {
    this.#generations = generationsOf(ring)
    this.#bytes = bytesOf(ring)
  }

  /** Returns false, and changes nothing, where the set is too large for the memory. */
  write(id: number, { texts, complement }: GateTexts): boolean {
    const encoded = [...texts].map(text => Buffer.from(text))
    const length = encoded.reduce((sum, bytes) => sum + 1 + bytes.length, 2)
    if (length > GATE_BYTES || encoded.some(bytes => bytes.length > 255)) return false
    Atomics.add(this.#generations, id, 1)
    let at = id * GATE_BYTES
    const put = (byte: number): void => {
      Atomics.store(this.#bytes, at++, byte)
    }
    put(complement ? 1 : 0)
    put(encoded.length)
    for (const bytes of encoded) {
      put(bytes.length)
      for (const byte of bytes) put(byte)
    }
    Atomics.add(this.#generations, id, 1)
    return true
  }
}

/** The traced thread's end: keeps its own copy of each set until another generation is there. */
export class TextGate {
  readonly #generations: Int32Array
  readonly #bytes: Uint8Array
  /** By tracepoint: the generation of the copy. 0: none. */
  readonly #known = new Int32Array(RingLimits.maxTracepoints)
  readonly #sets: (GateTexts | undefined)[] = []

  constructor(ring: RingLayout) {
    this.#generations = generationsOf(ring)
    this.#bytes = bytesOf(ring)
  }

  /**
   * Whether anybody may want an event of tracepoint `id` with this text. True for what is no
   * text, and while the set is being changed: the worker looks again.
   */
  admits(id: number, text: unknown): boolean {
    const generation = Atomics.load(this.#generations, id)
    if (generation !== this.#known[id] && !this.#renew(id, generation)) return true
    const set = this.#sets[id]
    if (set === undefined) return true
    const string = typeof text === 'string' ? text : textOf(text)
    return string === undefined || set.texts.has(string) !== set.complement
  }

  /** Copies a set. Returns false where it changed meanwhile. */
  #renew(id: number, generation: number): boolean {
    if ((generation & 1) !== 0) return false
    let at = id * GATE_BYTES
    const take = (): number => Atomics.load(this.#bytes, at++)
    const complement = take() === 1
    const texts = new Set<string>()
    // Half of another set may say anything: nothing beyond the gate's own memory is read.
    const end = (id + 1) * GATE_BYTES
    for (let left = take(); left > 0 && at < end; left--) {
      const bytes = Buffer.alloc(Math.min(take(), end - at))
      for (let i = 0; i < bytes.length; i++) bytes[i] = take()
      texts.add(bytes.toString())
    }
    if (Atomics.load(this.#generations, id) !== generation) return false
    this.#sets[id] = { texts, complement }
    this.#known[id] = generation
    return true
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value)) return undefined
  return typeof value.text === 'string' ? value.text : undefined
}

function generationsOf({ control }: RingLayout): Int32Array {
  return new Int32Array(control, ControlPlaces.gateGenerations * 4, RingLimits.maxTracepoints)
}

function bytesOf({ control }: RingLayout): Uint8Array {
  return new Uint8Array(control, ControlPlaces.gates * 4, RingLimits.maxTracepoints * GATE_BYTES)
}
