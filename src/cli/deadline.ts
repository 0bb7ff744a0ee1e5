import { Deadline } from '../rpc/index.js'

/** The end of a command: Ctrl-C, or `--duration` in seconds. */
export function deadlineOf(seconds: number | undefined, signal: AbortSignal): Deadline {
  return new Deadline(signal, seconds === undefined ? undefined : seconds * 1000)
}
