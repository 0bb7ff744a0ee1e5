import { setTimeout as sleepMs } from 'node:timers/promises'
import type { Batch } from '../../client/index.js'
import { RingLimits, startPublisher, type Tracing } from '../../publisher/index.js'
import {
  findTracepoint,
  isOwnTracepoint,
  matchTracepoints,
  NODE_TRACEPOINT_NAMES,
  type NodeTracepointName,
  type TraceEvent,
} from '../../tracepoints/index.js'
import { RecordingLimits } from '../limits.js'
import type { Recording } from '../reader/recording.js'
import { batchesOfParts } from '../reader/recording-parts.js'
import { recordedState } from './recorded-state.js'

/** Where a recording is served. */
export interface ReplayOptions {
  /** Where to listen; `~/.nodetap/node.sock` if not given. */
  readonly path?: string
  /** As in {@link PublisherOptions}. */
  readonly ringBytes?: number
  /** The other files of a recording in several, in their order. */
  readonly rest?: readonly string[]
}

/** How fast a replay goes, and when it begins. */
export interface RunOptions {
  /** How many times faster than it happened; Infinity: as fast as it is taken. 1 if not given. */
  readonly speed?: number
  /** Fires from the first event on, even if nobody has subscribed yet. */
  readonly atOnce?: boolean
  /** Ends the replay in order. */
  readonly signal?: AbortSignal
  /** Milliseconds, and waiting for so many; those of this machine if not given. */
  readonly now?: () => number
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>
}

/** What became of the events of a recording. */
export interface ReplayTotals {
  /** Fired anew, to those who are subscribed. */
  readonly fired: number
  /** Nobody was subscribed to them. */
  readonly unwanted: number
  /** nodetap's own, such as snapshots: told to those who ask for a snapshot before the first. */
  readonly own: number
  /** Lost when they were recorded: told as such. */
  readonly lost: number
  /** Reconnections when it was recorded: what happened meanwhile, if anything, is not known. */
  readonly gaps: number
}

/** Waits shorter than this would cost more than they are exact. */
const LEAST_WAIT_MS = 1

/** How often it is looked whether somebody has subscribed, or the worker has made room. */
const LOOK_MS = 1

/** A subscription to several tracepoints switches them on one after the other. */
const SETTLE_MS = 20

/**
 * A publisher that is fed from a recording: every client sees the events as if they happened now,
 * with the times at which they did. Numbers of events are new, as it is another publisher.
 */
export class Replay implements AsyncDisposable {
  readonly #recording: Recording
  readonly #tracing: Tracing
  readonly #clock: { nowUs: number }
  readonly #ringBytes: number
  readonly #rest: readonly string[]
  readonly #totals = { fired: 0, unwanted: 0, own: 0, lost: 0, gaps: 0 }
  #bytesSinceLook = 0

  private constructor(
    recording: Recording,
    tracing: Tracing,
    clock: { nowUs: number },
    ringBytes: number,
    rest: readonly string[],
  ) {
    this.#recording = recording
    this.#rest = rest
    this.#tracing = tracing
    this.#clock = clock
    this.#ringBytes = ringBytes
  }

  /** Listens. Rejects as `startPublisher` does. The recording stays the caller's to close. */
  static async start(recording: Recording, options: ReplayOptions = {}): Promise<Replay> {
    const clock = { nowUs: await beginning(recording) }
    const state = await recordedState(recording)
    const { node, monotonicZeroUnixUs } = recording.header
    const ringBytes = options.ringBytes ?? RingLimits.defaultBytes
    const tracing = await startPublisher({
      ...(options.path === undefined ? {} : { path: options.path }),
      ringBytes,
      node: node.node === '' ? 'a recording' : `a recording of ${node.node}`,
      clock: () => clock.nowUs,
      monotonicZeroUnixUs,
      ...(state === null ? {} : { snapshots: state }),
    })
    return new Replay(recording, tracing, clock, ringBytes, options.rest ?? [])
  }

  /** The socket's path. */
  get path(): string {
    return this.#tracing.path
  }

  get totals(): ReplayTotals {
    return { ...this.#totals }
  }

  /**
   * Fires the events of the recording, from its first. Waits for a subscriber before. Ends in
   * order when `signal` fires; rejects as reading the recording does.
   */
  async run(options: RunOptions = {}): Promise<ReplayTotals> {
    const { speed = 1, signal, now = () => performance.now(), sleep = sleepFor } = options
    if (options.atOnce !== true) await this.#subscribed(sleep, signal)
    // From the first event on, the state is another than that of the recording's beginning.
    this.#tracing.provideSnapshots(null)
    const pace = new Pace(speed, now)
    const wanted = signal === undefined ? {} : { signal }
    const batches = batchesOfParts(this.#recording, this.#rest, wanted)
    for await (const batch of batches) {
      this.#tellLosses(batch)
      const cursor = batch.cursor()
      while (cursor.next()) {
        const wait = pace.until(cursor.timestampUs)
        if (wait >= LEAST_WAIT_MS) await sleep(wait, signal)
        if (signal?.aborted === true) return this.totals
        this.#fire(cursor.event())
        if (this.#bytesSinceLook >= RecordingLimits.replayBytesPerLook) {
          await this.#room(sleep, signal)
        }
      }
    }
    return this.totals
  }

  /** Delivers what was fired, and ends the subscriptions. */
  close(): Promise<void> {
    return this.#tracing.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Tells subscribers at its place what the recording does not have. */
  #tellLosses({ losses, gap }: Batch): void {
    for (const { tracepoint, count } of losses) {
      this.#totals.lost += count
      const lost = lostOf(tracepoint)
      if (lost !== undefined) this.#tracing.missed(lost, count)
    }
    if (gap !== null) this.#totals.gaps++
  }

  #fire(event: TraceEvent): void {
    const { tracepoint } = event
    if (isOwnTracepoint(tracepoint)) {
      this.#totals.own++
      return
    }
    // A site's arguments are its tracepoint's fields, in the catalogue's order.
    const site = this.#tracing.tracepoints[tracepoint as NodeTracepointName] as unknown as {
      readonly enabled: boolean
      fire(...values: unknown[]): void
    }
    if (!site.enabled) {
      this.#totals.unwanted++
      return
    }
    this.#clock.nowUs = event.timestampUs
    const values = event as unknown as Readonly<Record<string, unknown>>
    site.fire(...findTracepoint(tracepoint).fields.map(({ name }) => values[name]))
    this.#totals.fired++
    this.#bytesSinceLook += EVENT_BYTES + ('payload' in event ? event.payload.length : 0)
  }

  /** Waits while the ring is half full: here, other than in a node, there is time. */
  async #room(
    sleep: NonNullable<RunOptions['sleep']>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    this.#bytesSinceLook = 0
    while (this.#tracing.pendingBytes > this.#ringBytes / 2 && signal?.aborted !== true) {
      await sleep(LOOK_MS, signal)
    }
  }

  async #subscribed(
    sleep: NonNullable<RunOptions['sleep']>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const sites = Object.values(this.#tracing.tracepoints)
    while (!sites.some(({ enabled }) => enabled) && signal?.aborted !== true) {
      await sleep(LOOK_MS, signal)
    }
    await sleep(SETTLE_MS, signal)
  }
}

/** The time of the first event. */
async function beginning(recording: Recording): Promise<number> {
  for await (const batch of recording.batches()) {
    const cursor = batch.cursor()
    if (cursor.next()) return cursor.timestampUs
  }
  return 0
}

/** The tracepoint that a loss is of; of a pattern, which some nodes tell, the first. */
function lostOf(tracepoint: string): NodeTracepointName | undefined {
  try {
    return matchTracepoints([tracepoint], NODE_TRACEPOINT_NAMES)[0]
  } catch {
    // One of a later version of nodetap: nobody can be subscribed to it here.
    return undefined
  }
}

/** About what a record takes in the ring without its payload; texts are rarely written. */
const EVENT_BYTES = 256

/** When events are due. */
class Pace {
  readonly #speed: number
  readonly #now: () => number
  #firstUs: number | null = null
  #begunAt = 0

  constructor(speed: number, now: () => number) {
    this.#speed = speed
    this.#now = now
  }

  /** Milliseconds until the event of time `timestampUs` is due; below 0 where it is late. */
  until(timestampUs: number): number {
    if (this.#speed === Number.POSITIVE_INFINITY) return 0
    if (this.#firstUs === null) {
      this.#firstUs = timestampUs
      this.#begunAt = this.#now()
    }
    return (timestampUs - this.#firstUs) / 1000 / this.#speed - (this.#now() - this.#begunAt)
  }
}

async function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleepMs(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {
    // Aborted: whoever waits looks at the signal.
  })
}
