import type { Batch } from '../../client/index.js'
import { lossToJson } from '../../exporters/index.js'
import { eventToJson, jsonText } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import {
  type EventStream,
  type EventStreamOptions,
  lacksSnapshot,
  NO_SNAPSHOT,
  openEventStream,
} from '../event-stream/index.js'
import { decodedJson } from './decoded-json.js'
import { formatEvent } from './format-event.js'
import { formatGap, formatLoss } from './format-news.js'
import { inWords } from './words.js'

export interface TraceOptions extends EventStreamOptions {
  readonly json?: boolean
  readonly decode?: boolean
  /** In the words of Bitcoin Core's scripts, as far as they go. */
  readonly words?: boolean
}

/** Prints events as they come, until the duration, the number of events, or Ctrl-C. */
export async function trace(
  patterns: readonly string[],
  options: TraceOptions,
  context: CliContext,
): Promise<void> {
  const json = options.json ?? (options.words !== true && !context.stdout.isTerminal)
  const payload = options.payload ?? (options.decode ? Number.POSITIVE_INFINITY : 0)
  await using stream = await openEventStream(patterns, { ...options, payload }, context)
  if (lacksSnapshot(stream, options.snapshot)) await context.stderr.write(NO_SNAPSHOT)
  // A recording has what it has: here a payload is shown as it would be of a node.
  const batches = stream.kind === 'file' ? cut(stream.batches, payload) : stream.batches
  const shown = { ...stream, batches }
  if (json) await printJson(shown, options, context)
  else await printLines(shown, options, context)
}

async function* cut(batches: AsyncIterable<Batch>, bytes: number): AsyncGenerator<Batch> {
  for await (const batch of batches) yield batch.withPayloads(bytes)
}

async function printJson(
  { batches }: EventStream,
  options: TraceOptions,
  { stdout }: CliContext,
): Promise<void> {
  for await (const batch of batches) {
    let text = ''
    if (batch.gap !== null) text += `${jsonText({ gap: batch.gap })}\n`
    for (const loss of batch.losses) text += `${jsonText(lossToJson(loss))}\n`
    for (const event of batch) {
      const line = options.decode
        ? { ...eventToJson(event), ...decodedJson(event) }
        : eventToJson(event)
      text += `${jsonText(line)}\n`
    }
    await stdout.write(text)
  }
}

async function printLines(
  { batches, terms, kind }: EventStream,
  options: TraceOptions,
  { stdout, stderr }: CliContext,
): Promise<void> {
  if (kind === 'node') {
    await stderr.write(`Tracing ${terms.tracepoints.join(', ')}. Ctrl-C ends it.\n`)
  }
  for await (const batch of batches) {
    let text = ''
    if (batch.gap !== null) text += `${formatGap(batch.gap, stdout)}\n`
    for (const loss of batch.losses) text += `${formatLoss(loss, stdout)}\n`
    for (const event of batch) {
      const words = options.words === true ? inWords(event) : null
      text += `${words ?? formatEvent(event, stdout, terms.monotonicZeroUnixUs, options.decode)}\n`
    }
    await stdout.write(text)
  }
}
