import { type Measure, planAggregate } from '../../src/aggregates/index.js'
import { ALWAYS, type Expression, parseExpression } from '../../src/expressions/index.js'
import { Aggregation } from '../../src/publisher/aggregates/index.js'
import { RunCollector } from '../../src/publisher/ring/index.js'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { atMost, entryOf } from '../harness/entry.js'
import { interleave, type TimedCase } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { benchRing } from './bench-ring.js'
import { encoding, net } from './encode.js'
import { columnBatch } from './frames.js'
import { nodeLoad } from './node-load.js'

const EVENTS = 4096
const TRACEPOINT = 'net:inbound_message'
const BATCH = 'collected in columns and encoded, for comparison'

export const aggregate: Bench = {
  name: 'aggregate',
  about:
    'What an event costs the worker where a client asked for figures: taken from the ring, folded.',
  run,
}

interface Asked {
  readonly groupBy?: readonly string[]
  readonly measures?: readonly Measure[]
  readonly where?: Expression
}

const BY_TYPE = ['messageType', 'direction'] as const

const CASES: Readonly<Record<string, Asked>> = {
  'count of all': {},
  'count by message type and direction': { groupBy: BY_TYPE },
  'count by message type and direction, where size > 4': {
    groupBy: BY_TYPE,
    where: parseExpression('size > 4', [TRACEPOINT]),
  },
  'sum of sizes by message type': {
    groupBy: ['messageType'],
    measures: [{ function: 'sum', field: 'size' }],
  },
  'log2 histogram of sizes by message type': {
    groupBy: ['messageType'],
    measures: [{ function: 'log2Histogram', field: 'size' }],
  },
  'distinct addresses by message type': {
    groupBy: ['messageType'],
    measures: [{ function: 'distinct', field: 'address' }],
  },
  'top 10 of 125 addresses': { measures: [{ function: 'top', field: 'address' }] },
  'count by peer, type and direction: 1000 groups': {
    groupBy: ['peerId', 'messageType', 'direction'],
  },
}

async function run(context: BenchContext): Promise<BenchResult> {
  const fire = net(nodeLoad(context.seed), 8)
  const cases = [
    ...Object.entries(CASES).map(([name, asked]) => aggregating(name, asked, fire)),
    encoding('drained only', fire, EVENTS, null),
    encoding(BATCH, fire, EVENTS, columnBatch(EVENTS)),
  ]
  const samples = await interleave(cases, microOptions(context))
  const reference = samples.get(BATCH) ?? []
  return {
    entries: cases.map(({ name }) =>
      entryOf({
        bench: 'aggregate',
        figure: name,
        unit: 'ns',
        samples: samples.get(name) ?? [],
        ...(name === 'count by message type and direction' ? { goal: atMost(60, 'ns') } : {}),
        ...(name === BATCH ? {} : { reference: { name: BATCH, samples: reference } }),
      }),
    ),
  }
}

/** Fires between the runs; drains and folds in them. */
function aggregating(
  name: string,
  { groupBy = [], measures = [{ function: 'count' }], where = ALWAYS }: Asked,
  fire: ReturnType<typeof net>,
): TimedCase {
  const { sites, reader } = benchRing({ bytes: 8 * 1024 * 1024 })
  const aggregation = new Aggregation({
    plan: planAggregate({ tracepoints: [TRACEPOINT], groupBy, measures }),
    where,
    intervalUs: 0,
    mode: 'totals',
    source: reader,
    outlet: { report() {}, ended() {}, release() {} },
    nowUs: () => 0,
  })
  const runs = new RunCollector(run => aggregation.appendRun(reader, run))
  const handler = {
    event: (id: number, at: number, sequence: number) => runs.event(id, at, sequence),
    flush: () => runs.flush(),
    loss() {},
  }
  const between = (): void => {
    for (let i = 0; i < EVENTS; i++) fire(sites, i)
  }
  between()
  return { name, between, run: () => reader.drain(handler) }
}
