import type { CliContext } from '../context.js'
import { type EventStreamOptions, openEventStream } from '../event-stream/index.js'
import { LIVE_BATCHING, runLines, stylerFor } from '../live/index.js'
import { monotonicNowUs } from '../stats/tally.js'
import { CoinsReport } from './coins-report.js'

export interface CoinsOptions extends EventStreamOptions {
  readonly json?: boolean
}

/** Prints what happens to coins in the node's caches, and when these are flushed. */
export async function coins(options: CoinsOptions, context: CliContext): Promise<void> {
  await using stream = await openEventStream(
    ['utxocache:*'],
    { ...options, batching: LIVE_BATCHING },
    context,
  )
  const report = new CoinsReport({
    monotonicZeroUnixUs: stream.terms.monotonicZeroUnixUs,
    startedUs: stream.kind === 'file' ? null : monotonicNowUs(),
    style: stylerFor(context.stdout),
  })
  await runLines(report, stream, options, context)
}
