import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { RingControl } from '../ring/index.js'
import type { EventConsumer } from './event-consumer.js'
import type { Served } from './served.js'
import { isEvery, wantedTexts } from './wanted-texts.js'

/**
 * Who wants the events of which tracepoint; tells the traced thread, through shared memory, what
 * anybody wants.
 */
export class Wants {
  readonly #control: RingControl
  readonly #byTracepoint: (readonly Served[])[] = TRACEPOINTS.map(() => [])

  constructor(control: RingControl) {
    this.#control = control
  }

  /** Those who want events of a tracepoint. */
  of(id: number): readonly Served[] {
    return this.#byTracepoint[id] ?? []
  }

  /** Lets payloads be recorded as far as a newcomer looks at them, before it is one of those. */
  prepare({ tracepointIds, payloadBytes }: EventConsumer): void {
    for (const id of tracepointIds) {
      const others = this.of(id).map(({ consumer }) => consumer.payloadBytes)
      this.#control.setPayloadLimit(id, Math.max(payloadBytes, ...others))
    }
  }

  /** Sets the flags, gates and payload limits that the traced thread looks at. */
  publish(all: readonly Served[]): void {
    TRACEPOINTS.forEach((_tracepoint, id) => {
      const served = all.filter(({ consumer }) => consumer.tracepointIds.includes(id))
      this.#byTracepoint[id] = served
      const wanting = served.map(({ consumer }) => consumer)
      this.#control.setPayloadLimit(id, Math.max(0, ...wanting.map(it => it.payloadBytes)))
      const texts = wantedTexts(wanting, id)
      if (wanting.length === 0 || isEvery(texts)) this.#control.setEnabled(id, wanting.length > 0)
      else this.#control.setGate(id, texts)
    })
  }
}
