import assert from 'node:assert/strict'
import { FrameSplitter, MessageBuilder, MessageReader } from '../../../src/capnp/index.js'
import type { Transport, TransportHandler } from '../../../src/rpc/index.js'
import { rpc } from '../../../src/schema/index.js'
import type { RecordedMessage, Transcript } from './transcript.js'
import { readWireMessage, type WireMessage, withNumbers } from './wire-message.js'

/** Calls of the recorded client that ours does not make: echo, and to destroy the tracing. */
const NOT_MADE = /^(8838c700ba5cba65@1|d36b89640dc94399@.|e14a905e34fcaa38@0)$/

/** Something of the recorded client's, told by the call or answer in which it sent it. */
interface Origin {
  readonly message: number
  readonly index: number
  /** The places of the messages that sent it and that the node has not released yet. */
  readonly sentIn: number[]
}

/** What a recorded message of the node's is about, in numbers that do not depend on the client. */
interface Step {
  readonly message: RecordedMessage
  /** How many of the client's calls came before. */
  readonly callsBefore: number
  /** Of a return: the place of the client's call in the transcript. */
  readonly answers: number
  /** Of a finish: it follows the client's answer. */
  readonly finishes: boolean
  /** Things of the client's that it names: what it calls or releases, what it passes back. */
  readonly origins: ReadonlyMap<number, Origin>
}

/**
 * Plays the node of a transcript to a client: its bytes as they were, but for the numbers that
 * the client chose. Each message is sent when the client has said what the recorded one had
 * said by then. The client gets the bytes in pieces of `pieceBytes`.
 */
export class RecordedNode implements Transport {
  readonly unsentBytes = 0
  /** References to each of the node's objects that the client has been given and kept. */
  readonly heldByClient = new Map<number, number>()
  /** Why the client ended the connection, if it found fault with what the node had said. */
  complaint: string | null = null
  readonly #pieceBytes: number
  readonly #steps: readonly Step[]
  readonly #calls: readonly RecordedMessage[]
  /** The client's messages that stand for recorded ones, by the place of these. */
  readonly #matched = new Map<number, WireMessage>()
  readonly #places: ReadonlyMap<WireMessage, number>
  readonly #answered = new Set<number>()
  readonly #splitter: FrameSplitter
  #handler: TransportHandler | null = null
  #next = 0
  #outgoing: Uint8Array[] = []
  #isPumping = false
  #isClosed = false

  constructor(transcript: Transcript, pieceBytes: number) {
    this.#pieceBytes = pieceBytes
    this.#places = new Map(transcript.messages.map((message, i) => [message, i]))
    this.#steps = stepsOf(transcript)
    this.#calls = transcript.messages.filter(
      it => it.from === 'client' && isRequest(it) && !NOT_MADE.test(it.method),
    )
    this.#splitter = new FrameSplitter(frame => this.#handler?.frame(frame))
  }

  /** Messages of the recording that have not been sent. */
  get left(): number {
    return this.#steps.length - this.#next
  }

  start(handler: TransportHandler): void {
    this.#handler = handler
  }

  send(pieces: readonly Uint8Array[], onSent?: () => void): void {
    const frame = new Uint8Array(Buffer.concat(pieces))
    onSent?.()
    this.#hear(readWireMessage(frame))
  }

  pause(): void {}
  resume(): void {}

  end(): void {
    this.destroy()
  }

  destroy(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    setImmediate(() => this.#handler?.closed(null))
  }

  #hear(message: WireMessage): void {
    if (message.kind === 'abort') this.complaint = readAbort(message.frame)
    if (isRequest(message)) this.#hearRequest(message)
    else if (message.kind === 'return') this.#hearReturn(message)
    else if (message.kind === 'release') this.#hold(message.id, -message.count)
    this.#play()
  }

  #hearRequest(message: WireMessage): void {
    const recorded = this.#calls.find(
      it => it.method === message.method && !this.#matched.has(this.#place(it)),
    )
    if (recorded === undefined) this.#refuse(message)
    else {
      const kinds = (it: WireMessage) => it.capabilities.map(({ kind }) => kind)
      assert.equal(kinds(message).length, kinds(recorded).length, message.method)
      this.#matched.set(this.#place(recorded), message)
    }
  }

  #hearReturn(message: WireMessage): void {
    assert.equal(message.outcome, 'results', 'the client failed to answer')
    this.#answered.add(message.id)
    // The recorded client's answer to the same call, for what both put into it.
    const call = this.#steps
      .slice(0, this.#next)
      .findLast(({ message: it }) => it.kind === 'call' && it.id === message.id)
    assert.ok(call, `an answer to question ${message.id}`)
    const recorded = answerTo(call.message, this.#places)
    if (recorded !== null) this.#matched.set(recorded, message)
  }

  /** A call that the recorded client did not make: the node has no such method. */
  #refuse(message: WireMessage): void {
    const builder = new MessageBuilder()
    const answer = builder.initRoot(rpc.Message).initReturn()
    answer.answerId = message.id
    answer.releaseParamCaps = true
    const exception = answer.initException()
    exception.type = rpc.ExceptionType.unimplemented
    exception.reason = 'Method not implemented.'
    this.#say(builder.toFrame())
  }

  /** Says all that can be said by now. */
  #play(): void {
    for (let step = this.#steps[this.#next]; step !== undefined; step = this.#steps[this.#next]) {
      const madeBefore = this.#calls.slice(0, step.callsBefore)
      if (!madeBefore.every(it => this.#matched.has(this.#place(it)))) return
      if (step.finishes && !this.#answered.has(step.message.id)) return
      if (step.finishes) this.#answered.delete(step.message.id)
      this.#next++
      for (const { kind, id } of step.message.capabilities) {
        if (kind === 'senderHosted') this.#hold(id, 1)
      }
      this.#say(this.#inTheirNumbers(step))
    }
  }

  #inTheirNumbers({ message, answers, origins }: Step): Uint8Array {
    const numberOf = (id: number): number => {
      const origin = origins.get(id)
      assert.ok(origin, `${message.kind} names ${id}`)
      const said = this.#matched.get(origin.message)?.capabilities[origin.index]
      assert.equal(said?.kind, 'senderHosted')
      return said?.id ?? -1
    }
    const question = this.#matched.get(answers)
    return withNumbers(message, {
      ...(question === undefined ? {} : { id: question.id }),
      ...(message.kind === 'release' ? { id: numberOf(message.id) } : {}),
      ...(message.target < 0 ? {} : { target: numberOf(message.target) }),
      receiverHosted: numberOf,
    })
  }

  #hold(id: number, references: number): void {
    const held = (this.heldByClient.get(id) ?? 0) + references
    assert.ok(held >= 0, `the client let go of ${id} more often than it had it`)
    if (held === 0) this.heldByClient.delete(id)
    else this.heldByClient.set(id, held)
  }

  #say(frame: Uint8Array): void {
    this.#outgoing.push(frame)
    if (this.#isPumping) return
    this.#isPumping = true
    setImmediate(() => this.#pump())
  }

  /** What is ready goes as one stream, cut without regard to messages. */
  #pump(): void {
    this.#isPumping = false
    const bytes = Buffer.concat(this.#outgoing)
    this.#outgoing = []
    for (let at = 0; at < bytes.length; at += this.#pieceBytes) {
      this.#splitter.push(bytes.subarray(at, at + this.#pieceBytes))
    }
  }

  #place(message: RecordedMessage): number {
    return this.#places.get(message) ?? -1
  }
}

function isRequest({ kind }: WireMessage): boolean {
  return kind === 'call' || kind === 'bootstrap'
}

function readAbort(frame: Uint8Array): string {
  return new MessageReader(frame).root(rpc.Message).abort.reason
}

/** The place of the recorded client's answer to a call of the node's; null where it had none. */
function answerTo(call: RecordedMessage, places: ReadonlyMap<WireMessage, number>): number | null {
  const from = places.get(call) ?? 0
  for (const [message, place] of places) {
    if (place > from && message.kind === 'return' && message.id === call.id) {
      if ((message as RecordedMessage).from === 'client') return place
    }
  }
  return null
}

/** What the node said, less what is about calls that our client does not make. */
function stepsOf({ messages }: Transcript): Step[] {
  const steps: Step[] = []
  /** The client's questions under way, and what of its the node has, by their numbers then. */
  const questions = new Map<number, number>()
  const things = new Map<number, Origin>()
  const unmade = new Set<number>()
  let callsBefore = 0
  messages.forEach((message, place) => {
    if (message.from === 'client') {
      if (isRequest(message)) {
        questions.set(message.id, place)
        if (NOT_MADE.test(message.method)) unmade.add(place)
        else callsBefore++
      }
      message.capabilities.forEach(({ kind, id }, index) => {
        if (kind !== 'senderHosted') return
        const known = things.get(id)
        if (known === undefined) things.set(id, { message: place, index, sentIn: [place] })
        else known.sentIn.push(place)
      })
      return
    }
    const answers = message.kind === 'return' ? (questions.get(message.id) ?? -1) : -1
    const origins = new Map([...things].map(([id, origin]) => [id, origin]))
    if (message.kind === 'release') {
      const thing = things.get(message.id)
      assert.ok(thing, `the node releases ${message.id}`)
      const released = thing.sentIn.splice(0, message.count)
      assert.equal(released.length, 1, 'of the recorded releases each is of one reference')
      if (thing.sentIn.length === 0) things.delete(message.id)
      if (released.some(place => unmade.has(place))) return
    }
    if (unmade.has(answers)) return
    const finishes = message.kind === 'finish'
    steps.push({ message, callsBefore, answers, finishes, origins })
  })
  return steps
}
