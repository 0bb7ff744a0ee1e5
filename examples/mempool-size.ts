/**
 * The mempool as it is, and each change from it: a snapshot, then the events behind it.
 *
 *   node dist/examples/mempool-size.js [SOCKET] [SECONDS]
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, isNodetapError } from 'nodetap/client'

process.on('uncaughtException', error => {
  // What nodetap has to say is for people; anything else is a fault of this program.
  console.error(isNodetapError(error) ? error.message : error)
  process.exit(1)
})

const [path, seconds = '10'] = process.argv.slice(2)
const ending = new AbortController()
void sleep(Number(seconds) * 1000).then(() => ending.abort())

await using session = await connect(path === undefined ? {} : { path })
const events = session.subscribe(['mempool:*'], { snapshot: true, signal: ending.signal })
const { snapshot } = await events.ready
if (!snapshot.includes('snapshot:mempool')) throw new Error('This node cannot tell its mempool')

let transactions = 0
let vsize = 0
let isComplete = false
for await (const batch of events) {
  // What was lost was a change: from here on the numbers are not certain.
  for (const loss of batch.losses) console.log(`${loss.count} ${loss.tracepoint} lost`)
  for (const event of batch) {
    if (event.tracepoint === 'snapshot:mempool') ({ transactions, vsize } = event)
    if (event.tracepoint === 'snapshot:end') isComplete = event.missing === 0 && !event.failure
    // What came before the snapshot is contained in it.
    if (!isComplete) continue
    if (event.tracepoint === 'mempool:added') {
      transactions++
      vsize += event.vsize
    } else if (event.tracepoint === 'mempool:removed') {
      transactions--
      vsize -= event.vsize
    }
    console.log(`${transactions} transactions, ${vsize} vB`)
  }
}
