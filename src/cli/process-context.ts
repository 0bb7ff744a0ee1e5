import { isatty, type WriteStream } from 'node:tty'
import { fileFailed, type NodetapError } from '../errors/index.js'
import { type CliContext, type Output, styled } from './context.js'
import { ExitCode } from './exit-codes.js'
import { processTerminal } from './screen/index.js'

/**
 * What ends a command in order. A terminal that is closed is one of them, as a node of an old
 * version must not be left without a word; but not where none of the streams is a terminal: who
 * was started with nohup shall stay.
 */
const SIGNALS: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  ...([0, 1, 2].some(isatty) ? (['SIGHUP'] as const) : []),
]

/**
 * Signals that follow so closely are one: `timeout` and `npx` pass on what the whole process group
 * gets as well, and work such as a recording is still to be ended in order.
 */
const SAME_SIGNAL_MS = 500

export interface ProcessContext extends CliContext {
  /** Why what was printed could not be written, if so; it may also become known later. */
  readonly outputFailure: NodetapError | null
  /** Takes the listeners for signals away again. */
  dispose(): void
}

/**
 * The context of a real process. Where standard output cannot be written, it fires the signal,
 * says why on standard error, and sets the process's exit code to 1.
 */
export function processContext(): ProcessContext {
  const abort = new AbortController()
  let outputFailure: NodetapError | null = null
  let hasSignalled = false
  const onSignal = (): void => {
    if (hasSignalled) return
    hasSignalled = true
    // A second Ctrl-C ends the process at once.
    setTimeout(leave, SAME_SIGNAL_MS).unref()
    abort.abort()
  }
  const leave = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  const stdout = outputOf(process.stdout)
  const stderr = outputOf(process.stderr)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    abort.abort()
    // A reader such as `head` that has enough closes the pipe: there is nothing left to do.
    if (error.code === 'EPIPE' || outputFailure !== null) return
    outputFailure = fileFailed('cannot be written', 'Standard output', error)
    process.exitCode = ExitCode.Failed
    void stderr.write(`${styled(stderr, 'red', 'nodetap:')} ${outputFailure.message}\n`)
  })
  // Where nobody can be told, the work itself goes on.
  process.stderr.on('error', () => {})
  return {
    stdout,
    stderr,
    signal: abort.signal,
    terminal: processTerminal(stdout),
    get outputFailure() {
      return outputFailure
    },
    dispose: leave,
  }
}

function outputOf(stream: WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    hasCursor: stream.isTTY === true && process.env['TERM'] !== 'dumb',
    get columns() {
      return stream.columns || sizeFrom('COLUMNS', 80)
    },
    get rows() {
      return stream.rows || sizeFrom('LINES', 24)
    },
    hasColor: hasColor(stream),
    write: text =>
      new Promise(resolve => {
        if (stream.writableEnded || stream.destroyed) resolve()
        else if (stream.write(text)) resolve()
        else {
          const done = (): void => {
            stream.off('drain', done)
            stream.off('error', done)
            stream.off('close', done)
            resolve()
          }
          stream.on('drain', done)
          stream.on('error', done)
          stream.on('close', done)
        }
      }),
  }
}

/** A size that the environment gives, as POSIX has it. */
function sizeFrom(variable: 'COLUMNS' | 'LINES', otherwise: number): number {
  const size = Number(process.env[variable])
  return Number.isSafeInteger(size) && size > 0 ? size : otherwise
}

/** https://no-color.org and https://force-color.org, then the terminal. */
function hasColor(stream: WriteStream): boolean {
  const { env } = process
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '')
    return env['FORCE_COLOR'] !== '0'
  return stream.isTTY === true && stream.hasColors()
}
