import { Bridge, type BridgeEvent, type BridgeLoss } from '../../src/sources/bitcoind/index.js'
import type { Session } from './session.js'

/** How often the replayed clock tells the bridge the time, as a live one does. Microseconds. */
const TICK_US = 50_000

/** What came out of the bridge. */
export interface Replay {
  readonly events: readonly BridgeEvent[]
  readonly losses: readonly BridgeLoss[]
}

/** Puts a session's inputs through the bridge as they would have arrived. */
export function replay({ inputs, arrivals }: Pick<Session, 'inputs' | 'arrivals'>): Replay {
  const events: BridgeEvent[] = []
  const losses: BridgeLoss[] = []
  const bridge = new Bridge(
    { event: event => events.push(event), loss: loss => losses.push(loss) },
    // The recorder asked the node what the bridge would ask.
    { want: () => undefined },
    { inputs },
  )
  let tickUs = 0
  for (const { atUs, input } of arrivals) {
    if (atUs - tickUs >= TICK_US) {
      tickUs = atUs
      bridge.advance(tickUs)
    }
    bridge.push(input)
  }
  bridge.flush()
  return { events, losses }
}
