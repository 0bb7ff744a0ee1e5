/** Subscribes and works on what comes, until its parent goes. */
import { type Report, writeReport } from '../../src/aggregates/index.js'
import { MessageBuilder } from '../../src/capnp/index.js'
import { LatencyHistogram } from '../../src/cli/stats/latency-histogram.js'
import { type Batch, connect } from '../../src/client/index.js'
import { Recorder } from '../../src/recording/index.js'
import { aggregates } from '../../src/schema/index.js'

export interface SubscriberSettings {
  readonly path: string
  readonly patterns: readonly string[]
  /**
   * What is done with each event; `stall` takes one batch and no more. With `aggregate` the node
   * counts by message type, and sends figures. `record` writes a recording.
   */
  readonly work: 'count' | 'objects' | 'latency' | 'stall' | 'aggregate' | 'record'
  /** Where `record` writes. */
  readonly file?: string
  /** Only events that meet it. */
  readonly where?: string
  readonly payloadBytes?: number
  readonly maxBatchEvents?: number
  readonly maxBatchWaitUs?: number
  readonly maxQueueBytes?: number
}

/** What has happened since the mark before. */
export interface SubscriberMark {
  readonly events: number
  readonly lost: number
  readonly batches: number
  readonly bytes: number
  readonly cpuNs: number
  readonly p50Us: number
  readonly p99Us: number
  readonly rssBytes: number
}

const settings = JSON.parse(process.argv[2] ?? '{}') as SubscriberSettings
const latency = new LatencyHistogram()
const counts = new Float64Array(65536)
let events = 0
let lost = 0
let batches = 0
let bytes = 0
let sum = 0
let cpu = process.cpuUsage()

const { path, patterns, work, file = '', ...options } = settings
const session = await connect({ path })
const subscription = work === 'aggregate' ? null : session.subscribe(patterns, options)
const terms = await subscription?.ready
const recorder =
  work === 'record' && terms !== undefined
    ? await Recorder.create(file, { ...terms, where: '', node: await session.describe() })
    : null
const aggregation = work === 'aggregate' ? countByType() : null
await aggregation?.ready

process.on('message', () => {
  const { user, system } = process.cpuUsage(cpu)
  const mark: SubscriberMark = {
    events,
    lost,
    batches,
    bytes,
    cpuNs: (user + system) * 1000,
    p50Us: latency.percentileUs(0.5),
    p99Us: latency.percentileUs(0.99),
    rssBytes: process.memoryUsage.rss(),
  }
  events = lost = batches = bytes = 0
  latency.clear()
  cpu = process.cpuUsage()
  process.send?.(mark)
})
process.once('disconnect', () => process.exit())
process.send?.('ready')

function countByType() {
  return session.aggregate({
    tracepoints: patterns,
    groupBy: ['messageType'],
    measures: { bytes: { function: 'sum', field: 'size' } },
  })
}

/** The content of a report as it is sent. */
function reportBytes(report: Report): number {
  const message = new MessageBuilder()
  writeReport(report, message.initRoot(aggregates.AggregateReport))
  return message.toFrame().length
}

function count(batch: Batch): void {
  for (const tracepoint of batch.tracepoints) {
    if (tracepoint === 'net:inbound_message') {
      const { messageType, count } = batch.columns(tracepoint)
      const { index } = messageType
      for (let i = 0; i < count; i++) counts[index[i] as number]!++
    } else {
      const { timestampOffsetUs, count } = batch.columns(tracepoint)
      for (let i = 0; i < count; i++) sum += timestampOffsetUs[i] as number
    }
  }
}

for await (const { groups, ...report } of aggregation ?? []) {
  batches++
  events += report.events
  lost += report.lost
  bytes += reportBytes({
    ...report,
    groups: groups.map(({ keys, measures, ...group }) => ({
      ...group,
      keys: Object.values(keys),
      measures: Object.values(measures),
    })),
  })
}

for await (const batch of subscription ?? []) {
  batches++
  bytes += batch.byteLength
  events += batch.eventCount
  for (const loss of batch.losses) lost += loss.count
  if (recorder !== null) {
    await recorder.write(batch)
    continue
  }
  if (work === 'count') count(batch)
  else if (work === 'objects') for (const event of batch) sum += event.sequence
  else if (work === 'latency') {
    const now = Number(process.hrtime.bigint()) / 1000
    for (const tracepoint of batch.tracepoints) {
      for (const time of batch.columns(tracepoint).timestampUs) latency.add(now - time)
    }
  } else await new Promise(() => setInterval(() => {}, 1000))
  batch.release()
}
process.exit(sum < 0 ? 1 : 0)
