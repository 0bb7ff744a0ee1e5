/**
 * Message rates by type and direction, counted in the node: no event leaves it.
 *
 *   node dist/examples/message-rates.js [SOCKET] [REPORTS]
 */
import { connect, isNodetapError } from 'nodetap/client'

process.on('uncaughtException', error => {
  // What nodetap has to say is for people; anything else is a fault of this program.
  console.error(isNodetapError(error) ? error.message : error)
  process.exit(1)
})

const [path, reports = '10'] = process.argv.slice(2)

await using session = await connect(path === undefined ? {} : { path })
await using rates = session.aggregate({
  tracepoints: ['net:*_message'],
  groupBy: ['messageType', 'direction'],
  measures: {
    bytes: { function: 'sum', field: 'size' },
    peers: { function: 'distinct', field: 'peerId' },
  },
  intervalMs: 1000,
})
for await (const { number, groups, lost } of rates) {
  for (const { keys, events, measures } of groups) {
    const { bytes, peers } = measures
    console.log(`${keys.direction} ${keys.messageType}: ${events}, ${bytes} bytes, ${peers} peers`)
  }
  if (lost > 0) console.log(`${lost} events lost before they were counted`)
  if (number + 1 >= Number(reports)) break
}
