import type { CliContext } from '../context.js'
import { type EventStreamOptions, openEventStream } from '../event-stream/index.js'
import { runLines, stylerFor } from '../live/index.js'
import { monotonicNowUs } from '../stats/tally.js'
import { BlocksReport } from './blocks-report.js'

export interface BlocksOptions extends EventStreamOptions {
  /** Blocks that take longer are told one by one, in milliseconds. */
  readonly slow?: number
  readonly json?: boolean
}

const DEFAULT_SLOW_MS = 1000

/** Prints how long blocks took to be connected, and what was in them. */
export async function blocks(options: BlocksOptions, context: CliContext): Promise<void> {
  await using stream = await openEventStream(['validation:block_connected'], options, context)
  const report = new BlocksReport({
    slowMs: options.slow ?? DEFAULT_SLOW_MS,
    monotonicZeroUnixUs: stream.terms.monotonicZeroUnixUs,
    startedUs: stream.kind === 'file' ? null : monotonicNowUs(),
    style: stylerFor(context.stdout),
  })
  await runLines(report, stream, options, context)
}
