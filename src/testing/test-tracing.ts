import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../client/index.js'
import { startPublisher, type Tracing } from '../publisher/index.js'
import { type EventWatch, type WatchOptions, watchEvents } from './event-watch.js'

/** How a test's publisher is set up, and what is watched. */
export interface TestTracingOptions extends WatchOptions {
  /** Bytes of the publisher's ring; 4 MiB if not given: a test fires less than a day does. */
  readonly ringBytes?: number
}

/** A publisher for the node under test, and a watch on it through its socket. */
export interface TestTracing extends AsyncDisposable {
  /** To be given to the node. */
  readonly tracing: Tracing
  /** What its tracepoints fire. */
  readonly watch: EventWatch
}

const DEFAULT_RING_BYTES = 4 * 1024 * 1024

/** Makes the name of a pipe its own, where sockets are pipes. */
let pipes = 0

/**
 * Starts a publisher on a socket of its own, connects to it and subscribes. Every tracepoint
 * asked for is enabled when this resolves.
 */
export async function startTestTracing(options: TestTracingOptions = {}): Promise<TestTracing> {
  const { ringBytes = DEFAULT_RING_BYTES, ...watchOptions } = options
  const directory = await mkdtemp(join(tmpdir(), 'nodetap-testing-'))
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\nodetap-testing-${process.pid}-${pipes++}`
      : join(directory, 'node.sock')
  const opened: AsyncDisposable[] = [removal(directory)]
  const close = async (): Promise<void> => {
    for (let part = opened.pop(); part !== undefined; part = opened.pop()) {
      await part[Symbol.asyncDispose]()
    }
  }
  const keep = <T extends AsyncDisposable>(part: T): T => {
    opened.push(part)
    return part
  }
  try {
    const tracing = keep(await startPublisher({ path, ringBytes }))
    const session = keep(await connect({ path }))
    const watch = keep(await watchEvents(session, watchOptions))
    return { tracing, watch, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

function removal(directory: string): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) }
}
