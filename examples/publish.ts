/**
 * A program that lets itself be traced: it counts, and fires an event each time.
 *
 *   node dist/examples/publish.js SOCKET
 *   npx nodetap trace 'validation:*' --socket SOCKET
 */
import { createHash } from 'node:crypto'
import { setInterval } from 'node:timers/promises'
import { isNodetapError, startPublisher } from 'nodetap/publisher'

process.on('uncaughtException', error => {
  // What nodetap has to say is for people; anything else is a fault of this program.
  console.error(isNodetapError(error) ? error.message : error)
  process.exit(1)
})

const [path] = process.argv.slice(2)
await using tracing = await startPublisher(path === undefined ? {} : { path })
const connected = tracing.tracepoints['validation:block_connected']
console.log(`Listening on ${tracing.path}`)

let height = 0
for await (const _ of setInterval(100)) {
  const start = process.hrtime.bigint()
  const hash = createHash('sha256').update(String(++height)).digest()
  // While nobody is subscribed this is all that it costs.
  if (connected.enabled) {
    connected.fire(hash, height, 1, 1, 4, Number(process.hrtime.bigint() - start))
  }
}
