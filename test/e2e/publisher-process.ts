/** A process with a publisher that fires what its parent asks for. */
import { performance } from 'node:perf_hooks'
import { startPublisher } from '../../src/publisher/index.js'

/** What the parent may ask for. */
export type Command =
  /** Fires so many events, `every` of them in a row, then a turn of the event loop. */
  | { readonly kind: 'fire'; readonly count: number; readonly every: number }
  /** Blocks the event loop, firing while it is enabled, so many milliseconds. */
  | { readonly kind: 'block'; readonly ms: number }
  | { readonly kind: 'state' }
  | { readonly kind: 'close' }

export interface Answer {
  /** Events fired for this command. */
  readonly fired: number
  readonly enabled: boolean
  /** Milliseconds until the first event could be fired; for `block`. */
  readonly enabledAfterMs: number | null
  readonly rssBytes: number
}

const [path = '', ringBytes = ''] = process.argv.slice(2)
const tracing = await startPublisher({
  path,
  node: 'test',
  ...(ringBytes === '' ? {} : { ringBytes: Number(ringBytes) }),
})
const ping = tracing.tracepoints['net:inbound_message']
const removed = tracing.tracepoints['mempool:removed']
const payload = new Uint8Array(8)
const txid = new Uint8Array(32)
let number = 0

/** Two messages, then a removal: two tracepoints in a known proportion. */
function fireOne(): number {
  const isRemoval = number % 3 === 2
  number++
  if (isRemoval) {
    if (!removed.enabled) return 0
    txid[0] = number
    removed.fire(txid, 'block', 141, 1000 + number, 1_600_000_000)
    return 1
  }
  if (!ping.enabled) return 0
  payload[0] = number
  ping.fire(number % 125, `127.0.0.1:${number % 125}`, 'inbound', 'ping', 8, payload)
  return 1
}

function answer(fired: number, enabledAfterMs: number | null = null): void {
  process.send?.({
    fired,
    enabled: ping.enabled,
    enabledAfterMs,
    rssBytes: process.memoryUsage.rss(),
  } satisfies Answer)
}

async function fire(count: number, every: number): Promise<number> {
  let fired = 0
  for (let i = 0; i < count; i++) {
    fired += fireOne()
    if (i % every === every - 1) await new Promise(resolve => setImmediate(resolve))
  }
  return fired
}

function block(ms: number): void {
  const start = performance.now()
  let enabledAfterMs: number | null = null
  let fired = 0
  while (performance.now() - start < ms) {
    if (!ping.enabled) continue
    enabledAfterMs ??= performance.now() - start
    // A handful of events, spread over the time that is left.
    const now = performance.now()
    while (performance.now() - now < 1);
    ping.fire(1, '127.0.0.1:1', 'inbound', 'ping', 8, payload)
    fired++
  }
  answer(fired, enabledAfterMs)
}

process.on('message', (command: Command) => {
  switch (command.kind) {
    case 'fire':
      void fire(command.count, command.every).then(fired => answer(fired))
      break
    case 'block':
      block(command.ms)
      break
    case 'state':
      answer(0)
      break
    case 'close':
      void tracing.close().then(() => {
        answer(0)
        process.disconnect()
      })
  }
})
answer(0)
