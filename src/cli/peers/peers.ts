import { ErrorCodes, NodetapError } from '../../errors/index.js'
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
import { describePayload } from '../trace/describe-payload.js'
import { PeersLimits } from './limits.js'
import { LiveTexts, NO_TEXTS } from './live-texts.js'
import type { PeerOrder } from './peer-order.js'
import { PeersModel } from './peers-model.js'
import { PeersView } from './peers-view.js'

export interface PeersOptions extends EventStreamOptions, LiveOptions {
  /** Takes all payloads from the start, so that a panel shows what was said before it opened. */
  readonly decode?: boolean
  readonly sort?: PeerOrder
  readonly filter?: string
  /** Opens the panel of this peer, with all payloads from the start. */
  readonly peer?: number
}

/** Shows the node's peers and what passes between them and it. */
export async function peers(options: PeersOptions, context: CliContext): Promise<void> {
  using quit = new Quit(context.signal)
  const decode = options.decode === true || options.peer !== undefined
  const streamOptions = {
    ...onceOptions(options),
    snapshot: wantsSnapshot(options),
    payload: decode ? PeersLimits.panelPayloadBytes : 0,
    batching: LIVE_BATCHING,
  }
  await using stream = await openEventStream(['net:*'], streamOptions, quit)
  const { monotonicZeroUnixUs } = stream.terms
  const model = new PeersModel({
    monotonicZeroUnixUs,
    // The past does not fade.
    keepClosedUs:
      stream.kind === 'file' ? Number.POSITIVE_INFINITY : PeersLimits.closedSeconds * 1e6,
    describe: decode ? describePayload : null,
  })
  const socket = stream.path
  await using live = new LiveTexts((peerId, signal) =>
    openEventStream(
      ['net:*_message'],
      { socket, payload: PeersLimits.panelPayloadBytes, where: `peerId = ${peerId}` },
      { signal },
    ),
  )
  const view = new PeersView(model, {
    source: await sourceName(stream),
    monotonicZeroUnixUs,
    texts: stream.kind === 'file' || decode ? NO_TEXTS : live,
    ...(options.sort === undefined ? {} : { order: options.sort }),
    ...(options.filter === undefined ? {} : { filter: options.filter }),
    ...(options.peer === undefined ? {} : { opened: options.peer }),
  })
  await runLive(view, stream, options, context, quit)
  const { once, peer } = options
  if (once === true && peer !== undefined && model.get(peer) === undefined) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `There is no peer ${peer} ${stream.kind === 'file' ? 'in this recording' : 'here now'}: nodetap peers --once without --peer shows those that there are`,
    )
  }
}
