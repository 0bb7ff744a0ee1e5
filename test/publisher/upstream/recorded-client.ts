import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import { echo, rpc, tracing } from '../../../src/schema/index.js'
import type { RecordedMessage, Transcript } from '../../client/upstream/transcript.js'
import { type WireMessage, wireMessages, withNumbers } from '../../client/upstream/wire-message.js'

const THREAD_MAP = 'ee5e37179ad9dc9d@0'
const MESSAGES = 'f0b29fe3375f901a@1'
const CALLBACK_DESTROY = 'f0b29fe3375f901a@0'
const TRACE = 'e14a905e34fcaa38@1'
const HANDLER_DESTROY = 'ea08728d34263f55@0'

/** A row as the client reads it. */
export interface Row {
  readonly timestampUs: number
  readonly inbound: boolean
  readonly peerId: number
  readonly peerAddr: string
  readonly connType: string
  readonly msgType: string
  readonly msgSize: number
  readonly payload: string
  readonly payloadSlot: number
}

/**
 * Plays the client of a transcript to a node: its bytes as they were, but for the numbers that
 * the node chose. It says the next thing when it has heard what the recorded client had heard
 * by then, and checks the meaning of every answer against the recorded one.
 */
export class RecordedClient {
  readonly rows: Row[] = []
  /** Calls of the node's, by method, in order. */
  readonly heard: string[] = []
  readonly #socket: Socket
  readonly #transcript: Transcript
  readonly #pieceBytes: number
  /** The node's answers to the recorded calls, by the places of these. */
  readonly #answers = new Map<number, WireMessage>()
  /** Calls sent, by their numbers: the places of what was recorded. */
  readonly #asked = new Map<number, number>()
  /** References that the node has to each of the client's objects. */
  readonly #heldByNode = new Map<number, number>()
  /** Places of the node's recorded answers, by the place of the call. */
  readonly #recordedAnswers: ReadonlyMap<number, number>
  /** Of the answers of the client's, told by what they answer. */
  readonly #templates: ReadonlyMap<string, RecordedMessage>
  #wake: () => void = () => {}
  #failure: Error | null = null

  private constructor(socket: Socket, transcript: Transcript, pieceBytes: number) {
    this.#socket = socket
    this.#transcript = transcript
    this.#pieceBytes = pieceBytes
    this.#recordedAnswers = answersByCall(transcript, 'client')
    this.#templates = templatesOf(transcript)
    socket.once('close', () => {
      this.#failure ??= new Error('the node has closed the connection')
      this.#wake()
    })
    const splitter = wireMessages(message => this.#hear(message))
    socket.on('data', bytes => {
      try {
        splitter.push(bytes)
      } catch (error) {
        this.#failure = error instanceof Error ? error : new Error(String(error))
      }
      this.#wake()
    })
  }

  static async connect(
    path: string,
    transcript: Transcript,
    pieceBytes: number,
  ): Promise<RecordedClient> {
    const socket = createConnection(path)
    await once(socket, 'connect')
    return new RecordedClient(socket, transcript, pieceBytes)
  }

  /** Says everything up to the call that ends the tracing; the node then sends events. */
  async start(): Promise<void> {
    await this.#say(0, this.#placeOf(HANDLER_DESTROY))
  }

  /** Waits for so many rows, then says the rest. */
  async finish(rows: number): Promise<void> {
    await this.#until(() => this.rows.length >= rows)
    await this.#say(this.#placeOf(HANDLER_DESTROY), this.#transcript.messages.length)
    // The last call has an answer, too.
    await this.#until(() => this.#asked.size === 0)
    await this.#until(() => this.#heldByNode.size === 1)
  }

  /** What the node has of the client's objects, by the client's numbers. */
  get heldByNode(): readonly (readonly [number, number])[] {
    return [...this.#heldByNode]
  }

  close(): void {
    this.#socket.end()
  }

  #placeOf(method: string): number {
    return this.#transcript.messages.findIndex(it => it.method === method)
  }

  async #say(from: number, to: number): Promise<void> {
    const { messages } = this.#transcript
    for (let place = from; place < to; place++) {
      const message = messages[place]
      if (message === undefined) break
      if (message.from === 'node') {
        // What the recorded client had heard of its own calls, this one has heard as well.
        const call = [...this.#recordedAnswers].find(([, answer]) => answer === place)?.[0]
        if (call !== undefined && call >= from) await this.#until(() => this.#answers.has(call))
      } else if (message.kind !== 'return') this.#sayOne(message, place)
    }
  }

  #sayOne(message: RecordedMessage, place: number): void {
    if (message.kind === 'release' && this.#originOf(message.id, place) === null) return
    if (message.kind === 'call' || message.kind === 'bootstrap') this.#asked.set(message.id, place)
    this.#give(message)
    const numberOf = (id: number): number => {
      const origin = this.#originOf(id, place)
      assert.ok(origin, `the recorded client names ${id}`)
      const said = this.#answers.get(origin.call)?.capabilities[origin.index]
      assert.equal(said?.kind, 'senderHosted')
      return said?.id ?? -1
    }
    this.#write(
      withNumbers(message, {
        ...(message.kind === 'release' ? { id: numberOf(message.id) } : {}),
        ...(message.target < 0 ? {} : { target: numberOf(message.target) }),
        receiverHosted: numberOf,
      }),
    )
  }

  /** The answer in which the recorded node gave the object that was `id` at `place`. */
  #originOf(id: number, place: number): { call: number; index: number } | null {
    for (const [call, answer] of [...this.#recordedAnswers].reverse()) {
      if (answer >= place) continue
      const index = this.#transcript.messages[answer]?.capabilities.findIndex(
        it => it.kind === 'senderHosted' && it.id === id,
      )
      if (index !== undefined && index >= 0) return { call, index }
    }
    return null
  }

  #hear(message: WireMessage): void {
    assert.notEqual(message.kind, 'abort', 'the node found fault with what the client had said')
    if (message.kind === 'return') this.#hearAnswer(message)
    else if (message.kind === 'call') this.#hearCall(message)
    else if (message.kind === 'release') this.#release(message.id, message.count)
  }

  #hearAnswer(message: WireMessage): void {
    const place = this.#asked.get(message.id)
    assert.ok(place !== undefined, `an answer to question ${message.id}`)
    this.#asked.delete(message.id)
    const recorded = this.#transcript.messages[this.#recordedAnswers.get(place) ?? -1]
    if (recorded !== undefined) assert.deepEqual(meaningOf(message), meaningOf(recorded))
    if (message.releaseParamCaps) {
      for (const { kind, id } of this.#transcript.messages[place]?.capabilities ?? []) {
        if (kind === 'senderHosted') this.#release(id, 1)
      }
    }
    this.#answers.set(place, message)
  }

  #hearCall(message: WireMessage): void {
    this.heard.push(message.method)
    // The client's objects have the client's numbers.
    const recorded = this.#transcript.messages.find(
      it => it.from === 'node' && it.method === message.method,
    )
    assert.equal(message.target, recorded?.target, message.method)
    if (message.method !== THREAD_MAP) this.#checkContext(message)
    if (message.method === MESSAGES) this.rows.push(...rowsOf(message))
    const template = this.#templates.get(message.method)
    assert.ok(template, `the recorded client answers ${message.method}`)
    this.#give(template)
    this.#write(withNumbers(template, { id: message.id }))
    // As the recorded one, the client gives back the node's thread of each call.
    for (const { kind, id } of message.capabilities) {
      if (kind === 'senderHosted') this.#write(releaseOf(id))
    }
  }

  /** Callbacks run on the thread that the client made for the node, and name one of the node's. */
  #checkContext({ capabilities, method }: WireMessage): void {
    assert.equal(capabilities.length, 2, method)
    const [thread, callbackThread] = capabilities
    assert.match(thread?.kind ?? '', /^receiver(Hosted|Answer)$/)
    assert.equal(callbackThread?.kind, 'senderHosted')
  }

  #give({ capabilities }: WireMessage): void {
    for (const { kind, id } of capabilities) {
      if (kind === 'senderHosted') this.#heldByNode.set(id, (this.#heldByNode.get(id) ?? 0) + 1)
    }
  }

  #release(id: number, count: number): void {
    const held = (this.#heldByNode.get(id) ?? 0) - count
    assert.ok(held >= 0, `the node lets go of ${id} more often than it had it`)
    if (held === 0) this.#heldByNode.delete(id)
    else this.#heldByNode.set(id, held)
  }

  #write(frame: Uint8Array): void {
    for (let at = 0; at < frame.length; at += this.#pieceBytes) {
      this.#socket.write(frame.subarray(at, at + this.#pieceBytes))
    }
  }

  async #until(condition: () => boolean): Promise<void> {
    while (this.#failure === null && !condition()) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    if (this.#failure !== null) throw this.#failure
  }
}

/** What an answer says, whatever the numbers in it. */
function meaningOf(message: WireMessage): unknown {
  return {
    outcome: message.outcome,
    objects: message.capabilities.map(({ kind }) => kind),
    text: message.outcome === 'results' ? textOf(message) : null,
  }
}

/** The text in an answer without objects: Echo's; null in those that have none. */
function textOf({ frame, capabilities }: WireMessage): string | null {
  if (capabilities.length > 0) return null
  const { results } = new MessageReader(frame).root(rpc.Message).return
  const { message, segment } = results
  const at = results.pointerAt(results.contentPointer)
  const { Results } = echo.Echo.methods.echo
  const answer = message.structAt(Results, segment, at, message.maxDepth)
  return answer.hasResult() ? answer.result : null
}

function rowsOf({ frame }: WireMessage): Row[] {
  const { params } = new MessageReader(frame).root(rpc.Message).call
  const { message, segment } = params
  const at = params.pointerAt(params.contentPointer)
  const { Params } = tracing.NetMessageTrace.methods.messages
  const { messages, dropped } = message.structAt(Params, segment, at, message.maxDepth)
  assert.equal(dropped, 0)
  return [...messages].map(row => ({
    timestampUs: row.timestampUs,
    inbound: row.inbound,
    peerId: row.peerId,
    peerAddr: row.peerAddr,
    connType: row.connType,
    msgType: row.msgType,
    msgSize: row.msgSize,
    payload: Buffer.from(row.payload).toString('hex'),
    payloadSlot: row.payloadSlot,
  }))
}

function releaseOf(id: number): Uint8Array {
  const builder = new MessageBuilder()
  const release = builder.initRoot(rpc.Message).initRelease()
  release.id = id
  release.referenceCount = 1
  return builder.toFrame()
}

/** By the place of each call of `from`: the place of its answer. */
function answersByCall(
  { messages }: Transcript,
  from: RecordedMessage['from'],
): ReadonlyMap<number, number> {
  const asked = new Map<number, number>()
  const answers = new Map<number, number>()
  messages.forEach((message, place) => {
    const isCall = message.kind === 'call' || message.kind === 'bootstrap'
    if (message.from === from && isCall) asked.set(message.id, place)
    const call = asked.get(message.id)
    if (message.from !== from && message.kind === 'return' && call !== undefined) {
      answers.set(call, place)
    }
  })
  return answers
}

/** The first answer of the recorded client's to each method that the node called. */
function templatesOf(transcript: Transcript): ReadonlyMap<string, RecordedMessage> {
  const templates = new Map<string, RecordedMessage>()
  for (const [call, answer] of answersByCall(transcript, 'node')) {
    const method = transcript.messages[call]?.method ?? ''
    const message = transcript.messages[answer]
    if (message !== undefined && !templates.has(method)) templates.set(method, message)
  }
  for (const method of [THREAD_MAP, MESSAGES, CALLBACK_DESTROY]) assert.ok(templates.has(method))
  assert.ok(transcript.messages.some(it => it.method === TRACE))
  return templates
}
