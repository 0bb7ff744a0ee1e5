import type { WriteStream } from 'node:tty'
import type { CliContext, Output } from './context.js'
import { processTerminal } from './screen/index.js'

/** The context of a real process. `dispose` takes its listeners away again. */
export function processContext(): CliContext & { dispose(): void } {
  const abort = new AbortController()
  const onSignal = (): void => {
    // A second Ctrl-C ends the process at once.
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    abort.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  // A reader such as `head` that has enough closes the pipe: there is nothing left to do.
  process.stdout.on('error', () => abort.abort())
  const stdout = outputOf(process.stdout)
  return {
    stdout,
    stderr: outputOf(process.stderr),
    signal: abort.signal,
    terminal: processTerminal(stdout),
    dispose: () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}

function outputOf(stream: WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
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
