import {
  createRing,
  RingControl,
  RingReader,
  RingWriter,
  type RingWriterOptions,
} from '../../src/publisher/ring/index.js'
import { createSites, type Tracepoints } from '../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../src/tracepoints/index.js'

/** Both ends of a ring on one thread: what is fired is drained between the runs, not timed. */
export interface BenchRing {
  readonly writer: RingWriter
  readonly reader: RingReader
  readonly sites: Tracepoints
  readonly control: RingControl
  /** Empties the ring, as the worker does when it turns. */
  drain(): void
}

/** A ring with every tracepoint enabled and every payload wanted whole. */
export function benchRing(
  options: RingWriterOptions & { readonly bytes?: number } = {},
): BenchRing {
  const ring = createRing(options.bytes === undefined ? {} : { bytes: options.bytes })
  const writer = new RingWriter(ring, options)
  const control = new RingControl(ring)
  const reader = new RingReader(ring)
  for (const { id } of TRACEPOINTS) {
    control.setEnabled(id, true)
    control.setPayloadLimit(id, 0xffffffff)
  }
  return {
    writer,
    reader,
    control,
    sites: createSites(writer),
    drain: () => {
      reader.drain({ event() {}, loss() {} })
      control.tick()
    },
  }
}
