import type { Tracepoints } from '../../../publisher/index.js'
import { TRACEPOINTS, type TracepointName } from '../../../tracepoints/index.js'
import type { BridgeEvent } from '../inputs.js'

interface Firing {
  readonly site: { readonly enabled: boolean; fire(...fields: unknown[]): void }
  readonly fields: readonly string[]
}

/** Fires events that are objects at their sites, where somebody is subscribed. */
export class EventFiring {
  readonly #firings = new Map<TracepointName, Firing>()

  constructor(tracepoints: Tracepoints) {
    // The generator writes the fields of the catalogue and the arguments of `fire` from one list.
    const sites = tracepoints as unknown as Readonly<Record<string, Firing['site'] | undefined>>
    for (const { name, fields } of TRACEPOINTS) {
      const site = sites[name]
      if (site !== undefined) this.#firings.set(name, { site, fields: fields.map(it => it.name) })
    }
  }

  isEnabled(tracepoint: TracepointName): boolean {
    return this.#firings.get(tracepoint)?.site.enabled === true
  }

  fire(event: BridgeEvent): void {
    const firing = this.#firings.get(event.tracepoint)
    if (firing === undefined || !firing.site.enabled) return
    // Every field of the catalogue is a member of its event.
    const values = event as unknown as Readonly<Record<string, unknown>>
    firing.site.fire(...firing.fields.map(name => values[name]))
  }
}
