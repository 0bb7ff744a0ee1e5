import { Batch } from '../../../src/client/batch/index.js'
import { BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import { frameOf, oneEvent, readBatch, UNLIMITED } from '../../publisher/batches/support.js'
import { bothEnds } from '../../publisher/ring/harness.js'

type Sites = ReturnType<typeof bothEnds>['sites']

/** Fires events at times of one's choice and makes batches of them, as a node's worker does. */
export class Fired {
  /** The time of what is fired, in microseconds. */
  nowUs: number
  readonly sites: Sites
  readonly #ends: ReturnType<typeof bothEnds>

  constructor(nowUs: number) {
    this.nowUs = nowUs
    this.#ends = bothEnds({ clock: () => this.nowUs })
    this.sites = this.#ends.sites
  }

  /** What has been fired since it was last asked. */
  take(): Batch {
    const { reader } = this.#ends
    const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
    reader.drain({
      event(id, at, sequence) {
        batch.append(reader, oneEvent(id, at, sequence))
      },
      loss() {
        throw new Error('nothing is dropped')
      },
    })
    return batch.eventCount === 0 ? Batch.empty() : readBatch(frameOf(batch.finish()))
  }
}

/** A hash that is one byte over and over. */
export function hash(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte)
}
