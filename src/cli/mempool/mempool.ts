import type { CliContext } from '../context.js'
import { type EventStreamOptions, openEventStream } from '../event-stream/index.js'
import {
  LIVE_BATCHING,
  type LiveOptions,
  onceOptions,
  Quit,
  runLive,
  sourceName,
  wantsSnapshot,
} from '../live/index.js'
import { monotonicNowUs } from '../stats/tally.js'
import { MempoolModel } from './mempool-model.js'
import { MempoolView } from './mempool-view.js'

export type MempoolOptions = EventStreamOptions & LiveOptions

/** Shows what enters and leaves the node's mempool. */
export async function mempool(options: MempoolOptions, context: CliContext): Promise<void> {
  using quit = new Quit(context.signal)
  await using stream = await openEventStream(
    ['mempool:*'],
    { ...onceOptions(options), snapshot: wantsSnapshot(options), batching: LIVE_BATCHING },
    quit,
  )
  const model = new MempoolModel(stream.kind === 'file' ? null : monotonicNowUs())
  const view = new MempoolView(model, {
    source: await sourceName(stream),
    monotonicZeroUnixUs: stream.terms.monotonicZeroUnixUs,
  })
  await runLive(view, stream, options, context, quit)
}
