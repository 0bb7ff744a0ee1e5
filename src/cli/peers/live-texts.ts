import type { Batch } from '../../client/index.js'
import { isNodetapError } from '../../errors/index.js'
import { describePayload } from '../trace/describe-payload.js'
import { PeersLimits } from './limits.js'
import type { MessageTexts } from './peer-panel.js'

/** Opens the messages of one peer with their payloads, until the signal fires. */
export type OpenMessages = (
  peerId: number,
  signal: AbortSignal,
) => Promise<AsyncIterable<Batch> & AsyncDisposable>

/**
 * Fetches what the messages of one peer say, and only while somebody looks: the node sends
 * this peer's payloads from the moment a panel is opened until it is closed.
 */
export class LiveTexts implements MessageTexts, AsyncDisposable {
  readonly #open: OpenMessages
  readonly #texts = new Map<number, string>()
  #watch: { readonly peerId: number; readonly ending: AbortController } | null = null
  #running: Promise<void> = Promise.resolve()
  #problem = ''

  constructor(open: OpenMessages) {
    this.#open = open
  }

  get problem(): string {
    return this.#problem
  }

  watch(peerId: number | null): void {
    if (this.#watch?.peerId === peerId) return
    this.#watch?.ending.abort()
    this.#watch = null
    this.#texts.clear()
    this.#problem = ''
    if (peerId === null) return
    const watch = { peerId, ending: new AbortController() }
    this.#watch = watch
    const before = this.#running
    this.#running = before.then(() => this.#follow(watch.peerId, watch.ending.signal))
  }

  text(sequence: number): string | undefined {
    return this.#texts.get(sequence)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.watch(null)
    await this.#running
  }

  async #follow(peerId: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    try {
      await using messages = await this.#open(peerId, signal)
      for await (const batch of messages) {
        if (signal.aborted) return
        this.#take(batch, peerId)
      }
    } catch (error) {
      if (signal.aborted) return
      const reason = isNodetapError(error) ? error.message : String(error)
      this.#problem = `What they say cannot be shown: ${reason}`
    }
  }

  /** Only the last messages are shown, so only these are put in words. */
  #take(batch: Batch, peerId: number): void {
    for (const tracepoint of ['net:inbound_message', 'net:outbound_message'] as const) {
      const columns = batch.columns(tracepoint)
      const rows: number[] = []
      for (let i = columns.count - 1; i >= 0 && rows.length < PeersLimits.maxMessagesPerPeer; i--) {
        if (columns.peerId[i] === peerId) rows.unshift(i)
      }
      for (const i of rows) {
        const { messageType, payload, size } = columns
        const said = describePayload(messageType.get(i), payload.get(i), size[i] ?? 0)
        this.#texts.set(columns.sequenceAt(i), said)
      }
    }
    // The oldest were put in first.
    for (const sequence of this.#texts.keys()) {
      if (this.#texts.size <= 2 * PeersLimits.maxMessagesPerPeer) break
      this.#texts.delete(sequence)
    }
  }
}

/** Where the stream's own payloads are put in words, or none are wanted. */
export const NO_TEXTS: MessageTexts = {
  watch: () => {},
  text: () => undefined,
  problem: '',
}
