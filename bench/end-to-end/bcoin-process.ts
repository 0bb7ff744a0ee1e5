/** A bcoin node that is flooded: traced, not traced, or with a tracer that writes JSON lines. */
import { createWriteStream } from 'node:fs'
import { devNull } from 'node:os'
import { RegtestNode } from '../../src/cli/demo/regtest-node.js'
import { startPublisher } from '../../src/publisher/index.js'
import { attachBcoin } from '../../src/sources/bcoin/index.js'
import { threadTimes } from './thread-time.js'

export interface BcoinSettings {
  readonly path: string
  readonly tracer: 'nodetap' | 'json' | 'none'
}

const { path, tracer } = JSON.parse(process.argv[2] ?? '{}') as BcoinSettings
const node = await RegtestNode.start({
  onOpen: ({ pool }) => {
    if (tracer !== 'json') return
    const file = createWriteStream(devNull)
    pool.on('packet', (packet: { type: number }, peer: { hostname(): string; id: number }) => {
      const line = { t: performance.now(), peer: peer.id, at: peer.hostname(), type: packet.type }
      file.write(`${JSON.stringify(line)}\n`)
    })
  },
})
if (tracer === 'nodetap') attachBcoin(node.node, await startPublisher({ path }))
process.on('message', () => process.send?.(threadTimes()))
process.once('disconnect', () => process.exit())
process.send?.({ port: node.port })
