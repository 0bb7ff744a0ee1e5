import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { replay } from '../../../scripts/fidelity/replay.js'
import { score } from '../../../scripts/fidelity/score.js'
import { readSession, type Session } from '../../../scripts/fidelity/session.js'
import type { BridgeInput, BridgeInputs, LogCategory } from '../../../src/sources/bitcoind/index.js'

let session: Session

before(() => {
  session = readSession('test/fixtures/bridge')
})

interface Variant {
  /** How much later than they were made inputs arrive, microseconds. */
  readonly lateUs?: Partial<Record<BridgeInput['kind'], number>>
  /** Files are looked at so seldom, microseconds. */
  readonly lookUs?: number
  /** Changes a line, or leaves it out where it gives undefined. */
  readonly line?: (line: string) => string | undefined
  readonly without?: readonly BridgeInput['kind'][]
  readonly inputs?: Partial<BridgeInputs>
  readonly log?: Partial<BridgeInputs['log']>
}

/** Plays the session as another node, or another set of inputs, would have given it. */
function scoresOf({ line, without = [], inputs, log, lateUs = {}, lookUs = 1 }: Variant): {
  shares: Map<string, number>
  invented: Map<string, number>
  different: string[]
} {
  const arrivals = session.arrivals.flatMap(arrival => {
    const { input } = arrival
    if (without.includes(input.kind)) return []
    const made = arrival.atUs + (lateUs[input.kind] ?? 0)
    const isFile = input.kind === 'log' || input.kind === 'capture'
    const atUs = isFile ? Math.ceil(made / lookUs) * lookUs : made
    if (input.kind !== 'log' || line === undefined) return [{ atUs, input }]
    const changed = line(input.line)
    return changed === undefined ? [] : [{ atUs, input: { ...input, line: changed } }]
  })
  arrivals.sort((a, b) => a.atUs - b.atUs)
  const played = replay({
    arrivals,
    inputs: { ...session.inputs, ...inputs, log: { ...session.inputs.log, ...log } },
  })
  const shares = new Map<string, number>()
  const invented = new Map<string, number>()
  const different: string[] = []
  for (const each of score(session, played.events).scores) {
    shares.set(each.name, each.truth === 0 ? 1 : each.found / each.truth)
    if (each.invented > 0) invented.set(each.name, each.invented)
    for (const field of each.fields) {
      if (field.different > 0) different.push(`${each.name} ${field.field}: ${field.different}`)
    }
  }
  return { shares, invented, different }
}

const HEAD = /^(\S+Z (?:\(mocktime: \S+\) )?)/
const withoutThread = (line: string): string =>
  line.replace(/^(\S+Z (?:\(mocktime: \S+\) )?)\[[a-z0-9.-]+\] /, '$1')

/** What is found at least with every input, but with another log or later. */
const ALMOST_ALL = new Map([
  ['mempool:rejected', 0.7],
  ['coin_selection:normal_create_tx_internal', 0.9],
])

const logs: Readonly<Record<string, Variant>> = {
  'the log has no thread names': { line: withoutThread },
  'the log has source locations': {
    line: line =>
      line.replace(/^(\S+Z (?:\(mocktime: \S+\) )?\[[a-z0-9.-]+\] )/, '$1[net.cpp:12] [Fn] '),
  },
  'the log has source locations and no thread names': {
    line: line => withoutThread(line).replace(HEAD, '$1[net.cpp:12] [operator()] '),
  },
  'the log has a level always': { line: line => line.replace('] [net] ', '] [net:debug] ') },
  'the log has whole seconds': {
    line: line => line.replace(/^(\S{19})\.\d{6}Z/, '$1Z'),
    log: { timeMicros: false },
  },
  'the log has no addresses': {
    line: line =>
      line
        .replace(/, peeraddr=\S+$/, '')
        .replace(/^(.*Added connection) to \S+ (peer=\d+)$/, '$1 $2'),
    log: { ips: false },
  },
}

/** As Bitcoin Core 28 words what later versions word differently. */
function wordedBy28(line: string): string | undefined {
  if (line.includes('[coindb] Writing chainstate to disk: ')) return undefined
  return line
    .replace(/Resetting socket for (peer=\d+).*$/, 'disconnecting $1')
    .replace(/socket closed, disconnecting (peer=\d+).*$/, 'socket closed for $1')
    .replace(/(for eviction), disconnecting (peer=\d+).*$/, '$1 $2; disconnecting')
    .replace(
      /New (\S+) peer connected: transport: (v\d), version: /,
      'New $1 $2 peer connected: version: ',
    )
    .replace(
      /BatchWrite: (write coins cache to disk) \(\d+ out of (\d+) cached coins\)/,
      'FlushStateToDisk: $1 ($2 coins, 258kB)',
    )
}

test('the log of version 28 gives the same events, but for what it does not tell', () => {
  const { shares, invented, different } = scoresOf({ line: wordedBy28 })
  for (const [tracepoint, share] of shares) {
    if (/temporary|uncache/.test(tracepoint)) continue
    assert.ok(share >= (ALMOST_ALL.get(tracepoint) ?? 1), `${tracepoint}: ${share}`)
  }
  assert.deepEqual([...invented], [])
  // The replaced figure is that of one flush. 28 times flushes by the machine's clock, also the three
  // under `setmocktime`.
  assert.deepEqual(
    different.filter(each => !each.includes('memoryBytes')),
    ['utxocache:flush durationUs: 3'],
  )
})

const delays: Readonly<Record<string, Variant>> = {
  'the log arrives late': { lateUs: { log: 700_000 } },
  'captured messages arrive late': { lateUs: { capture: 700_000 } },
  'ZMQ arrives late': { lateUs: { zmq: 900_000 } },
  'RPC answers late': { lateUs: { rpc: 5_000_000 } },
  'files are looked at seldom': { lookUs: 450_000 },
}

for (const [name, variant] of Object.entries({ ...logs, ...delays })) {
  test(`the same events come of it if ${name}`, () => {
    const { shares, invented, different } = scoresOf(variant)
    for (const [tracepoint, share] of shares) {
      if (/temporary|uncache/.test(tracepoint)) continue
      const least = ALMOST_ALL.get(tracepoint) ?? 1
      assert.ok(share >= least, `${tracepoint}: ${share}`)
    }
    assert.deepEqual([...invented], [])
    assert.deepEqual(different, [])
  })
}

function withoutCategory(category: LogCategory): Variant {
  const categories = new Set(session.inputs.log.categories)
  categories.delete(category)
  const pattern = new RegExp(
    `^\\S+Z (?:\\(mocktime: \\S+\\) )?\\[[a-z0-9.-]+\\] \\[${category}\\] `,
  )
  return { line: line => (pattern.test(line) ? undefined : line), log: { categories } }
}

test('with fewer inputs there is less, but nothing wrong and nothing invented', () => {
  const none = { on: false, categories: new Set<LogCategory>(), timeMicros: false, ips: false }
  const variants: Readonly<Record<string, Variant>> = {
    'no ZMQ': { without: ['zmq'], inputs: { zmq: new Set() } },
    'no RPC': { without: ['rpc'], inputs: { rpc: false } },
    'no RPC and no ZMQ': { without: ['rpc', 'zmq'], inputs: { rpc: false, zmq: new Set() } },
    'no capture': { without: ['capture'], inputs: { capture: false } },
    'no log': { without: ['log'], log: none },
    'only ZMQ': {
      without: ['log', 'rpc', 'capture'],
      inputs: { rpc: false, capture: false },
      log: none,
    },
    'only RPC': {
      without: ['log', 'zmq', 'capture'],
      inputs: { zmq: new Set(), capture: false },
      log: none,
    },
    ...Object.fromEntries(
      (['bench', 'validation', 'net', 'mempool', 'coindb'] as const).map(category => [
        `no ${category}`,
        withoutCategory(category),
      ]),
    ),
  }
  for (const [name, variant] of Object.entries(variants)) {
    const { invented, different } = scoresOf(variant)
    assert.deepEqual(different, [], name)
    for (const [tracepoint, count] of invented) {
      // A message whose peer nobody tells, or whose type only the log shows, matches no firing.
      assert.match(tracepoint, /^net:(inbound|outbound)_message$/, name)
      assert.ok(count <= 25, `${name}: ${tracepoint} ${count}`)
    }
  }
})
