import type { CliContext } from '../context.js'
import { type EventStreamOptions, openEventStream } from '../event-stream/index.js'
import { runLines, stylerFor } from '../live/index.js'
import { WalletReport } from './wallet-report.js'

export interface WalletOptions extends EventStreamOptions {
  readonly json?: boolean
}

/** Prints each choice of coins that the node's wallets make. */
export async function wallet(options: WalletOptions, context: CliContext): Promise<void> {
  await using stream = await openEventStream(['coin_selection:*'], options, context)
  const report = new WalletReport({
    monotonicZeroUnixUs: stream.terms.monotonicZeroUnixUs,
    style: stylerFor(context.stdout),
  })
  await runLines(report, stream, options, context)
}
