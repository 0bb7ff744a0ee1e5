/**
 * Subscribes and counts, until SIGUSR2: then asks the node for its counts, waits until it has
 * seen as much, and prints both.
 */
import { connect } from '../../src/client/index.js'

const [path = ''] = process.argv.slice(2)
const session = await connect({ path })
const subscription = session.subscribe(['net:*', 'mempool:removed'], {
  maxQueueBytes: 1024 * 1024,
})
await subscription.ready
let events = 0
let lost = 0
let orderErrors = 0
let next = 0
process.on('SIGUSR2', async () => {
  for (;;) {
    const counts = (await subscription.counts()) ?? []
    const fired = counts.reduce((sum, entry) => sum + entry.fired, 0)
    const accounted = counts.every(it => it.fired === it.delivered + it.queued + it.lost)
    if (!accounted) orderErrors++
    if (events + lost < fired) continue
    console.log(JSON.stringify({ fired, events, lost, orderErrors }))
    await session.close()
    return
  }
})
console.log('ready')
for await (const batch of subscription) {
  for (const loss of batch.losses) {
    lost += loss.count
    if (loss.firstSequence < next) orderErrors++
  }
  if (batch.eventCount === 0) continue
  if (batch.firstSequence < next) orderErrors++
  next = batch.lastSequence + 1
  events += batch.eventCount
}
