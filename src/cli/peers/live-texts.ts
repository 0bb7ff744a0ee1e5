import type { Batch } from '../../client/index.js'
import { isNodetapError } from '../../errors/index.js'
import type { EventStream } from '../event-stream/index.js'
import { describePayload } from '../trace/describe-payload.js'
import { PeersLimits } from './limits.js'
import type { HistoryEntry } from './peer.js'
import type { MessageTexts } from './peer-panel.js'

/** Opens the messages of one peer with their payloads, until the signal fires. */
export type OpenMessages = (
  peerId: number,
  signal: AbortSignal,
) => Promise<Pick<EventStream, 'batches'> & AsyncDisposable>

/**
 * Fetches what the messages of one peer say, and only while somebody looks: the node sends
 * this peer's payloads from the moment a panel is opened until it is closed.
 */
export class LiveTexts implements MessageTexts, AsyncDisposable {
  readonly #open: OpenMessages
  #known: HistoryEntry[] = []
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
    this.#known = []
    this.#problem = ''
    if (peerId === null) return
    const watch = { peerId, ending: new AbortController() }
    this.#watch = watch
    const before = this.#running
    this.#running = before.then(() => this.#follow(watch.peerId, watch.ending.signal))
  }

  /**
   * A node of nodetap's numbers an event alike for all its subscribers. One with upstream's
   * prototype numbers nothing; there it is the time, type and size that tell a message.
   */
  text({ sequence, timestampUs, inbound, messageType, size }: HistoryEntry): string | undefined {
    const alike = this.#known.filter(
      it =>
        it.timestampUs === timestampUs &&
        it.inbound === inbound &&
        it.messageType === messageType &&
        it.size === size,
    )
    return (alike.find(it => it.sequence === sequence) ?? alike[0])?.text ?? undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.watch(null)
    await this.#running
  }

  async #follow(peerId: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    try {
      await using messages = await this.#open(peerId, signal)
      for await (const batch of messages.batches) {
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
        const messageType = columns.messageType.get(i)
        const size = columns.size[i] ?? 0
        this.#known.push({
          sequence: columns.sequenceAt(i),
          timestampUs: columns.timestampUsAt(i),
          inbound: tracepoint === 'net:inbound_message',
          messageType,
          size,
          text: describePayload(messageType, columns.payload.get(i), size),
        })
      }
    }
    this.#known = this.#known.slice(-2 * PeersLimits.maxMessagesPerPeer)
  }
}

/** Where the stream's own payloads are put in words, or none are wanted. */
export const NO_TEXTS: MessageTexts = {
  watch: () => {},
  text: () => undefined,
  problem: '',
}
