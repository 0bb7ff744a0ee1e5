/** Accepts connections and ZeroMQ messages, and forgets what they bring. */
import { createServer } from 'node:net'
import { join } from 'node:path'

const [directory = ''] = process.argv.slice(2)
const path = join(directory, 'sink.sock')
const server = createServer(socket => {
  socket.on('data', () => {})
  socket.on('error', () => {})
})
await new Promise<void>(resolve => server.listen(path, resolve))
const zeromq = await bindSubscriber()
process.send?.({ path, zeromq })
process.on('disconnect', () => process.exit())

async function bindSubscriber(): Promise<string | null> {
  let Subscriber: typeof import('zeromq').Subscriber
  try {
    ;({ Subscriber } = await import('zeromq'))
  } catch {
    return null
  }
  const subscriber = new Subscriber()
  const endpoint = `ipc://${join(directory, 'zeromq.sock')}`
  await subscriber.bind(endpoint)
  subscriber.subscribe('net')
  void (async () => {
    for await (const frames of subscriber) void frames
  })()
  return endpoint
}
