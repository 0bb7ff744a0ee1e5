/**
 * The demo's node, in a process of its own as a node is. Its parent is told what it does, and
 * ends it: by a message, or by going away.
 */
import { asNodetapError } from '../../rpc/index.js'
import type { FromDemoNode, ToDemoNode } from './node-protocol.js'

// bcoin chooses its cryptography when it is loaded: in plain JavaScript nothing has to be built.
process.env['NODE_BACKEND'] ??= 'js'
// Ctrl-C reaches every process of a terminal; here the parent decides.
process.on('SIGINT', () => {})

const [path = ''] = process.argv.slice(2)
const ending = new AbortController()
process.on('message', (message: ToDemoNode) => {
  if (message.kind === 'close') ending.abort()
})
process.on('disconnect', () => ending.abort())

const say = (message: FromDemoNode): void => {
  if (process.connected) process.send?.(message)
}

try {
  const { startDemoNode } = await import('./node.js')
  const node = await startDemoNode({
    path,
    signal: ending.signal,
    onNote: text => say({ kind: 'note', text }),
    onReady: () => say({ kind: 'listening' }),
  })
  await node.closed
} catch (error) {
  if (!ending.signal.aborted) {
    const { code, message } = asNodetapError(error)
    say({ kind: 'failed', code, message })
    process.exitCode = 1
  }
} finally {
  if (process.connected) process.disconnect()
}
