import assert from 'node:assert/strict'
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Answer, Command } from './publisher-process.js'

/** How long anything here may take before it counts as failed, in milliseconds. */
export const DEADLINE_MS = 30_000

/** A private directory that goes with the test, for sockets. */
export function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'nodetap-test-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Waits until `condition` gives something else than false, null or undefined. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + DEADLINE_MS
  for (;;) {
    const value = await condition()
    if (value !== false && value !== null && value !== undefined) return value
    assert.ok(Date.now() < deadline, `waited in vain until ${what}`)
    await sleep(5)
  }
}

/** A publisher in a process of its own, told what to fire. */
export class PublisherProcess {
  readonly path: string
  readonly child: ChildProcess

  private constructor(path: string, child: ChildProcess) {
    this.path = path
    this.child = child
  }

  static async start(t: TestContext, path: string, ringBytes?: number): Promise<PublisherProcess> {
    const child = fork(fileURLToPath(new URL('./publisher-process.js', import.meta.url)), [
      path,
      String(ringBytes ?? ''),
    ])
    t.after(() => child.kill('SIGKILL'))
    const publisher = new PublisherProcess(path, child)
    await publisher.#answer()
    return publisher
  }

  /** Sends a command and waits for its answer. One at a time. */
  async ask(command: Command): Promise<Answer> {
    const answer = this.#answer()
    this.child.send(command)
    return answer
  }

  #answer(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const exited = (): void => reject(new Error('the publisher process has ended'))
      this.child.once('exit', exited)
      this.child.once('message', message => {
        this.child.off('exit', exited)
        resolve(message as Answer)
      })
    })
  }
}

/** A finished run of the command line. */
export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The command line's own file. */
export const cliMain = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

/** The command line in a process of its own. */
export function startCli(
  t: TestContext,
  args: readonly string[],
  env: Record<string, string> = {},
): { child: ChildProcess; lines: string[]; stderr(): string; done: Promise<CliRun> } {
  const child = spawn(process.execPath, [cliMain, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  const lines: string[] = []
  let stdout = ''
  let rest = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const done = new Promise<CliRun>(resolve => {
    child.once('close', code => resolve({ code, stdout, stderr }))
  })
  return { child, lines, stderr: () => stderr, done }
}

export function runCli(
  t: TestContext,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CliRun> {
  return startCli(t, args, env).done
}
