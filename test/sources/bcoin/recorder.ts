import assert from 'node:assert/strict'
import type { InternedText, SnapshotSource } from '../../../src/publisher/index.js'
import type { BcoinTracing } from '../../../src/sources/bcoin/index.js'
import {
  NODE_TRACEPOINTS,
  type TraceEvent,
  type Tracepoint,
  type TracepointField,
} from '../../../src/tracepoints/index.js'

/** A publisher's stand-in that keeps every event in the shape that subscribers get. */
export class Recorder {
  readonly events: TraceEvent[] = []
  /** Whether anybody "subscribes". */
  enabled: boolean
  /** What would be asked for the node's state. */
  snapshots: SnapshotSource | null = null
  readonly tracing: BcoinTracing

  constructor(enabled = true) {
    this.enabled = enabled
    const sites = NODE_TRACEPOINTS.map(tracepoint => [tracepoint.name, this.#site(tracepoint)])
    this.tracing = {
      // Made from the same catalogue as the type.
      tracepoints: Object.fromEntries(sites) as BcoinTracing['tracepoints'],
      provideSnapshots: source => {
        this.snapshots = source
      },
      intern: text => ({ text, id: -1, generation: -1 }),
    }
  }

  #site(tracepoint: Tracepoint): object {
    const recorder = this
    return {
      get enabled() {
        return recorder.enabled
      },
      fire: (...values: unknown[]) => recorder.#record(tracepoint, values),
    }
  }

  #record({ name, fields }: Tracepoint, values: readonly unknown[]): void {
    assert.ok(this.enabled, `${name} fires while it is off`)
    assert.equal(values.length, fields.length, `${name}: ${values.length} values`)
    const entries = fields.map((field, index) => [
      field.name,
      checkedValue(field, values[index], `${name}.${field.name}`),
    ])
    const event = {
      tracepoint: name,
      sequence: this.events.length,
      timestampUs: Math.round(performance.now() * 1000),
      ...Object.fromEntries(entries),
    }
    // Checked field by field against the catalogue.
    this.events.push(event as TraceEvent)
  }
}

/** What a subscriber would get of a value; fails if a publisher would refuse it. */
function checkedValue(field: TracepointField, value: unknown, where: string): unknown {
  switch (field.kind) {
    case 'int32':
      assert.equal(Number(value) | 0, value, where)
      return value
    case 'uint32':
      assert.equal(Number(value) >>> 0, value, where)
      return value
    case 'int64':
    case 'uint64':
      assert.ok(Number.isSafeInteger(value), `${where} is ${value}`)
      assert.ok(field.kind === 'int64' || Number(value) >= 0, `${where} is ${value}`)
      return value
    case 'bool':
      assert.equal(typeof value, 'boolean', where)
      return value
    case 'text':
      return typeof value === 'string' ? value : (value as InternedText).text
    case 'enum':
      assert.ok(field.enumNames?.includes(String(value)), `${where} is ${value}`)
      return value
    case 'hash':
      assert.ok(value instanceof Uint8Array && value.length === 32, where)
      return Uint8Array.from(value)
    case 'payload':
      assert.ok(value instanceof Uint8Array, where)
      return Uint8Array.from(value)
  }
}
