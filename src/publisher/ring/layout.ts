import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { DropCauses } from './drop-cause.js'
import { RingLimits } from './limits.js'

/**
 * The shared memory of a ring. Hand it to the worker as it is (`workerData` or a message):
 * both threads then look at the same memory.
 */
export interface RingLayout {
  /** The records, a power of two of bytes, and behind them room for a record of the worker's. */
  readonly data: SharedArrayBuffer
  /** Indexes, flags, limits and counters, placed as {@link ControlPlaces} says. */
  readonly control: SharedArrayBuffer
}

export interface RingOptions {
  /** Bytes for records: a power of two from 64 KiB to 512 MiB; 64 MiB if not given. */
  readonly bytes?: number
}

/** 32-bit elements between values that different threads write: two cache lines. */
const APART = 32

const dropsAt = 4 * APART
const payloadLimitsAt = dropsAt + RingLimits.maxTracepoints * DropCauses.length
const flagsAt = payloadLimitsAt + RingLimits.maxTracepoints
const gateGenerationsAt = flagsAt + RingLimits.maxTracepoints / 4
const gatesAt = gateGenerationsAt + RingLimits.maxTracepoints

/** Bytes of a tracepoint's gate. */
export const GATE_BYTES = RingLimits.gateBytes

/** Where things are in the control memory, as indexes of 32-bit elements. */
export const ControlPlaces = {
  /** Word position after the last record; written by the traced thread. Runs modulo 2^32. */
  write: 0,
  /** Word position after the last record read; written by the worker. Runs modulo 2^32. */
  read: APART,
  /** Changes whenever the worker turns; see the coarse clock. */
  tick: 2 * APART,
  /** Drops of all tracepoints and causes; written after the counter it sums up. */
  drops: 3 * APART,
  /** Drops since the start, by `dropSlot`; modulo 2^32. */
  dropCounts: dropsAt,
  /** By tracepoint: bytes of a payload that somebody wants. */
  payloadLimits: payloadLimitsAt,
  /** By tracepoint, a byte each: whether anybody is subscribed; see TracepointFlag. */
  flags: flagsAt,
  /** By tracepoint: changes with its gate. */
  gateGenerations: gateGenerationsAt,
  /** By tracepoint, {@link GATE_BYTES} each: the texts that are wanted. */
  gates: gatesAt,
  length: gatesAt + (RingLimits.maxTracepoints * GATE_BYTES) / 4,
} as const

/** Bytes for records that the traced thread writes. */
export function ringBytes({ data }: RingLayout): number {
  return data.byteLength - RingLimits.ownRecordBytes
}

/** Makes the memory of a ring, with every tracepoint disabled. */
export function createRing(options: RingOptions = {}): RingLayout {
  const { bytes = RingLimits.defaultBytes } = options
  const isPowerOfTwo = Number.isInteger(Math.log2(bytes))
  if (!(isPowerOfTwo && bytes >= RingLimits.minBytes && bytes <= RingLimits.maxBytes)) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `A ring of ${bytes} bytes: its size must be a power of two from ${RingLimits.minBytes} to ${RingLimits.maxBytes}`,
    )
  }
  return {
    data: new SharedArrayBuffer(bytes + RingLimits.ownRecordBytes),
    control: new SharedArrayBuffer(ControlPlaces.length * 4),
  }
}
