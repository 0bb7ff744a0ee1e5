/** Exit codes of every command. */
export const ExitCode = {
  /** What was asked for happened, also if Ctrl-C ended it. */
  Done: 0,
  /** It could not be done: no node, the connection was lost, a fault. */
  Failed: 1,
  /** The command line makes no sense: an unknown option, tracepoint or value. */
  Usage: 2,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
