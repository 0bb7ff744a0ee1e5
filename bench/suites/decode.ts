import { MessageReader } from '../../src/capnp/index.js'
import { Batch, TextCache } from '../../src/client/batch/index.js'
import { tracepoints, type tracing } from '../../src/schema/index.js'
import type { Bench, BenchContext, BenchResult, Entry, Goal } from '../harness/bench.js'
import { atMost, entryOf, type Measured } from '../harness/entry.js'
import { type Case, interleave, keep } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { bareObjects } from './bare-objects.js'
import { startCppRows } from './cpp-rows.js'
import { columnsFrame } from './frames.js'
import { nodeLoad } from './node-load.js'
import { RowsParams, rowsFrame } from './upstream-frame.js'

const EVENTS = 4096
const ROWS = 1024

export const decodeColumns: Bench = {
  name: 'decode-columns',
  about: 'What an event costs a client that takes columns, from a frame in memory on.',
  run: runColumns,
}

export const decodeObjects: Bench = {
  name: 'decode-objects',
  about: 'What an event costs a client that takes plain typed objects, from a frame in memory on.',
  run: runObjects,
}

const texts = new TextCache()

function batchOf(bytes: Uint8Array): Batch {
  return new Batch(new MessageReader(bytes).root(tracepoints.Batch), texts)
}

async function runColumns(context: BenchContext): Promise<BenchResult> {
  const frame = columnsFrame(EVENTS, 8, context.seed)
  const rowFrame = rowsFrame(nodeLoad(context.seed), ROWS, 8)
  const cpp = await startCppRows(context)
  await using cppRows = cpp.rows
  const counting = 'columns, counting by message type'
  const every = 'columns, every column read'
  const cases: Case[] = [
    {
      name: counting,
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
      name: every,
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
      name: 'rows',
      run() {
        let sum = 0
        const rows = new MessageReader(rowFrame).root(RowsParams).messages
        for (let i = 0; i < rows.length; i++) sum += rows.get(i).msgSize
        keep(sum)
        return ROWS
      },
    },
  ]
  if (cppRows !== null) {
    cases.push({ name: 'C++', sample: async () => (await cppRows.sample()).count })
  }
  const samples = await interleave(cases, microOptions(context))
  const of = (name: string): readonly number[] => samples.get(name) ?? []
  const entry = (measured: Omit<Measured, 'bench' | 'unit'>) =>
    entryOf({ bench: 'decode-columns', unit: 'ns', ...measured })
  const entries = [
    entry({
      figure: counting,
      samples: of(counting),
      reference: { name: 'summing sizes of rows in place', samples: of('rows') },
      goal: atMost(8, 'ns'),
      note: 'Without the socket; throughput has it with.',
    }),
    entry({ figure: every, samples: of(every) }),
  ]
  if (cppRows !== null) {
    const reference = { name: 'sizes and types of rows in C++', samples: of('C++') }
    entries.push(entry({ figure: counting, samples: of(counting), reference }))
  }
  return { entries }
}

async function runObjects(context: BenchContext): Promise<BenchResult> {
  const frame = columnsFrame(EVENTS, 8, context.seed)
  const bare = columnsFrame(EVENTS, 0, context.seed)
  const load = nodeLoad(context.seed)
  const rowFrame = rowsFrame(load, ROWS, 8)
  const bareOnes = bareObjects(EVENTS, load)
  const json = [...batchOf(bare)].map(event => JSON.stringify({ ...event, payload: '' }))
  const withoutPayload = 'plain typed objects, without payload'
  const withPayload = 'plain typed objects, 8 bytes of payload'
  const views = 'views of 8 bytes alone, for comparison: new Uint8Array(buffer, offset, length)'
  const samples = await interleave(
    [
      {
        name: withoutPayload,
        run() {
          let sum = 0
          for (const event of batchOf(bare)) sum += event.sequence
          keep(sum)
          return EVENTS
        },
      },
      {
        name: withPayload,
        run() {
          let sum = 0
          for (const event of batchOf(frame)) sum += event.sequence
          keep(sum)
          return EVENTS
        },
      },
      {
        name: 'rows',
        run() {
          let sum = 0
          const rows = new MessageReader(rowFrame).root(RowsParams).messages
          for (let i = 0; i < rows.length; i++) sum += rowObject(rows.get(i)).size
          keep(sum)
          return ROWS
        },
      },
      { name: 'literals', run: bareOnes.literals },
      { name: 'literals with views', run: bareOnes.literalsWithViews },
      { name: views, run: bareOnes.views },
      {
        name: 'JSON.parse',
        run() {
          let sum = 0
          for (const line of json) sum += (JSON.parse(line) as { sequence: number }).sequence
          keep(sum)
          return EVENTS
        },
      },
    ],
    microOptions(context),
  )
  const of = (name: string): readonly number[] => samples.get(name) ?? []
  const entry = (figure: string, reference?: string, name?: string, goal?: Goal): Entry =>
    entryOf({
      bench: 'decode-objects',
      figure,
      unit: 'ns',
      samples: of(figure),
      ...(reference === undefined || name === undefined
        ? {}
        : { reference: { name, samples: of(reference) } }),
      ...(goal === undefined ? {} : { goal }),
    })
  const goal = atMost(100, 'ns')
  return {
    entries: [
      entry(withoutPayload, 'JSON.parse', 'JSON.parse, no payload', goal),
      entry(withPayload, 'rows', 'objects of rows, read field by field', goal),
      entry(withoutPayload, 'literals', 'object literals of as many fields'),
      entry(withPayload, 'literals with views', 'object literals of as many fields and a view'),
      entry(views),
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
