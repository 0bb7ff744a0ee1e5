import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { homeDirectory } from '../../rpc/index.js'
import type { FromDemoNode, ToDemoNode } from './node-protocol.js'

/** How long the node may take to end before it is killed, in milliseconds. */
const CLOSE_DEADLINE_MS = 10_000

/** The process of the demo's node, as its parent sees it. */
export class NodeChild implements AsyncDisposable {
  readonly processId: number
  /** Rejects when the node ends though nobody wanted it to. */
  readonly failed: Promise<never>
  readonly #child: ChildProcess
  #closing = false

  /** `onNote` is told what the node does. */
  constructor(path: string, onNote: (text: string) => void) {
    this.#child = fork(fileURLToPath(new URL('./node-process.js', import.meta.url)), [path], {
      // bcoin does not load where nothing tells of a home.
      env: { ...process.env, HOME: homeDirectory() },
      // bcoin is old and warns about itself; what matters comes as a message.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.processId = this.#child.pid ?? 0
    this.failed = new Promise((_resolve, reject) => {
      this.#child.on('message', (message: FromDemoNode) => {
        if (message.kind === 'note') onNote(message.text)
        if (message.kind === 'failed') reject(new NodetapError(message.code, message.message))
      })
      this.#child.once('error', cause => reject(ended(cause)))
      // The channel closes behind its last message, which may say why; the process may be gone
      // before that.
      this.#child.once('disconnect', () => {
        if (!this.#closing) reject(ended(null))
      })
    })
    this.failed.catch(() => {})
  }

  /** Resolves when its socket takes connections. */
  async listening(): Promise<void> {
    const listening = new Promise<void>(resolve => {
      this.#child.on('message', (message: FromDemoNode) => {
        if (message.kind === 'listening') resolve()
      })
    })
    await Promise.race([listening, this.failed])
  }

  /** Lets the node end in order; resolves when its process has gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    const child = this.#child
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    const overdue = setTimeout(() => child.kill('SIGKILL'), CLOSE_DEADLINE_MS)
    // A node that has just ended cannot be told to; its exit is what is waited for.
    if (child.connected) child.send({ kind: 'close' } satisfies ToDemoNode, () => {})
    await exited
    clearTimeout(overdue)
  }
}

function ended(cause: unknown): NodetapError {
  return new NodetapError(ErrorCodes.Internal, 'The demo’s node has ended unexpectedly', { cause })
}
