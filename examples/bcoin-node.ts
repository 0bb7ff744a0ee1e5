/**
 * A bcoin full node on regtest that can be traced.
 *
 *   node dist/examples/bcoin-node.js SOCKET
 */
import { createRequire } from 'node:module'
import { isNodetapError, startPublisher } from 'nodetap/publisher'
import { attachBcoin, type BcoinNode } from 'nodetap/sources/bcoin'

// bcoin chooses its cryptography when it is loaded; plain JavaScript needs no build.
process.env['NODE_BACKEND'] ??= 'js'

interface FullNode extends BcoinNode {
  open(): Promise<void>
  close(): Promise<void>
  readonly miner: { cpu: { mineBlock(): Promise<{ hash(encoding: 'hex'): string }> } }
  readonly chain: BcoinNode['chain'] & { add(block: unknown): Promise<unknown> }
}
const bcoin = createRequire(import.meta.url)('bcoin') as {
  FullNode: new (options: object) => FullNode
}

process.on('uncaughtException', error => {
  // What nodetap has to say is for people; anything else is a fault of this program.
  console.error(isNodetapError(error) ? error.message : error)
  process.exit(1)
})

const [path] = process.argv.slice(2)
await using tracing = await startPublisher({
  ...(path === undefined ? {} : { path }),
  node: 'bcoin, regtest',
})
const node = new bcoin.FullNode({
  network: 'regtest',
  memory: true,
  listen: false,
  httpPort: 0,
  apiKey: 'example',
  config: false,
  argv: false,
  env: false,
})
await node.open()
const attachment = attachBcoin(node, tracing)
console.log(`Listening on ${tracing.path}`)

const ending = new AbortController()
process.once('SIGINT', () => ending.abort())
process.once('SIGTERM', () => ending.abort())
while (!ending.signal.aborted) {
  await node.chain.add(await node.miner.cpu.mineBlock())
  await new Promise(resolve => setTimeout(resolve, 200))
}
attachment.detach()
await node.close()
