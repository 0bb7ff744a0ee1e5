import { MessageReader } from '../../src/capnp/index.js'
import { Batch, TextCache } from '../../src/client/batch/index.js'
import { tracepoints, type tracing } from '../../src/schema/index.js'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atMost, entryOf, type Measured } from '../harness/entry.js'
import { type Case, interleave, keep } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { startCppRows } from './cpp-rows.js'
import { columnsFrame } from './frames.js'
import { nodeLoad } from './node-load.js'
import { RowsParams, rowsFrame } from './upstream-frame.js'

const EVENTS = 4096
const ROWS = 1024

export const decode: Bench = {
  name: 'decode',
  about: 'What an event costs the client, from a frame in memory on.',
  run: runDecode,
}

async function runDecode(context: BenchContext): Promise<BenchResult> {
  const frame = columnsFrame(EVENTS, 8, context.seed)
  const bare = columnsFrame(EVENTS, 0, context.seed)
  const rowFrame = rowsFrame(nodeLoad(context.seed), ROWS, 8)
  const texts = new TextCache()
  const batchOf = (bytes: Uint8Array): Batch =>
    new Batch(new MessageReader(bytes).root(tracepoints.Batch), texts)
  const json = [...batchOf(bare)].map(event => JSON.stringify({ ...event, payload: '' }))
  const cpp = await startCppRows()
  await using cppRows = cpp.rows
  const cases: Case[] = [
    {
      name: 'columns, counting by message type',
      run() {
        const counts = new Uint32Array(64)
        const { messageType, count } = batchOf(frame).columns('net:inbound_message')
        const { index } = messageType
        for (let i = 0; i < count; i++) counts[index[i] as number]!++
        keep(counts[0] as number)
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
      name: 'plain typed objects, without payload',
      run() {
        let sum = 0
        for (const event of batchOf(bare)) sum += event.sequence
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'plain typed objects, 8 bytes of payload',
      run() {
        let sum = 0
        for (const event of batchOf(frame)) sum += event.sequence
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'row count',
      run() {
        let sum = 0
        const rows = new MessageReader(rowFrame).root(RowsParams).messages
        for (let i = 0; i < rows.length; i++) sum += rows.get(i).msgSize
        keep(sum)
        return ROWS
      },
    },
    {
      name: 'row objects',
      run() {
        let sum = 0
        const rows = new MessageReader(rowFrame).root(RowsParams).messages
        for (let i = 0; i < rows.length; i++) sum += rowObject(rows.get(i)).size
        keep(sum)
        return ROWS
      },
    },
    {
      name: 'JSON.parse',
      run() {
        let sum = 0
        for (const line of json) sum += (JSON.parse(line) as { sequence: number }).sequence
        keep(sum)
        return EVENTS
      },
    },
  ]
  if (cppRows !== null) {
    cases.push({ name: 'C++', sample: async () => (await cppRows.sample()).count })
  }
  const samples = await interleave(cases, microOptions(context))
  const of = (name: string): readonly number[] => samples.get(name) ?? []
  const entry = (measured: Omit<Measured, 'bench' | 'unit'>) =>
    entryOf({ bench: 'decode', unit: 'ns', ...measured })
  const counting = 'columns, counting by message type'
  const objects = 'plain typed objects, without payload'
  const withPayload = 'plain typed objects, 8 bytes of payload'
  return {
    entries: [
      entry({
        figure: counting,
        samples: of(counting),
        reference: { name: 'summing sizes of rows in place', samples: of('row count') },
        goal: atMost(8, 'ns'),
        note: 'Without the socket; end-to-end has it with.',
      }),
      ...(cppRows === null
        ? []
        : [
            entry({
              figure: counting,
              samples: of(counting),
              reference: { name: 'the same in C++', samples: of('C++') },
            }),
          ]),
      entry({ figure: 'columns, every column read', samples: of('columns, every column read') }),
      entry({
        figure: objects,
        samples: of(objects),
        reference: { name: 'objects from rows', samples: of('row objects') },
        goal: atMost(100, 'ns'),
      }),
      entry({
        figure: withPayload,
        samples: of(withPayload),
        reference: { name: 'JSON.parse, no payload', samples: of('JSON.parse') },
        goal: atMost(100, 'ns'),
      }),
    ],
  }
}

/** A row as a plain object: what a client of rows would hand on. */
function rowObject(row: tracing.NetMessageReader) {
  return {
    inbound: row.inbound,
    timestampUs: row.timestampUs,
    peerId: row.peerId,
    address: row.peerAddr,
    connectionType: row.connType,
    messageType: row.msgType,
    size: row.msgSize,
    payload: row.payload,
  }
}
