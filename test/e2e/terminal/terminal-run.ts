import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Emulator } from '../../cli/screen/emulator.js'
import { temporaryDirectory, until } from '../support.js'

const cliMain = fileURLToPath(new URL('../../../src/cli/main.js', import.meta.url))

/** Ends each drawing of a full screen. */
const END_OF_FRAME = '\x1b[?2026l'

/** Why there are no pseudo-terminals here; false where there are. */
export const noTerminals: string | false =
  process.platform !== 'linux'
    ? 'pseudo-terminals are made with the script of util-linux'
    : spawnSync('script', ['--version']).status !== 0 && 'util-linux has no script here'

export interface TerminalOptions {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Record<string, string>
}

/** The command line in a real pseudo-terminal, and what that shows. */
export class TerminalRun {
  /** What is on the screen now. */
  readonly screen: Emulator
  /** What each drawing wrote. */
  readonly frames: string[] = []
  /** Everything that was written. */
  output = ''
  /** The exit code. */
  readonly done: Promise<number | null>
  readonly #child: ChildProcess
  readonly #files: string
  #shown: Promise<void> = Promise.resolve()
  #rest = ''

  constructor(t: TestContext, args: readonly string[], options: TerminalOptions = {}) {
    const { columns = 100, rows = 24, env = {} } = options
    this.screen = new Emulator(columns, rows)
    this.#files = temporaryDirectory(t)
    const quoted = [process.execPath, cliMain, ...args].map(
      it => `'${it.replaceAll("'", "'\\''")}'`,
    )
    const command = [
      `tty > ${this.#files}/tty`,
      `stty cols ${columns} rows ${rows}`,
      `echo $$ > ${this.#files}/pid`,
      `exec ${quoted.join(' ')}`,
    ].join(' && ')
    this.#child = spawn('script', ['-qefc', command, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm-256color', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    t.after(() => this.#child.kill('SIGKILL'))
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#take(text))
    this.done = new Promise(resolve => {
      this.#child.once('close', code => {
        void this.#shown.then(() => resolve(code))
      })
    })
  }

  /** Presses keys. */
  type(text: string): void {
    this.#child.stdin?.write(text)
  }

  /** Changes the size of the terminal, as its window would. */
  resize(columns: number, rows: number): void {
    this.screen.resize(columns, rows)
    const tty = readFileSync(join(this.#files, 'tty'), 'utf8').trim()
    execFileSync('stty', ['-F', tty, 'cols', String(columns), 'rows', String(rows)])
  }

  /** Sends the command itself a signal. */
  kill(signal: NodeJS.Signals): void {
    process.kill(Number(readFileSync(join(this.#files, 'pid'), 'utf8')), signal)
  }

  /** Closes the terminal, as who closes its window does. */
  hangUp(): void {
    this.#child.kill('SIGKILL')
  }

  /** Waits until the screen shows something. */
  async shows(pattern: RegExp): Promise<void> {
    try {
      await until(`the screen shows ${pattern}`, () => pattern.test(this.screen.text))
    } catch (error) {
      assert.fail(
        `${error instanceof Error ? error.message : error}; it shows:\n${this.screen.text}`,
      )
    }
  }

  /** What the terminal's line discipline is set to, such as `-icanon -echo`. */
  modes(): string {
    const tty = readFileSync(join(this.#files, 'tty'), 'utf8').trim()
    return existsSync(tty) ? execFileSync('stty', ['-F', tty, '-a'], { encoding: 'utf8' }) : ''
  }

  #take(text: string): void {
    this.output += text
    const parts = (this.#rest + text).split(END_OF_FRAME)
    this.#rest = parts.pop() ?? ''
    this.frames.push(...parts)
    this.#shown = this.#shown.then(() => this.screen.write(text))
  }
}
