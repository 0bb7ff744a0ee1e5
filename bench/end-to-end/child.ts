import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of a bench that is asked and answers, one thing at a time. */
export class Child<Question extends object, Answer> implements AsyncDisposable {
  readonly process: ChildProcess
  /** What the process said when it was ready. */
  greeting: unknown = null

  private constructor(child: ChildProcess) {
    this.process = child
  }

  /** Resolves when the process says that it is ready. */
  static async start<Question extends object, Answer>(
    program: string,
    settings: object,
  ): Promise<Child<Question, Answer>> {
    const file = fileURLToPath(new URL(`./${program}.js`, import.meta.url))
    const child = new Child<Question, Answer>(fork(file, [JSON.stringify(settings)]))
    child.greeting = await child.#message()
    return child
  }

  async ask(question: Question): Promise<Answer> {
    const answer = this.#message()
    this.process.send(question)
    return (await answer) as Answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const gone = once(this.process, 'exit')
    this.process.kill('SIGKILL')
    await gone
  }

  async #message(): Promise<unknown> {
    const abort = new AbortController()
    try {
      return await Promise.race([
        once(this.process, 'message', { signal: abort.signal }).then(([message]) => message),
        once(this.process, 'exit', { signal: abort.signal }).then(([code, signal]) => {
          throw new Error(`a process of the bench ended with ${signal ?? code}`)
        }),
      ])
    } finally {
      abort.abort()
    }
  }
}
