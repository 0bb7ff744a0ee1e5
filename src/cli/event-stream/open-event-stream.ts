import { parseExpression } from '../../client/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { CliContext } from '../context.js'
import { deadlineOf } from '../deadline.js'
import { type EventStream, upTo } from './event-stream.js'
import { openFile } from './open-file.js'
import { openNode } from './open-node.js'
import type { EventStreamOptions } from './stream-options.js'

/**
 * Opens the events of `patterns`. Rejects with what connecting and subscribing reject with, with
 * ABORTED where Ctrl-C comes first, and with TIMEOUT where `--duration` does.
 */
export async function openEventStream(
  patterns: readonly string[],
  options: EventStreamOptions,
  context: Pick<CliContext, 'signal'>,
): Promise<EventStream> {
  // What is no expression at all need not wait for a node to answer.
  if (options.where !== undefined) parseExpression(options.where)
  const deadline = deadlineOf(options.duration, context.signal)
  try {
    const { file } = options
    const stream =
      file === undefined
        ? await openNode(patterns, options, deadline.signal)
        : await openFile(file, patterns, options, deadline.signal)
    return {
      kind: stream.kind,
      path: stream.path,
      terms: stream.terms,
      batches: upTo(stream.batches, options.maxEvents),
      describe: () => stream.describe(),
      async [Symbol.asyncDispose]() {
        deadline[Symbol.dispose]()
        await stream[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    deadline[Symbol.dispose]()
    if (!deadline.expired || options.file !== undefined) throw error
    const message = `The node did not answer within ${options.duration} s`
    throw new NodetapError(ErrorCodes.Timeout, message, { cause: error })
  }
}
