/** Says what memory a publisher takes, step by step. */
import { join } from 'node:path'
import { connect } from '../../src/client/index.js'
import { startPublisher } from '../../src/publisher/index.js'

export interface MemorySteps {
  readonly bare: number
  readonly idle: number
  readonly fired: number
  readonly subscribed: number
  readonly traced: number
}

const { directory, settleMs } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly directory: string
  /** How long the system gets until memory is looked at. */
  readonly settleMs: number
}
const path = join(directory, `${process.pid}.sock`)
const rss = async (): Promise<number> => {
  await new Promise(resolve => setTimeout(resolve, settleMs))
  return process.memoryUsage.rss()
}
process.on('message', async () => {
  const bare = await rss()
  const tracing = await startPublisher({ path })
  const idle = await rss()
  const { 'net:inbound_message': site } = tracing.tracepoints
  const bytes = new Uint8Array(8)
  const fire = (): void => {
    for (let i = 0; i < 50_000; i++) {
      if (site.enabled) site.fire(i % 125, '127.0.0.1:8333', 'inbound', 'ping', 8, bytes)
    }
  }
  fire()
  const fired = await rss()
  const session = await connect({ path })
  const subscription = session.subscribe(['net:*'])
  await subscription.ready
  const subscribed = await rss()
  fire()
  const traced = await rss()
  process.send?.({ bare, idle, fired, subscribed, traced } satisfies MemorySteps)
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
