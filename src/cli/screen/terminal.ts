/** The terminal that a full-screen view is drawn on: a seam, so that tests can play it. */
export interface Terminal {
  readonly columns: number
  readonly rows: number
  readonly hasColor: boolean
  /** Resolves when more may be written. */
  write(text: string): Promise<void>
  /**
   * Takes the terminal over: `enter` is written, and keys come as they are pressed, without
   * echo. `leave` is written when it is given back, by calling what this returns, and also if
   * the process ends before that in whatever way it can still act on.
   */
  takeOver(modes: TerminalModes, events: TerminalEvents): () => void
}

/** What to write when a terminal is taken over and given back. */
export interface TerminalModes {
  readonly enter: string
  readonly leave: string
}

export interface TerminalEvents {
  /** What was typed, as the terminal sends it. */
  input(text: string): void
  /** The size has changed, or the screen must be drawn anew. */
  redraw(): void
}
