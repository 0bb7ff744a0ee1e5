import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import { Batch, TextCache } from '../../src/client/batch/index.js'
import { BufferPool, ColumnBatch } from '../../src/publisher/batches/index.js'
import { createRing, RingControl, RingReader, RingWriter } from '../../src/publisher/ring/index.js'
import { createSites } from '../../src/publisher/sites/index.js'
import { tracepoints } from '../../src/schema/index.js'
import { TRACEPOINTS } from '../../src/tracepoints/index.js'
import { type Case, keep } from './measure.js'
import { ADDRESSES, MESSAGE_TYPES, payload } from './node-load.js'

const EVENTS = 4096

/** What an event costs the client, from the frame on. */
export function clientSideCases(): Case[] {
  const frame = frameOf(EVENTS, 8)
  const bare = frameOf(EVENTS, 0)
  const texts = new TextCache()
  const batchOf = (bytes: Uint8Array): Batch =>
    new Batch(new MessageReader(bytes).root(tracepoints.Batch), texts)
  return [
    {
      name: 'columns, counting by message type',
      run() {
        let sum = 0
        const { messageType, count } = batchOf(frame).columns('net:inbound_message')
        for (let i = 0; i < count; i++) sum += messageType.index[i] as number
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'columns, every column read',
      run() {
        let sum = 0
        const columns = batchOf(frame).columns('net:inbound_message')
        const { sequence, timestampUs, peerId, address, size, payload: bytes } = columns
        for (let i = 0; i < columns.count; i++) {
          sum += (sequence[i] as number) + (timestampUs[i] as number) + (peerId[i] as number)
          sum += (size[i] as number) + address.get(i).length + bytes.byteLength(i)
        }
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'cursor, counting',
      run() {
        let sum = 0
        const cursor = batchOf(frame).cursor()
        while (cursor.next()) sum += cursor.index
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'objects, without payload',
      run() {
        let sum = 0
        for (const event of batchOf(bare)) sum += event.sequence
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'objects, with payload',
      run() {
        let sum = 0
        for (const event of batchOf(frame)) sum += event.sequence
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'objects of one tracepoint, without payload',
      run() {
        let sum = 0
        for (const event of batchOf(bare).events('net:inbound_message')) sum += event.size
        keep(sum)
        return EVENTS
      },
    },
  ]
}

/** Two tracepoints, one after the other a few times. */
function frameOf(events: number, payloadBytes: number): Uint8Array {
  const ring = createRing({ bytes: 8 * 1024 * 1024 })
  const writer = new RingWriter(ring)
  const control = new RingControl(ring)
  const sites = createSites(writer)
  const content = payload(payloadBytes)
  for (const { id } of TRACEPOINTS) control.setPayloadLimit(id, 0xffffffff)
  for (let i = 0; i < events; i++) {
    sites['net:inbound_message'].fire(
      i % 125,
      ADDRESSES[i % 125]!,
      'inbound',
      MESSAGE_TYPES[i & 7]!,
      content.length,
      content,
    )
  }
  const reader = new RingReader(ring)
  const batch = new ColumnBatch(new BufferPool(), {
    payloadBytes: 0xffffffff,
    maxBatchEvents: events,
    maxBatchBytes: 64 * 1024 * 1024,
  })
  reader.drain({
    event(id, at, sequence, timeUs) {
      batch.append(reader, at, id, sequence, timeUs)
    },
    loss() {},
  })
  const message = new MessageBuilder()
  for (const segment of batch.finish().segments) message.attach(segment)
  message.setFarAt(0, 1)
  return message.toFrame()
}
