import assert from 'node:assert/strict'
import { MessageBuilder, MessageReader } from '../../src/capnp/index.js'
import {
  type CapabilityServer,
  type ConnectionOptions,
  RpcConnection,
  type Transport,
  type TransportHandler,
} from '../../src/rpc/index.js'
import { rpc } from '../../src/schema/index.js'

/** A peer of a connection that says word for word what a test wants it to say. */
export class RawPeer implements Transport {
  readonly connection: RpcConnection
  /** What the connection has said and nobody has taken. */
  readonly heard: rpc.MessageReader[] = []
  unsentBytes = 0
  paused = false
  /** The connection has closed its side. */
  ended = false
  #handler: TransportHandler | null = null

  constructor(main?: CapabilityServer, options: ConnectionOptions = {}) {
    const bootstrap = main === undefined ? {} : { bootstrap: main }
    this.connection = new RpcConnection(this, { ...bootstrap, ...options })
  }

  start(handler: TransportHandler): void {
    this.#handler = handler
  }

  send(pieces: readonly Uint8Array[], onSent?: () => void): void {
    const frame = new Uint8Array(Buffer.concat(pieces))
    this.heard.push(new MessageReader(frame).root(rpc.Message))
    onSent?.()
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
  }

  end(): void {
    this.ended = true
  }

  destroy(): void {
    this.ended = true
  }

  /** Says one message. */
  tell(build: (message: rpc.MessageBuilder, builder: MessageBuilder) => void): void {
    const builder = new MessageBuilder()
    build(builder.initRoot(rpc.Message), builder)
    this.tellFrame(builder.toFrame())
  }

  tellFrame(frame: Uint8Array): void {
    this.#handler?.frame(frame)
  }

  drained(): void {
    this.#handler?.drained()
  }

  /** The socket has ended. */
  leave(error: Error | null = null): void {
    this.#handler?.closed(error)
  }

  /** The next message, which must be of the kind named. */
  next<
    K extends
      | 'bootstrap'
      | 'call'
      | 'return'
      | 'finish'
      | 'release'
      | 'resolve'
      | 'disembargo'
      | 'unimplemented'
      | 'abort',
  >(kind: K): rpc.MessageReader[K] {
    const message = this.heard.shift()
    assert.ok(message, `nothing was said where ${kind} was expected`)
    assert.equal(message.which(), rpc.MessageWhich[kind], `${kind} expected`)
    return message[kind]
  }

  /** Asks for the main object; gives its number. */
  bootstrap(questionId = 0): number {
    this.tell(message => {
      message.initBootstrap().questionId = questionId
    })
    const answer = this.next('return')
    assert.equal(answer.answerId, questionId)
    const [capability] = answer.results.capTable
    assert.ok(capability)
    this.finish(questionId, false)
    return capability.senderHosted
  }

  /** Calls an object by its number. `more` adds to the message. */
  call(
    questionId: number,
    target: number | { questionId: number; path: readonly number[] },
    method: { readonly interfaceId: bigint; readonly id: number },
    more: (call: rpc.CallBuilder, builder: MessageBuilder) => void = () => {},
  ): void {
    this.tell((message, builder) => {
      const call = message.initCall()
      call.questionId = questionId
      call.interfaceId = method.interfaceId
      call.methodId = method.id
      if (typeof target === 'number') call.initTarget().importedCap = target
      else writePromised(call.initTarget().initPromisedAnswer(), target.questionId, target.path)
      more(call, builder)
    })
  }

  finish(questionId: number, releaseResultCaps = true): void {
    this.tell(message => {
      const finish = message.initFinish()
      finish.questionId = questionId
      finish.releaseResultCaps = releaseResultCaps
    })
  }

  release(id: number, referenceCount = 1): void {
    this.tell(message => {
      const release = message.initRelease()
      release.id = id
      release.referenceCount = referenceCount
    })
  }

  /** Answers the connection's bootstrap, which must be what it said next. */
  answerBootstrap(describe: (descriptor: rpc.CapDescriptorBuilder) => void): void {
    const { questionId } = this.next('bootstrap')
    this.tell((message, builder) => {
      const answer = message.initReturn()
      answer.answerId = questionId
      const results = answer.initResults()
      builder.setCapabilityAt(results.pointerAt(results.contentPointer), 0)
      describe(results.initCapTable(1).get(0))
    })
    assert.equal(this.next('finish').questionId, questionId)
  }

  /** Answers a question with one capability, described by `describe`, as its only field. */
  returnCapability(
    answerId: number,
    describe: (descriptor: rpc.CapDescriptorBuilder) => void,
  ): void {
    this.tell((message, builder) => {
      const answer = message.initReturn()
      answer.answerId = answerId
      answer.releaseParamCaps = false
      capabilityContent(answer.initResults(), builder, describe)
    })
  }

  /** The reason of the Abort that must have been said, after which the connection has ended. */
  aborted(): string {
    const abort = this.heard.find(message => message.which() === rpc.MessageWhich.abort)
    assert.ok(abort, 'no Abort was said')
    assert.ok(this.connection.ended, 'the connection goes on')
    assert.ok(this.ended, 'the transport was not closed')
    return abort.abort.reason
  }
}

export function writePromised(
  builder: rpc.PromisedAnswerBuilder,
  questionId: number,
  path: readonly number[],
): void {
  builder.questionId = questionId
  const transform = builder.initTransform(path.length)
  path.forEach((field, i) => {
    transform.get(i).getPointerField = field
  })
}

/** A struct whose first pointer is the first capability of the table. */
export function capabilityContent(
  payload: rpc.PayloadBuilder,
  builder: MessageBuilder,
  describe: (descriptor: rpc.CapDescriptorBuilder) => void,
): void {
  const struct = builder.reserveStructAt(payload.pointerAt(payload.contentPointer), 0, 1)
  builder.setCapabilityAt(struct, 0)
  describe(payload.initCapTable(1).get(0))
}
