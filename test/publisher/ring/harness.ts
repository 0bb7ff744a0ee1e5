import {
  createRing,
  type DropCause,
  RingControl,
  type RingHandler,
  RingLimits,
  RingReader,
  RingWriter,
  type RingWriterOptions,
} from '../../../src/publisher/ring/index.js'
import { createSites } from '../../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'

/** Changes from run to run; set it to the printed number to run a failure again. */
export const seed = Number(process.env['NODETAP_TEST_SEED'] ?? Date.now() % 0x7fffffff)

/** Both ends of a ring in one thread, every tracepoint on, payloads whole. */
export function bothEnds(options: RingWriterOptions & { readonly bytes?: number } = {}) {
  const { bytes = RingLimits.minBytes, ...writerOptions } = options
  const ring = createRing({ bytes })
  const writer = new RingWriter(ring, writerOptions)
  const reader = new RingReader(ring)
  const control = new RingControl(ring)
  for (const { id } of TRACEPOINTS) {
    control.setEnabled(id, true)
    control.setPayloadLimit(id, 0xffffffff)
  }
  return { ring, writer, reader, control, sites: createSites(writer) }
}

/** What a reader handed out, in order. */
export type Read =
  | { readonly kind: 'event'; readonly id: number; readonly sequence: number }
  | {
      readonly kind: 'loss'
      readonly id: number
      readonly cause: DropCause
      readonly count: number
      readonly first: number
      readonly last: number
    }

/** Keeps what it is handed. */
export class Recorder implements RingHandler {
  readonly reads: Read[] = []

  event(id: number, _at: number, sequence: number): void {
    this.reads.push({ kind: 'event', id, sequence })
  }

  loss(id: number, cause: DropCause, count: number, first: number, last: number): void {
    this.reads.push({ kind: 'loss', id, cause, count, first, last })
  }
}

/** What became of an event fired: written, or dropped for a cause. */
export interface Fired {
  readonly id: number
  readonly dropped: DropCause | null
}

/**
 * What is wrong with `reads` as an account of `fired`, the events in the order in which they were
 * fired: null if every event is delivered or lost once, in its place.
 */
export function accountError(fired: readonly Fired[], reads: readonly Read[]): string | null {
  let next = 0
  for (let i = 0; i < reads.length; ) {
    const read = reads[i] as Read
    if (read.kind === 'event') {
      const expected = fired[next]
      if (read.sequence !== next) return `event ${read.sequence} where ${next} comes next`
      if (expected?.id !== read.id || expected.dropped !== null) {
        return `event ${next} of ${read.id} where ${JSON.stringify(expected)} was fired`
      }
      next++
      i++
      continue
    }
    const { first, last } = read
    const lost = new Map<string, number>()
    for (const { id, dropped } of fired.slice(first, last + 1)) {
      if (dropped === null) return `event in ${first}…${last} told lost was written`
      lost.set(`${id} ${dropped}`, (lost.get(`${id} ${dropped}`) ?? 0) + 1)
    }
    if (first !== next) return `a loss from ${first} where ${next} comes next`
    for (; i < reads.length; i++) {
      const loss = reads[i] as Read
      if (loss.kind !== 'loss' || loss.first !== first) break
      if (loss.last !== last) return `losses of one range ending at ${last} and ${loss.last}`
      const key = `${loss.id} ${loss.cause}`
      if (lost.get(key) !== loss.count) return `${loss.count} lost of ${key}, not ${lost.get(key)}`
      lost.delete(key)
    }
    if (lost.size > 0) return `losses in ${first}…${last} not told: ${[...lost.keys()]}`
    next = last + 1
  }
  return next === fired.length ? null : `${fired.length} fired, ${next} accounted for`
}
