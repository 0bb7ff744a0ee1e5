import { copyPointer, MessageBuilder, MessageReader } from '../capnp/index.js'
import type { NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { Answer, type AnswerWire, initReturn } from './answer.js'
import { type Call, OutboundCall } from './call.js'
import { CapabilityWriter } from './cap-table.js'
import { Capability } from './capability.js'
import {
  asNodetapError,
  disconnected,
  readException,
  violation,
  writeException,
} from './exceptions.js'
import { Exports } from './exports.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { ImportHook } from './hooks/import-hook.js'
import { LocalHook } from './hooks/local-hook.js'
import { PipelineHook } from './hooks/pipeline-hook.js'
import { PromiseHook } from './hooks/promise-hook.js'
import { IdTable } from './id-table.js'
import { Imports } from './imports.js'
import { RpcLimits } from './limits.js'
import { Payload } from './payload.js'
import { Question } from './question.js'
import type { CapabilityServer } from './server.js'
import { readPath, writePromisedAnswer, writeTarget } from './target.js'
import type { Transport } from './transport.js'
import type { Target, Wire } from './wire.js'

/** How many entries each table of a connection has; all 0 when nothing is under way. */
export interface TableSizes {
  readonly questions: number
  readonly answers: number
  readonly imports: number
  readonly exports: number
}

/** Builders kept for later, and how large one may have grown to be kept. */
const MAX_IDLE_BUILDERS = 4
const MAX_IDLE_BYTES = 64 * 1024

interface Embargo {
  readonly id: number
  readonly promise: PromiseHook
  readonly target: Hook
}

/**
 * One Cap'n Proto RPC connection, level 1 between two parties, over any transport. Both sides
 * may call. Whatever the peer sends, nothing is thrown: a broken rule ends the connection with
 * an Abort that names it.
 */
export class RpcConnection implements Wire, AnswerWire {
  /** Resolves when the connection has ended, with the reason. */
  readonly closed: Promise<NodetapError>
  readonly #transport: Transport
  readonly #main: LocalHook | null
  readonly #questions = new IdTable<Question>()
  readonly #answers = new Map<number, Answer>()
  readonly #exports = new Exports((id, hook) => this.#sendResolve(id, hook))
  readonly #imports = new Imports(this)
  readonly #embargoes = new IdTable<Embargo>()
  /** Builders not in use. A message may have to be sent while another is being built. */
  readonly #builders: MessageBuilder[] = []
  #ended: NodetapError | null = null
  #paused = false
  #resolveClosed: (reason: NodetapError) => void = () => {}

  /** `bootstrap` answers the peer's bootstrap; the connection disposes it at its end. */
  constructor(transport: Transport, options: { readonly bootstrap?: CapabilityServer } = {}) {
    this.#transport = transport
    this.#main = options.bootstrap === undefined ? null : new LocalHook(options.bootstrap)
    this.closed = new Promise(resolve => {
      this.#resolveClosed = resolve
    })
    transport.start({
      frame: frame => this.#receive(frame),
      drained: () => this.#resume(),
      closed: error =>
        this.#end(
          disconnected(
            error === null
              ? 'The peer closed the connection'
              : `The connection broke: ${error.message}`,
            error,
          ),
        ),
    })
  }

  /** The peer's main object. Calls on it are sent at once, before the peer has answered. */
  bootstrap(): Capability {
    const call = new OutboundCall(
      0n,
      0,
      () => {},
      () => {},
    )
    if (this.#ended !== null) return new Capability(new BrokenHook(this.#ended))
    const question = this.#ask(call)
    call.forwardedAs(question)
    this.#send(message => {
      message.initBootstrap().questionId = question.id
    })
    return new Capability(question.pipeline([]))
  }

  /** Why the connection has ended, or null. */
  get ended(): NodetapError | null {
    return this.#ended
  }

  /** Bytes that wait for the peer to read. */
  get unsentBytes(): number {
    return this.#transport.unsentBytes
  }

  tableSizes(): TableSizes {
    return {
      questions: this.#questions.size,
      answers: this.#answers.size,
      imports: this.#imports.size,
      exports: this.#exports.size,
    }
  }

  /** Sends what is queued and closes. Calls under way fail with DISCONNECTED. */
  close(): void {
    if (this.#ended !== null) return
    this.#transport.end()
    this.#end(disconnected('The connection was closed'))
  }

  /** Tells the peer why, and closes. */
  abort(error: NodetapError): void {
    if (this.#ended !== null) return
    this.#send(message => writeException(message.initAbort(), error))
    this.#transport.end()
    this.#end(error)
  }

  // ── Sending ───────────────────────────────────────────────────────────────────────────────

  sendCall(target: Target, call: Call): void {
    if (this.#ended !== null) {
      call.fail(this.#ended)
      return
    }
    const question = this.#ask(call)
    const capabilities = new CapabilityWriter()
    try {
      this.#send((root, builder) => {
        const message = root.initCall()
        message.questionId = question.id
        message.interfaceId = call.interfaceId
        message.methodId = call.methodId
        writeTarget(message.initTarget(), target)
        const params = message.initParams()
        const at = params.pointerAt(params.contentPointer)
        call.writeParams({ message: builder, at, capabilities })
        question.paramExports = this.#writeCapabilities(params, capabilities.hooks)
      })
    } catch (error) {
      this.#questions.delete(question.id)
      question.fail(asNodetapError(error))
      return
    } finally {
      capabilities.release()
    }
    call.forwardedAs(question)
  }

  sendResults(
    _answer: Answer,
    message: MessageBuilder,
    payload: rpc.PayloadBuilder,
    hooks: readonly (Hook | null)[],
  ): readonly number[] {
    if (this.#ended !== null) return []
    const exported = this.#writeCapabilities(payload, hooks)
    this.#transport.send(message.finish())
    return exported
  }

  sendEmptyResults(answer: Answer): void {
    this.#sendReturn(answer.id, message => message.initResults())
  }

  sendException(answer: Answer, error: NodetapError): void {
    this.#sendReturn(answer.id, message => writeException(message.initException(), error))
  }

  sendElsewhere(answer: Answer): void {
    this.#sendReturn(answer.id, message => message.setResultsSentElsewhere())
  }

  #sendReturn(answerId: number, build: (message: rpc.ReturnBuilder) => void): void {
    this.#send(root => build(initReturn(root, answerId)))
  }

  releaseImport(hook: ImportHook): void {
    this.#imports.delete(hook)
    this.#send(root => {
      const message = root.initRelease()
      message.id = hook.id
      message.referenceCount = hook.remoteReferences
    })
  }

  embargo(target: Hook, promise: Target): Hook {
    const resolved = target.resolved()
    if (this.#ended !== null || resolved instanceof BrokenHook || this.#leadsToPeer(resolved)) {
      return target
    }
    const held = new PromiseHook()
    const { id } = this.#embargoes.add(id => ({ id, promise: held.retain(), target }))
    this.#send(root => {
      const message = root.initDisembargo()
      writeTarget(message.initTarget(), promise)
      message.initContext().senderLoopback = id
    })
    return held
  }

  #ask(call: Call): Question {
    return this.#questions.add(
      id => new Question(id, call, this, it => this.#sendFinish(it.id, true)),
    )
  }

  #sendFinish(id: number, releaseResultCaps: boolean): void {
    this.#send(root => {
      const message = root.initFinish()
      message.questionId = id
      message.releaseResultCaps = releaseResultCaps
    })
  }

  #sendResolve(id: number, hook: Hook): void {
    this.#send(root => {
      const message = root.initResolve()
      message.promiseId = id
      if (hook instanceof BrokenHook) writeException(message.initException(), hook.error)
      else this.#describe(hook, message.initCap())
    })
  }

  /** Writes a capability table; gives the exports that were made for it. */
  #writeCapabilities(payload: rpc.PayloadBuilder, hooks: readonly (Hook | null)[]): number[] {
    const exported: number[] = []
    if (hooks.length === 0) return exported
    const table = payload.initCapTable(hooks.length)
    hooks.forEach((hook, i) => {
      if (hook === null) return
      const id = this.#describe(hook, table.get(i))
      if (id >= 0) exported.push(id)
    })
    return exported
  }

  /** Writes what `hook` is to the peer; returns its export id, or -1 if it is the peer's. */
  #describe(hook: Hook, descriptor: rpc.CapDescriptorBuilder): number {
    const resolved = hook.resolved()
    if (resolved instanceof ImportHook && resolved.wire === this) {
      descriptor.receiverHosted = resolved.id
      return -1
    }
    if (resolved instanceof PipelineHook && resolved.wire === this) {
      writePromisedAnswer(descriptor.initReceiverAnswer(), resolved.questionId, resolved.path)
      return -1
    }
    return this.#exports.describe(resolved, descriptor)
  }

  #leadsToPeer(hook: Hook): boolean {
    return (hook instanceof ImportHook || hook instanceof PipelineHook) && hook.wire === this
  }

  /** Builds one message and sends it. Nothing is sent if `build` throws. */
  #send(build: (message: rpc.MessageBuilder, builder: MessageBuilder) => void): void {
    if (this.#ended !== null) return
    const builder = this.#builders.pop() ?? new MessageBuilder()
    try {
      build(builder.initRoot(rpc.Message), builder)
      this.#transport.send(builder.finish())
    } finally {
      builder.reset()
      if (this.#builders.length < MAX_IDLE_BUILDERS && builder.bytes.length <= MAX_IDLE_BYTES) {
        this.#builders.push(builder)
      }
    }
  }

  // ── Receiving ─────────────────────────────────────────────────────────────────────────────

  #receive(frame: Uint8Array): void {
    if (this.#ended !== null) return
    try {
      this.#dispatch(new MessageReader(frame))
    } catch (error) {
      this.abort(asNodetapError(error))
      return
    }
    if (!this.#paused && this.#transport.unsentBytes > RpcLimits.maxUnreadBytes) {
      this.#paused = true
      this.#transport.pause()
    }
  }

  #resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#transport.resume()
  }

  #dispatch(reader: MessageReader): void {
    const message = reader.root(rpc.Message)
    switch (message.which()) {
      case rpc.MessageWhich.call:
        this.#onCall(message.call)
        break
      case rpc.MessageWhich.return:
        this.#onReturn(message.return)
        break
      case rpc.MessageWhich.finish:
        this.#onFinish(message.finish)
        break
      case rpc.MessageWhich.release:
        this.#exports.release(message.release.id, message.release.referenceCount)
        break
      case rpc.MessageWhich.bootstrap:
        this.#onBootstrap(message.bootstrap)
        break
      case rpc.MessageWhich.resolve:
        this.#onResolve(message.resolve)
        break
      case rpc.MessageWhich.disembargo:
        this.#onDisembargo(message.disembargo)
        break
      case rpc.MessageWhich.unimplemented:
        this.#onUnimplemented(message.unimplemented)
        break
      case rpc.MessageWhich.abort:
        this.#onAbort(message.abort)
        break
      default:
        this.#sendUnimplemented(reader)
        break
    }
  }

  #onBootstrap(message: rpc.BootstrapReader): void {
    const answer = this.#addAnswer(new Answer(this, message.questionId, 0n, 0, null, false))
    if (this.#main === null) {
      answer.fail(disconnected('There is nothing to bootstrap here'))
      return
    }
    const results = answer.beginResults()
    results.message.setCapabilityAt(results.at, results.capabilities.addHook(this.#main.retain()))
    answer.returnResults()
  }

  #addAnswer(answer: Answer): Answer {
    if (this.#answers.has(answer.id)) violation(`question ${answer.id} is in use already`)
    if (this.#answers.size >= RpcLimits.maxAnswers) {
      violation(`more than ${RpcLimits.maxAnswers} calls at once`)
    }
    this.#answers.set(answer.id, answer)
    return answer
  }

  #onCall(message: rpc.CallReader): void {
    const to = message.sendResultsTo.which()
    if (to === rpc.CallSendResultsToWhich.thirdParty) violation('a call for a third party')
    const params = this.#readPayload(message.params)
    const answer = this.#addAnswer(
      new Answer(
        this,
        message.questionId,
        message.interfaceId,
        message.methodId,
        params,
        to === rpc.CallSendResultsToWhich.yourself,
      ),
    )
    const target = this.#target(message.target)
    target.deliver(answer)
    target.release()
  }

  /** The hook that a message is addressed to, with a reference for the caller. */
  #target(target: rpc.MessageTargetReader): Hook {
    if (target.which() === rpc.MessageTargetWhich.importedCap) {
      return this.#exports.hook(target.importedCap).retain()
    }
    if (target.which() === rpc.MessageTargetWhich.promisedAnswer) {
      return this.#pipelined(target.promisedAnswer)
    }
    return violation('a message with a target of an unknown kind')
  }

  #pipelined(promised: rpc.PromisedAnswerReader): Hook {
    const answer = this.#answers.get(promised.questionId)
    if (answer === undefined)
      violation(`there is no question ${promised.questionId} to pipeline on`)
    return answer.pipeline(readPath(promised))
  }

  #onReturn(message: rpc.ReturnReader): void {
    const question = this.#questions.get(message.answerId)
    if (question === undefined)
      violation(`a return for question ${message.answerId}, which was not asked`)
    if (message.releaseParamCaps) {
      for (const id of question.paramExports) this.#exports.release(id, 1)
    }
    question.paramExports = []
    if (question.finished) {
      this.#questions.delete(question.id)
      return
    }
    // Promises made on this question send their disembargoes before Finish forgets it.
    this.#settle(question, message)
    if (!message.noFinishNeeded) this.#sendFinish(question.id, false)
    question.finished = true
    this.#questions.delete(question.id)
  }

  #settle(question: Question, message: rpc.ReturnReader): void {
    switch (message.which()) {
      case rpc.ReturnWhich.results:
        question.settle(this.#readPayload(message.results))
        break
      case rpc.ReturnWhich.exception:
        question.fail(readException(message.exception))
        break
      case rpc.ReturnWhich.canceled:
        question.fail(disconnected('The peer cancelled the call'))
        break
      case rpc.ReturnWhich.takeFromOtherQuestion:
        this.#takeFrom(question, message.takeFromOtherQuestion)
        break
      default:
        violation('a return of an unknown kind')
    }
  }

  /** The results are those of a call that the peer has made to us. */
  #takeFrom(question: Question, answerId: number): void {
    const answer = this.#answers.get(answerId)
    if (answer === undefined) violation(`there is no question ${answerId} to take results from`)
    answer.whenSettled(outcome => {
      if (outcome instanceof Payload) question.settle(outcome)
      else question.fail(outcome)
    })
  }

  #onFinish(message: rpc.FinishReader): void {
    const answer = this.#answers.get(message.questionId)
    if (answer === undefined)
      violation(`finish of question ${message.questionId}, which does not exist`)
    this.#answers.delete(answer.id)
    const pending = !answer.settled
    if (pending) this.#sendReturn(answer.id, it => it.setCanceled())
    answer.finish(disconnected('The caller cancelled the call'))
    if (message.releaseResultCaps && !pending) {
      for (const id of answer.resultExports) this.#exports.release(id, 1)
    }
  }

  #onResolve(message: rpc.ResolveReader): void {
    const promise = this.#imports.get(message.promiseId)
    const isError = message.which() === rpc.ResolveWhich.exception
    const hook = isError
      ? new BrokenHook(readException(message.exception))
      : (this.#readDescriptor(message.cap) ?? BrokenHook.null())
    if (promise === undefined) hook.release()
    else promise.resolve(hook)
  }

  #onDisembargo(message: rpc.DisembargoReader): void {
    const context = message.context
    if (context.which() === rpc.DisembargoContextWhich.receiverLoopback) {
      const embargo = this.#embargoes.get(context.receiverLoopback)
      if (embargo === undefined) violation(`there is no embargo ${context.receiverLoopback}`)
      this.#embargoes.delete(embargo.id)
      embargo.promise.resolve(embargo.target)
      embargo.promise.release()
      return
    }
    if (context.which() !== rpc.DisembargoContextWhich.senderLoopback) {
      violation('a disembargo that needs a third party')
    }
    const target = this.#target(message.target)
    const resolved = target.resolved()
    if (!this.#leadsToPeer(resolved)) {
      target.release()
      violation('a disembargo for an object that is not the sender’s')
    }
    this.#send(root => {
      const reply = root.initDisembargo()
      writeTarget(reply.initTarget(), targetOf(resolved))
      reply.initContext().receiverLoopback = context.senderLoopback
    })
    target.release()
  }

  #onUnimplemented(message: rpc.MessageReader): void {
    // Only a Resolve may be unknown to a peer; the capability in it was not taken.
    if (message.which() !== rpc.MessageWhich.resolve) {
      violation('the peer does not implement a message that two parties need')
    }
    const resolve = message.resolve
    if (resolve.which() !== rpc.ResolveWhich.cap) return
    const cap = resolve.cap
    if (cap.which() === rpc.CapDescriptorWhich.senderHosted)
      this.#exports.release(cap.senderHosted, 1)
    if (cap.which() === rpc.CapDescriptorWhich.senderPromise)
      this.#exports.release(cap.senderPromise, 1)
  }

  #onAbort(exception: rpc.ExceptionReader): void {
    const reason = disconnected(
      `The peer aborted the connection: ${readException(exception).message}`,
    )
    this.#transport.destroy()
    this.#end(reason)
  }

  #sendUnimplemented(reader: MessageReader): void {
    this.#send((message, builder) => {
      message.initUnimplemented()
      copyPointer(reader, 0, reader.rootAt, builder, message.pointerAt(0))
    })
  }

  // ── Capabilities received ─────────────────────────────────────────────────────────────────

  #readPayload(payload: rpc.PayloadReader): Payload {
    const hooks: (Hook | null)[] = []
    for (const descriptor of payload.capTable) hooks.push(this.#readDescriptor(descriptor))
    const at = payload.pointerAt(payload.contentPointer)
    return new Payload(payload.message, payload.segment, at, payload.depthLeft, hooks)
  }

  /** The capability that a descriptor gives, with a reference for the caller. */
  #readDescriptor(descriptor: rpc.CapDescriptorReader): Hook | null {
    switch (descriptor.which()) {
      case rpc.CapDescriptorWhich.none:
        return null
      case rpc.CapDescriptorWhich.senderHosted:
        return this.#imports.add(descriptor.senderHosted, false)
      case rpc.CapDescriptorWhich.senderPromise:
        return this.#imports.add(descriptor.senderPromise, true)
      case rpc.CapDescriptorWhich.receiverHosted:
        return this.#exports.hook(descriptor.receiverHosted).retain()
      case rpc.CapDescriptorWhich.receiverAnswer:
        return this.#pipelined(descriptor.receiverAnswer)
      case rpc.CapDescriptorWhich.thirdPartyHosted:
        // A third party's object can also be reached through the one who introduces it.
        return this.#imports.add(descriptor.thirdPartyHosted.vineId, false)
      default:
        return violation('a capability of an unknown kind')
    }
  }

  #end(reason: NodetapError): void {
    if (this.#ended !== null) return
    this.#ended = reason
    const questions = this.#questions.values()
    this.#questions.clear()
    for (const question of questions) if (!question.finished) question.fail(reason)
    const answers = [...this.#answers.values()]
    this.#answers.clear()
    for (const answer of answers) answer.finish(reason)
    const embargoes = this.#embargoes.values()
    this.#embargoes.clear()
    for (const { promise, target } of embargoes) {
      promise.resolve(target)
      promise.release()
    }
    this.#imports.breakAll(reason)
    this.#exports.releaseAll()
    this.#main?.release()
    this.#resolveClosed(reason)
  }
}

function targetOf(hook: Hook): Target {
  if (hook instanceof ImportHook) return { importId: hook.id }
  if (hook instanceof PipelineHook) return { questionId: hook.questionId, path: hook.path }
  throw new Error('not a hook of a connection')
}
