import type { MessageBuilder } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { Answer, type AnswerRequest, type AnswerWire } from './answer.js'
import type { AnswerTable } from './answer-table.js'
import type { Descriptors } from './descriptors.js'
import { disconnected, violation, writeException } from './exceptions.js'
import type { Exports } from './exports.js'
import type { Hook } from './hooks/hook.js'
import { RpcLimits } from './limits.js'
import type { Outbox } from './outbox.js'
import { initReturn } from './return-message.js'
import { readPath } from './target.js'

/** The calls of the peer, from Call to Return and Finish. */
export class InboundCalls implements AnswerWire {
  readonly #outbox: Outbox
  readonly #descriptors: Descriptors
  readonly #exports: Exports
  readonly #answers: AnswerTable
  readonly #main: Hook | null

  /** `main` is what the peer's bootstrap gets; borrowed. */
  constructor(
    outbox: Outbox,
    descriptors: Descriptors,
    exports: Exports,
    answers: AnswerTable,
    main: Hook | null,
  ) {
    this.#outbox = outbox
    this.#descriptors = descriptors
    this.#exports = exports
    this.#answers = answers
    this.#main = main
  }

  onBootstrap(message: rpc.BootstrapReader): void {
    const id = message.questionId
    this.#answers.checkNew(id)
    const request = { interfaceId: 0n, methodId: 0, params: null, keepResults: false, depth: 0 }
    const answer = this.#answers.add(new Answer(this, { id, ...request }))
    if (this.#main === null) {
      answer.fail(new NodetapError(ErrorCodes.RemoteFailure, 'There is nothing to bootstrap here'))
      return
    }
    const results = answer.beginResults()
    results.message.setCapabilityAt(results.at, results.capabilities.addHook(this.#main.retain()))
    answer.returnResults()
  }

  onCall(message: rpc.CallReader): void {
    const answer = this.#answers.add(new Answer(this, this.#readCall(message)))
    if (answer.depth > RpcLimits.maxPipelineDepth) {
      const limit = RpcLimits.maxPipelineDepth
      answer.fail(
        new NodetapError(
          ErrorCodes.Overloaded,
          `More than ${limit} calls in a row, each on the unknown result of the one before`,
        ),
      )
      return
    }
    const target = this.target(message.target)
    target.deliver(answer)
    target.release()
  }

  #readCall(message: rpc.CallReader): AnswerRequest {
    const id = message.questionId
    this.#answers.checkNew(id)
    const sendResultsTo = message.sendResultsTo.which()
    if (sendResultsTo > rpc.CallSendResultsToWhich.yourself) violation('a call for a third party')
    return {
      id,
      interfaceId: message.interfaceId,
      methodId: message.methodId,
      depth: this.#depthOf(message.target),
      keepResults: sendResultsTo === rpc.CallSendResultsToWhich.yourself,
      params: this.#descriptors.readPayload(message.params),
    }
  }

  /** How many calls in a row, not answered yet, lead to a target. */
  #depthOf(target: rpc.MessageTargetReader): number {
    if (target.which() !== rpc.MessageTargetWhich.promisedAnswer) return 0
    const answer = this.#answers.promised(target.promisedAnswer)
    return answer.settled ? 0 : answer.depth + 1
  }

  /** The hook that a message is addressed to, with a reference for the caller. */
  target(target: rpc.MessageTargetReader): Hook {
    switch (target.which()) {
      case rpc.MessageTargetWhich.importedCap:
        return this.#exports.hook(target.importedCap).retain()
      case rpc.MessageTargetWhich.promisedAnswer: {
        const promised = target.promisedAnswer
        return this.#answers.promised(promised).pipeline(readPath(promised))
      }
      default:
        return violation('a message with a target of an unknown kind')
    }
  }

  onFinish(message: rpc.FinishReader): void {
    const answer = this.#answers.get(message.questionId)
    if (answer === undefined) {
      violation(`finish of question ${message.questionId}, which does not exist`)
    }
    const { resultExports } = answer
    if (!answer.settled) this.#sendReturn(answer, it => it.setCanceled())
    this.#answers.finish(answer, CALLER_GONE)
    if (!message.releaseResultCaps) return
    for (const id of resultExports) this.#exports.release(id, 1)
  }

  // ── What answers ask for ──────────────────────────────────────────────────────────────────

  sendResults(
    message: MessageBuilder,
    payload: rpc.PayloadBuilder,
    hooks: readonly (Hook | null)[],
  ): readonly number[] {
    if (this.#outbox.closed) return []
    const exported = this.#descriptors.writeResults(payload, hooks)
    try {
      this.#outbox.sendBuilt(message)
    } catch (error) {
      this.#exports.takeBack(exported)
      throw error
    }
    return exported
  }

  sendEmptyResults(answer: Answer): void {
    if (!answer.unhurried) this.#sendReturn(answer, message => message.initResults())
    else this.#outbox.sendLater(root => initReturn(root, answer.id).initResults())
  }

  sendException(answer: Answer, error: NodetapError): void {
    this.#sendReturn(answer, message => writeException(message.initException(), error))
  }

  sendElsewhere(answer: Answer): void {
    this.#sendReturn(answer, message => message.setResultsSentElsewhere())
  }

  hold(bytes: number): void {
    this.#answers.hold(bytes)
  }

  #sendReturn(answer: Answer, build: (message: rpc.ReturnBuilder) => void): void {
    this.#outbox.send(root => build(initReturn(root, answer.id)))
  }
}

/** Made once: an error costs a stack trace, and nearly every call ends with a Finish. */
const CALLER_GONE = disconnected('The caller cancelled the call')
