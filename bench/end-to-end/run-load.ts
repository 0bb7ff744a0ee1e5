import { Child } from './child.js'
import type { LoadAnswer, LoadOrder, LoadSettings } from './load-process.js'
import type { SubscriberMark, SubscriberSettings } from './subscriber-process.js'

export type Load = Child<LoadOrder, LoadAnswer>
export type BenchSubscriber = Child<object, SubscriberMark>

export function startLoad(settings: LoadSettings): Promise<Load> {
  return Child.start('load-process', settings)
}

export function startSubscriber(settings: SubscriberSettings): Promise<BenchSubscriber> {
  return Child.start('subscriber-process', settings)
}

/** What a stretch of load was, and what became of it. */
export interface Stretch {
  readonly load: LoadAnswer
  readonly marks: readonly SubscriberMark[]
  /** Events that were fired and did not arrive at the first subscriber, by its own count. */
  readonly lost: number
  /** Nanoseconds of processor time an event. */
  readonly perEvent: {
    /** The traced thread, pacing included. */
    readonly traced: number
    /** Time within the loop that fires, preemption included. */
    readonly firing: number
    readonly worker: number
    readonly client: number
  }
}

/** Of a rate that is offered, what its pacing is sure to fire until the clock is read last. */
export function paced({ quick }: { readonly quick: boolean }): number {
  return quick ? 0.99 : 0.999
}

/** How long what is under way may take to arrive: this, or a quarter of a short stretch. */
const SETTLE_MS = 150

/** Fires a load and reads what arrived. The same was better done before: code is compiled then. */
export async function stretch(
  load: Load,
  subscribers: readonly BenchSubscriber[],
  order: LoadOrder,
): Promise<Stretch> {
  await Promise.all(subscribers.map(it => it.ask({})))
  const answer = await load.ask(order)
  await new Promise(resolve => setTimeout(resolve, Math.min(SETTLE_MS, order.milliseconds / 4)))
  const marks = await Promise.all(subscribers.map(it => it.ask({})))
  const { fired } = answer
  const each = (ns: number | null): number => (ns === null ? Number.NaN : ns / fired)
  return {
    load: answer,
    marks,
    lost: marks[0]?.lost ?? 0,
    perEvent: {
      traced: each(answer.tracedThreadNs),
      firing: answer.firingNs / fired,
      worker: each(answer.otherThreadsNs),
      client: each(marks[0]?.cpuNs ?? null),
    },
  }
}
