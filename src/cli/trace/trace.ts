import { connect, type Subscription } from '../../client/index.js'
import { eventToJson } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import { deadlineOf } from '../deadline.js'
import { decodedJson } from './decoded-json.js'
import { formatEvent } from './format-event.js'
import { formatGap, formatLoss, lossToJson } from './format-news.js'

export interface TraceOptions {
  readonly socket?: string
  /** Bytes of each payload. */
  readonly payload?: number
  /** Seconds. */
  readonly duration?: number
  readonly maxEvents?: number
  readonly json?: boolean
  readonly decode?: boolean
  readonly reconnect?: boolean
}

/** Prints events as they come, until the duration, the number of events, or Ctrl-C. */
export async function trace(
  patterns: readonly string[],
  options: TraceOptions,
  context: CliContext,
): Promise<void> {
  const json = options.json ?? !context.stdout.isTerminal
  using deadline = deadlineOf(options.duration, context.signal)
  const { signal } = deadline
  await using session = await connect({
    ...(options.socket === undefined ? {} : { path: options.socket }),
    reconnect: options.reconnect ?? false,
    signal,
  })
  const payloadBytes = options.payload ?? (options.decode ? Number.POSITIVE_INFINITY : 0)
  const subscription = session.subscribe(patterns, { payloadBytes, signal })
  if (json) await printJson(subscription, options, context)
  else await printLines(subscription, options, context)
}

async function printJson(
  subscription: Subscription,
  options: TraceOptions,
  { stdout }: CliContext,
): Promise<void> {
  let left = options.maxEvents ?? Number.POSITIVE_INFINITY
  for await (const batch of subscription) {
    let text = ''
    if (batch.gap !== null) text += `${JSON.stringify({ gap: batch.gap })}\n`
    for (const loss of batch.losses) text += `${JSON.stringify(lossToJson(loss))}\n`
    for (const event of batch) {
      if (left-- <= 0) break
      const line = options.decode
        ? { ...eventToJson(event), ...decodedJson(event) }
        : eventToJson(event)
      text += `${JSON.stringify(line)}\n`
    }
    await stdout.write(text)
    if (left <= 0) return
  }
}

async function printLines(
  subscription: Subscription,
  options: TraceOptions,
  { stdout, stderr, signal }: CliContext,
): Promise<void> {
  const terms = await subscription.ready.catch(() => null)
  if (terms !== null && !signal.aborted) {
    await stderr.write(`Tracing ${terms.tracepoints.join(', ')}. Ctrl-C ends it.\n`)
  }
  const zero = terms?.monotonicZeroUnixUs ?? 0
  let left = options.maxEvents ?? Number.POSITIVE_INFINITY
  for await (const batch of subscription) {
    let text = ''
    if (batch.gap !== null) text += `${formatGap(batch.gap, stdout)}\n`
    for (const loss of batch.losses) text += `${formatLoss(loss, stdout)}\n`
    for (const event of batch) {
      if (left-- <= 0) break
      text += `${formatEvent(event, stdout, zero, options.decode)}\n`
    }
    await stdout.write(text)
    if (left <= 0) return
  }
}
