import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Subscription } from '../../client/index.js'
import { fileFailed } from '../../errors/index.js'
import { type CliContext, styled } from '../context.js'
import { deadlineOf } from '../deadline.js'
import { DemoView } from './demo-view.js'
import { NodeChild } from './node-child.js'

export interface DemoOptions {
  readonly socket?: string
  /** Seconds. */
  readonly duration?: number
}

/**
 * Runs a real node in a process of its own and traces it from this one, until the duration has
 * passed or Ctrl-C. Nothing is left behind.
 */
export async function demo(options: DemoOptions, context: CliContext): Promise<void> {
  const { stdout } = context
  const directory = options.socket === undefined ? await temporaryDirectory() : null
  const path = options.socket ?? socketIn(directory ?? '')
  const view = new DemoView(stdout)
  try {
    await stdout.write('Starting a regtest node (bcoin) with a publisher …\n')
    await using node = new NodeChild(path, text => void view.note(text))
    using deadline = deadlineOf(options.duration, context.signal)
    const { signal } = deadline
    await Promise.race([node.listening(), aborted(signal)])
    if (signal.aborted) return
    // Before anything else is awaited: what the node tells next comes behind it.
    await stdout.write(
      `Process ${node.processId} is the node, process ${process.pid} traces it. In another terminal:\n${styled(stdout, 'cyan', `  npx nodetap trace 'net:*' --decode --socket ${path}`)}\n\n`,
    )
    await using session = await connect({ path, signal })
    const subscription = session.subscribe(['*'], {
      payloadBytes: Number.POSITIVE_INFINITY,
      signal,
    })
    await Promise.race([show(subscription, view), node.failed])
    await view.summary()
  } finally {
    if (directory !== null) await rm(directory, { recursive: true, force: true })
  }
}

async function temporaryDirectory(): Promise<string> {
  const all = tmpdir()
  try {
    return await mkdtemp(join(all, 'nodetap-'))
  } catch (cause) {
    throw fileFailed('takes no temporary directory (see TMPDIR)', all, cause)
  }
}

async function show(subscription: Subscription, view: DemoView): Promise<void> {
  let zero = 0
  for await (const batch of subscription) {
    if (zero === 0) zero = (await subscription.ready).monotonicZeroUnixUs
    await view.batch(batch, zero)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function socketIn(directory: string): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\nodetap-demo-${process.pid}`
    : join(directory, 'node.sock')
}
