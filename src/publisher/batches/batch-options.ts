/** When a batch is full, and how much of payloads it keeps. */
export interface BatchOptions {
  /** Bytes of each payload to keep; 4294967295 or Infinity: all of them. */
  readonly payloadBytes: number
  /** Events after which a batch takes no more. */
  readonly maxBatchEvents: number
  /** Encoded bytes after which a batch takes no more; a larger event goes alone. */
  readonly maxBatchBytes: number
}
