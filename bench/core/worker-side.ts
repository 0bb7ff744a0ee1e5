import { BufferPool, ColumnBatch, RowBatch } from '../../src/publisher/batches/index.js'
import {
  createRing,
  RingControl,
  type RingHandler,
  RingReader,
  RingWriter,
} from '../../src/publisher/ring/index.js'
import { createSites } from '../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../src/tracepoints/index.js'
import type { Case } from './measure.js'
import { ADDRESSES, HASHES, MESSAGE_TYPES, payload } from './node-load.js'

const EVENTS = 4096

/** What an event costs the worker: draining, collecting, encoding. */
export function workerSideCases(): Case[] {
  return [
    collecting('drained only', net(8), EVENTS, () => ({ append: () => true, finish: () => null })),
    collecting('columns, net message, 8 bytes', net(8), EVENTS, columns),
    collecting('columns, utxocache:add', coin, EVENTS, columns),
    collecting('columns, net message, 250 bytes', net(250), EVENTS, columns),
    collecting('columns, net message, 4096 bytes', net(4096), 512, columns),
    collecting('columns, one event a batch', net(8), 1, columns),
    collecting('rows, net message, 8 bytes', net(8), 1024, rows),
  ]
}

type Sites = ReturnType<typeof createSites>

function net(bytes: number): (sites: Sites, i: number) => void {
  const content = payload(bytes)
  return (sites, i) =>
    sites['net:inbound_message'].fire(
      i % 125,
      ADDRESSES[i % 125]!,
      'inbound',
      MESSAGE_TYPES[i & 7]!,
      content.length,
      content,
    )
}

function coin(sites: Sites, i: number): void {
  sites['utxocache:add'].fire(HASHES[i & 255]!, i, 800000, 5000 + i, false, 'main')
}

interface Collector {
  append(reader: RingReader, at: number, id: number, sequence: number, timeUs: number): boolean
  finish(): { release(): void } | null
}

const OPTIONS = { payloadBytes: 0xffffffff, maxBatchEvents: 4096, maxBatchBytes: 8 * 1024 * 1024 }

function columns(): Collector {
  return new ColumnBatch(new BufferPool(), OPTIONS)
}

function rows(): Collector {
  return new RowBatch(new BufferPool(), OPTIONS)
}

function collecting(
  name: string,
  fire: (sites: Sites, i: number) => void,
  events: number,
  makeCollector: () => Collector,
): Case {
  const ring = createRing({ bytes: 8 * 1024 * 1024 })
  const writer = new RingWriter(ring)
  const control = new RingControl(ring)
  const reader = new RingReader(ring)
  const sites = createSites(writer)
  for (const { id } of TRACEPOINTS) control.setPayloadLimit(id, 0xffffffff)
  const collector = makeCollector()
  const handler: RingHandler = {
    event(id, at, sequence, timeUs) {
      collector.append(reader, at, id, sequence, timeUs)
    },
    loss() {},
  }
  const between = (): void => {
    for (let i = 0; i < events; i++) fire(sites, i)
  }
  between()
  return {
    name,
    between,
    run() {
      const count = reader.drain(handler)
      collector.finish()?.release()
      return count
    },
  }
}
