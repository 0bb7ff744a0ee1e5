/**
 * Fee rates of transactions as they enter the mempool, from columns: no object an event.
 *
 *   node dist/examples/fee-rates.js [SOCKET] [SECONDS]
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
const rates: number[] = []
for await (const batch of session.subscribe(['mempool:added'], { signal: ending.signal })) {
  const { feeSat, vsize } = batch.columns('mempool:added')
  for (let i = 0; i < vsize.length; i++) rates.push((feeSat[i] ?? 0) / (vsize[i] ?? 1))
  for (const loss of batch.losses) console.log(`${loss.count} events lost: ${loss.cause}`)
}
rates.sort((a, b) => a - b)
const median = rates[Math.floor(rates.length / 2)]?.toFixed(1) ?? '–'
console.log(`${rates.length} transactions, median ${median} sat/vB`)
