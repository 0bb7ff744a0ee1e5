import { writeSync } from 'node:fs'
import type { ReadStream, WriteStream } from 'node:tty'
import type { Output } from '../context.js'
import type { Terminal, TerminalEvents, TerminalModes } from './terminal.js'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The terminal of this process; null where standard output is none that can be drawn on. */
export function processTerminal(output: Output): Terminal | null {
  const { stdout, stdin } = process
  if (!output.hasCursor) return null
  return {
    get columns() {
      return stdout.columns || 80
    },
    get rows() {
      return stdout.rows || 24
    },
    hasColor: output.hasColor,
    write: text => output.write(text),
    takeOver: (modes, events) => takeOver(stdout, stdin, modes, events),
  }
}

function takeOver(
  stdout: WriteStream,
  stdin: ReadStream,
  { enter, leave }: TerminalModes,
  events: TerminalEvents,
): () => void {
  const hasKeys = stdin.isTTY === true
  let given = false
  const giveBack = (write: (text: string) => unknown): void => {
    if (given) return
    given = true
    for (const signal of SIGNALS) process.off(signal, onSignal)
    process.off('exit', onExit)
    process.off('SIGCONT', onContinue)
    stdout.off('resize', events.redraw)
    if (hasKeys) {
      stdin.off('data', events.input)
      stdin.setRawMode(false)
      stdin.pause()
    }
    write(leave)
  }
  const onExit = (): void => giveBack(writeAtOnce)
  let signals = 0
  const onSignal = (signal: NodeJS.Signals): void => {
    // The first one ends the command in order. Whoever sends another does not want to wait.
    if (++signals === 1) return
    giveBack(writeAtOnce)
    process.kill(process.pid, signal)
  }
  // After a stop by a signal the shell has changed the terminal's modes.
  const onContinue = (): void => {
    if (hasKeys) {
      stdin.setRawMode(false)
      stdin.setRawMode(true)
    }
    events.redraw()
  }
  process.on('exit', onExit)
  for (const signal of SIGNALS) process.on(signal, onSignal)
  process.on('SIGCONT', onContinue)
  stdout.on('resize', events.redraw)
  if (hasKeys) {
    stdin.setEncoding('utf8')
    stdin.setRawMode(true)
    stdin.on('data', events.input)
    // A terminal that is closed cannot be read; a signal tells of it.
    stdin.on('error', () => {})
    stdin.resume()
  }
  stdout.write(enter)
  // Behind what is still to be written, which is not always done at once.
  return () => giveBack(text => stdout.write(text))
}

/** While the process ends nothing else is written any more. */
function writeAtOnce(text: string): void {
  try {
    writeSync(process.stdout.fd, text)
  } catch {
    // The terminal is gone: there is nothing to restore.
  }
}
