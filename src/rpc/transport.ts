/** What a connection needs of the bytes below it. Tests implement it without a socket. */
export interface Transport {
  /** Begins to hand frames to `handler`. Called once. */
  start(handler: TransportHandler): void
  /**
   * Queues one frame, given in pieces that must not change until `onSent` is called: when the
   * system has taken them, or when they will not be sent any more. Must not throw.
   */
  send(pieces: readonly Uint8Array[], onSent?: () => void): void
  /**
   * Queues one frame that nobody waits for: it goes with the next frames, or within
   * milliseconds. If not there, such frames are sent like all others.
   */
  sendLater?(pieces: readonly Uint8Array[]): void
  /** Bytes queued and not yet taken by the system. */
  readonly unsentBytes: number
  /** Stops and resumes reading. */
  pause(): void
  resume(): void
  /** Sends what is queued, then closes. */
  end(): void
  /** Closes at once. */
  destroy(): void
}

export interface TransportHandler {
  /** A whole frame, exclusively the handler's. Must not throw. */
  frame(frame: Uint8Array): void
  /** What came is no frame, or one beyond a limit. Nothing that follows makes sense. */
  broken(error: Error): void
  /** Everything queued has been taken by the system. */
  drained(): void
  /** Nothing more will come; once. `error` is set if it did not end in order. */
  closed(error: Error | null): void
}
