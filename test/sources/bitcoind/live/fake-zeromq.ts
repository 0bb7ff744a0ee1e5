/** The package zeromq as far as the bridge uses it, without sockets: what is published arrives. */
export class FakeZeromq {
  readonly #subscribers = new Set<FakeSubscriber>()
  readonly module: typeof import('zeromq')

  constructor() {
    const all = this.#subscribers
    class Subscriber extends FakeSubscriber {
      constructor() {
        super()
        all.add(this)
      }
    }
    // The bridge uses nothing else of the package.
    this.module = { Subscriber } as unknown as typeof import('zeromq')
  }

  publish(topic: string, body: Uint8Array, counter: number): void {
    const third = Buffer.alloc(4)
    third.writeUInt32LE(counter)
    for (const it of this.#subscribers) it.take([Buffer.from(topic), Buffer.from(body), third])
  }
}

class FakeSubscriber implements AsyncIterable<Buffer[]> {
  closed = false
  readonly #topics = new Set<string>()
  readonly #waiting: Buffer[][] = []
  readonly #listeners = new Map<string, () => void>()
  #wake: (() => void) | null = null

  readonly events = {
    on: (name: string, listener: () => void): void => void this.#listeners.set(name, listener),
  }

  subscribe(topic: string): void {
    this.#topics.add(topic)
  }

  connect(): void {
    this.#listeners.get('handshake')?.()
  }

  close(): void {
    this.closed = true
    this.#wake?.()
  }

  take(message: Buffer[]): void {
    if (!this.#topics.has(String(message[0]))) return
    this.#waiting.push(message)
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer[]> {
    while (!this.closed) {
      const next = this.#waiting.shift()
      if (next !== undefined) yield next
      else {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      }
    }
  }
}
