import { styleText } from 'node:util'
import type { Terminal } from './screen/terminal.js'

/** Everything a command touches outside itself, handed in so that tests can stand in for it. */
export interface CliContext {
  readonly stdout: Output
  readonly stderr: Output
  /**
   * Fires on Ctrl-C and SIGTERM, when the terminal is closed, and when nobody reads standard output
   * any more.
   */
  readonly signal: AbortSignal
  /** What full-screen views draw on; null where there is no such terminal. */
  readonly terminal: Terminal | null
}

/** Where a command writes. */
export interface Output {
  readonly isTerminal: boolean
  /** Whether what has been written can be written over: no file, no pipe, no dumb terminal. */
  readonly hasCursor: boolean
  /** Columns and rows of the terminal; where it is none, COLUMNS and LINES, or 80 and 24. */
  readonly columns: number
  readonly rows: number
  readonly hasColor: boolean
  /** Resolves when more may be written. */
  write(text: string): Promise<void>
}

type Style = Parameters<typeof styleText>[0]

/** `text` in a style, where the output shows colours. */
export function styled(output: Output, style: Style, text: string): string {
  // Only whether there are colours is decided here; the terminal is not asked again.
  return output.hasColor ? styleText(style, text, { validateStream: false }) : text
}
