import type {
  AggregateDescription,
  ServerDescription,
  SubscriberDescription,
} from '../../client/index.js'
import { NODE_TRACEPOINT_NAMES } from '../../tracepoints/index.js'
import { type Output, styled } from '../context.js'
import { humanBytes } from '../human-bytes.js'
import { printable } from '../printable.js'

/** Who is subscribed, and the publisher's own figures, as lines for a person. */
export function formatSubscribers(
  subscribers: readonly SubscriberDescription[],
  node: ServerDescription,
  nowUnixUs: number,
  output: Output,
): string {
  const { ringUsedBytes, ringBytes, ringHighWaterBytes } = node
  const head = `${subscribers.length} of ${node.maxSubscriptions} subscriptions on ${node.connections} of ${node.maxConnections} connections`
  const ring = `ring: ${humanBytes(ringUsedBytes)} of ${humanBytes(ringBytes)} used, ${humanBytes(ringHighWaterBytes)} at most`
  const fired = `events: ${sum(node, 'fired')} fired, ${sum(node, 'lost')} of them lost before any subscription`
  const blocks = subscribers.map(it => `\n${formatSubscriber(it, nowUnixUs, output)}`)
  return `${[styled(output, 'bold', head), ring, fired, ...blocks].join('\n')}\n`
}

function formatSubscriber(it: SubscriberDescription, nowUnixUs: number, output: Output): string {
  const seconds = Math.max(0, Math.round((nowUnixUs - it.sinceUnixUs) / 1e6))
  const who = it.processId === 0 ? 'unknown process' : `process ${it.processId}`
  const lost = `lost ${it.lostEvents}`
  return [
    `${styled(output, 'cyan', `#${it.id}`)}  ${who}, connection ${it.connectionId}, ${it.kind}, for ${duration(seconds)}`,
    `    ${patternsOf(it.tracepoints).map(printable).join(' ')}`,
    ...(it.where === '' ? [] : [`    where ${printable(it.where)}`]),
    ...askedFor(it).map(line => `    ${printable(line)}`),
    `    sent ${it.sentEvents} (${humanBytes(it.sentBytes)}), queued ${it.queuedEvents} (${humanBytes(it.queuedBytes)}), ${it.lostEvents === 0 ? lost : styled(output, 'red', lost)}, filtered ${it.filteredEvents}, worker ${(it.workerTimeUs / 1000).toFixed(1)} ms`,
  ].join('\n')
}

/** What else it asked for, where that is not what everybody gets. */
function askedFor(it: SubscriberDescription): string[] {
  const { sampleOneIn, sampleBy, maxEventsPerSecond, payloadBytes, aggregate } = it
  const sampled = sampleBy === null ? '' : ` by ${sampleBy}`
  const parts = [
    ...(sampleOneIn > 1 ? [`one event in ${sampleOneIn}${sampled}`] : []),
    ...(maxEventsPerSecond > 0 ? [`at most ${maxEventsPerSecond} events a second`] : []),
    ...(payloadBytes > 0 ? [payloads(payloadBytes)] : []),
    ...(it.snapshot ? ['the node’s state first'] : []),
  ]
  return [
    ...(parts.length > 0 ? [parts.join(', ')] : []),
    ...(aggregate === null ? [] : [figuresOf(aggregate)]),
  ]
}

function payloads(bytes: number): string {
  return bytes === Number.POSITIVE_INFINITY ? 'whole payloads' : `${humanBytes(bytes)} of payloads`
}

function figuresOf({ measures, groupBy, intervalMs, mode }: AggregateDescription): string {
  const by = groupBy.length === 0 ? '' : ` by ${groupBy.join(', ')}`
  const every = intervalMs === 0 ? 'when asked' : `every ${intervalMs / 1000} s`
  return `${measures.join(', ')}${by}, ${every}${mode === 'totals' ? ', in total' : ''}`
}

/** Fewer words for many names: `net:*` for all that the node has of a context, `*` for all. */
function patternsOf(tracepoints: readonly string[]): string[] {
  const named = new Set(tracepoints)
  const isAll = (names: readonly string[]): boolean => names.every(name => named.has(name))
  const context = (name: string): string => name.slice(0, name.indexOf(':') + 1)
  const inContext = (name: string): string[] =>
    NODE_TRACEPOINT_NAMES.filter(it => context(it) === context(name))
  const short = tracepoints.map(name => {
    const all = inContext(name)
    return all.length > 1 && isAll(all) ? `${context(name)}*` : name
  })
  const own = short.filter(name => inContext(name).length === 0)
  return isAll(NODE_TRACEPOINT_NAMES) ? ['*', ...new Set(own)] : [...new Set(short)]
}

function sum({ tracepoints }: ServerDescription, what: 'fired' | 'lost'): number {
  return tracepoints.reduce((total, tracepoint) => total + tracepoint[what], 0)
}

/** "59 s", "3 min 20 s", "5 h 1 min", "2 d 3 h". */
function duration(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const
  const parts: string[] = []
  let left = seconds
  for (const [unit, size] of units) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.length === 0 ? '0 s' : parts.slice(0, 2).join(' ')
}
