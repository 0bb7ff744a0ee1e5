import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process that reads and forgets: what a socket leads to. */
export interface Sink extends AsyncDisposable {
  /** Of a socket. */
  readonly path: string
  /** Where a ZeroMQ subscriber is bound; null where the package is not installed. */
  readonly zeromq: string | null
}

export function startSink(directory: string): Promise<Sink> {
  const child = fork(fileURLToPath(new URL('./sink-process.js', import.meta.url)), [directory])
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the sink ended with code ${code}`)))
    child.once('message', (message: { path: string; zeromq: string | null }) =>
      resolve({
        ...message,
        [Symbol.asyncDispose]: () =>
          new Promise(done => {
            child.once('exit', () => done())
            child.kill('SIGKILL')
          }),
      }),
    )
  })
}
