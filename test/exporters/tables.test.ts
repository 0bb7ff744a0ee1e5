import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Batch, connect } from '../../src/client/index.js'
import { exportEvents } from '../../src/exporters/index.js'
import { startPublisher } from '../../src/publisher/index.js'
import {
  eventToJson,
  findTracepoint,
  TRACEPOINT_NAMES,
  type TracepointName,
} from '../../src/tracepoints/index.js'
import { temporaryDirectory } from '../e2e/support.js'
import { sampleBatches } from '../recording/support.js'
import { eventsIn, streamOf, ZERO_UNIX_US } from './support.js'

const duckdb = await import('@duckdb/node-api').catch(() => null)
const withDuckDb = { skip: duckdb === null ? 'DuckDB has no build for this platform' : false }

async function query(sql: string): Promise<Record<string, unknown>[]> {
  assert.ok(duckdb !== null)
  const connection = await (await duckdb.DuckDBInstance.create()).connect()
  return (await connection.runAndReadAll(sql)).getRowObjectsJS()
}

const source = (batches: readonly Batch[]): Parameters<typeof exportEvents>[0] => ({
  batches: streamOf(batches),
  monotonicZeroUnixUs: ZERO_UNIX_US,
})

test('DuckDB reads the Parquet files, every field of every tracepoint', withDuckDb, async t => {
  const directory = join(temporaryDirectory(t), 'out')
  const batches = sampleBatches()
  const totals = await exportEvents(source(batches), directory, 'parquet')
  const events = eventsIn(batches)
  assert.deepEqual(totals, { events: events.length, skipped: 0 })
  assert.deepEqual(
    readdirSync(directory).sort(),
    ['gaps', 'losses', ...TRACEPOINT_NAMES.map(name => name.replace(':', '_'))]
      .map(name => `${name}.parquet`)
      .sort(),
  )
  for (const name of TRACEPOINT_NAMES) {
    const path = join(directory, `${name.replace(':', '_')}.parquet`)
    const { fields } = findTracepoint(name)
    const columns = fields.map(field =>
      field.kind === 'payload'
        ? `lower(hex("${field.name}")) as "${field.name}"`
        : `"${field.name}"`,
    )
    const reader = await query(
      `select sequence, "timestampUs", epoch_us(time) as time, ${columns.join(', ')} from '${path}' order by all`,
    )
    const rows = reader.map(row => plainNumbers(row))
    const expected = events
      .filter(({ tracepoint }) => tracepoint === name)
      .map(event => {
        const { tracepoint: _, ...json } = eventToJson(event)
        return { ...json, time: event.timestampUs + ZERO_UNIX_US }
      })
    assert.deepEqual(sorted(rows), sorted(expected), name)
  }
  const losses = await query(
    `select sum(count)::int as lost, count(*)::int as rows from '${join(directory, 'losses.parquet')}'`,
  )
  assert.deepEqual(losses, [{ lost: 17, rows: 4 }])
  const gaps = await query(
    `select epoch_ms("lostAt")::int as lost, epoch_ms("resumedAt")::int as resumed, restarted, "missedEvents"::int as missed from '${join(directory, 'gaps.parquet')}'`,
  )
  assert.deepEqual(gaps, [
    { lost: 1000, resumed: 3000, restarted: false, missed: 12 },
    { lost: 5000, resumed: 6000, restarted: true, missed: -1 },
  ])
  const types = await query(
    `select column_name, column_type from (describe select * from '${join(directory, 'net_inbound_message.parquet')}')`,
  )
  assert.deepEqual(
    types.map(it => [it['column_name'], it['column_type']]),
    [
      ['sequence', 'BIGINT'],
      ['timestampUs', 'BIGINT'],
      ['time', 'TIMESTAMP WITH TIME ZONE'],
      ['peerId', 'BIGINT'],
      ['address', 'VARCHAR'],
      ['connectionType', 'VARCHAR'],
      ['messageType', 'VARCHAR'],
      ['size', 'BIGINT'],
      ['payload', 'BLOB'],
    ],
  )
})

test('many rows and large payloads make several row groups', withDuckDb, async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await using tracing = await startPublisher({ path })
  await using session = await connect({ path })
  const subscription = session.subscribe(['net:inbound_message', 'mempool:added'], {
    payloadBytes: Number.POSITIVE_INFINITY,
  })
  await subscription.ready
  const added = tracing.tracepoints['mempool:added']
  const message = tracing.tracepoints['net:inbound_message']
  const txid = new Uint8Array(32)
  const COUNT = 70_000
  const LARGE = 10
  const payload = new Uint8Array(4_000_000).fill(9)
  async function* batches(): AsyncGenerator<Batch> {
    let seen = 0
    for (let i = 0; i < COUNT; i++) added.fire(txid, i, 1000)
    for (let i = 0; i < LARGE; i++) message.fire(i, '1.2.3.4:1', 'inbound', 'block', 4e6, payload)
    for await (const batch of subscription) {
      seen += batch.eventCount
      yield batch
      if (seen === COUNT + LARGE) return
    }
  }
  const out = join(temporaryDirectory(t), 'out')
  const totals = await exportEvents({ batches: batches(), monotonicZeroUnixUs: 0 }, out, 'parquet')
  assert.equal(totals.events, COUNT + LARGE)
  const groups = async (name: string): Promise<unknown> =>
    (
      await query(
        `select count(distinct row_group_id)::int as n from parquet_metadata('${join(out, name)}')`,
      )
    )[0]?.['n']
  assert.equal(await groups('mempool_added.parquet'), 2)
  assert.ok(Number(await groups('net_inbound_message.parquet')) >= 4)
  const sums = await query(
    `select sum(vsize)::bigint as v, count(*)::int as n from '${join(out, 'mempool_added.parquet')}'`,
  )
  assert.deepEqual(sums, [{ v: BigInt((COUNT * (COUNT - 1)) / 2), n: COUNT }])
})

test('CSV quotes what has to be and lets no text be a formula; no terminal acts on what is exported', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const out = join(temporaryDirectory(t), 'out')
  const texts = ['=1+2', '+1', '-1', '@x', '\tx', '\rx', 'a"b,c', 'two\r\nlines', '', 'plain', "'x"]
  texts.push('\x1b]0;x\x07\u202e\x9b1m\0')
  await using tracing = await startPublisher({ path, ringBytes: 1024 * 1024 })
  await using session = await connect({ path })
  const subscription = session.subscribe(['net:misbehaving_connection'])
  await subscription.ready
  texts.forEach((text, i) => {
    tracing.tracepoints['net:misbehaving_connection'].fire(-i, text)
  })
  const seen: Batch[] = []
  for await (const batch of subscription) {
    seen.push(batch)
    if (seen.reduce((sum, it) => sum + it.eventCount, 0) === texts.length) break
  }
  await exportEvents(source(seen), out, 'csv')
  const text = readFileSync(join(out, 'net_misbehaving_connection.csv'), 'utf8')
  const [head, ...rows] = parseCsv(text)
  assert.deepEqual(head, ['sequence', 'timestampUs', 'time', 'peerId', 'reason'])
  assert.deepEqual(
    rows.map(row => row.at(-1)),
    texts
      .map(it => (/^[=+\-@\t\r]/.test(it) ? `'${it}` : it))
      .with(-1, '\\u{1b}]0;x\\u{7}\\u{202e}\\u{9b}1m\\u{0}'),
  )
  // A number may begin with a minus.
  assert.deepEqual(
    rows.map(row => Number(row[3])),
    texts.map((_, i) => 0 - i),
  )
  const lines = join(out, '..', 'out.jsonl')
  await exportEvents(source(seen), lines, 'jsonl')
  const json = readFileSync(lines, 'utf8')
  assert.doesNotMatch(json, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
  assert.deepEqual(
    json
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { reason: string }).reason),
    texts,
  )
  assert.match(rows[0]?.[2] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
})

test('CSV and JSON lines hold every event, and the losses', async t => {
  const directory = temporaryDirectory(t)
  const batches = sampleBatches()
  const events = eventsIn(batches)
  await exportEvents(source(batches), join(directory, 'csv'), 'csv')
  for (const name of TRACEPOINT_NAMES) {
    const [head = [], ...rows] = parseCsv(
      readFileSync(join(directory, 'csv', `${name.replace(':', '_')}.csv`), 'utf8'),
    )
    const expected = events.filter(it => it.tracepoint === (name satisfies TracepointName))
    assert.equal(rows.length, expected.length)
    rows.forEach((row, i) => {
      const json = eventToJson(expected[i] as (typeof expected)[number])
      for (const [j, column] of head.entries()) {
        if (column !== 'time') assert.equal(row[j], String(json[column]), `${name} ${column}`)
      }
    })
  }
  assert.equal(parseCsv(readFileSync(join(directory, 'csv', 'losses.csv'), 'utf8')).length, 5)
  assert.equal(parseCsv(readFileSync(join(directory, 'csv', 'gaps.csv'), 'utf8')).length, 3)

  await exportEvents(source(batches), join(directory, 'out.jsonl'), 'jsonl')
  const lines = readFileSync(join(directory, 'out.jsonl'), 'utf8').trim().split('\n')
  const objects = lines.map(line => JSON.parse(line) as Record<string, unknown>)
  assert.equal(objects.filter(it => 'lost' in it).length, 4)
  assert.equal(objects.filter(it => 'gap' in it).length, 2)
  assert.deepEqual(
    objects.filter(it => 'sequence' in it),
    events.map(event => JSON.parse(JSON.stringify(eventToJson(event))) as unknown),
  )
})

/** Numbers as the events have them; DuckDB gives 64 bits as bigint. */
function plainNumbers(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ]),
  )
}

function sorted(rows: readonly Record<string, unknown>[]): string[] {
  return rows
    .map(row => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort()
}

/** RFC 4180, and nothing more. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [whole, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    if (whole === '') break
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}
