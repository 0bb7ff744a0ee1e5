/** Why an event never reached the worker; the names are those of LossCause in the schema. */
export const DropCauses = ['ringFull', 'tooLarge', 'fault', 'missed'] as const

export type DropCause = (typeof DropCauses)[number]

/** A cause's place in {@link DropCauses}. */
export const DropCauseIndex = {
  /** The worker drained the ring more slowly than the node fired. */
  RingFull: 0,
  /** A record larger than the ring takes. */
  TooLarge: 1,
  /** Arguments that are not the tracepoint's. */
  Fault: 2,
  /** The source did not see them itself. */
  Missed: 3,
} as const

/** The drop counter of a tracepoint and cause. */
export function dropSlot(id: number, cause: number): number {
  return id * DropCauses.length + cause
}
