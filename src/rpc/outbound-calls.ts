import type { NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import type { AnswerTable } from './answer-table.js'
import type { Call } from './call.js'
import { CapabilityWriter } from './cap-table.js'
import type { Descriptors } from './descriptors.js'
import { aborted, asNodetapError, disconnected, readException, violation } from './exceptions.js'
import type { Exports } from './exports.js'
import type { Hook } from './hooks/hook.js'
import { IdTable } from './id-table.js'
import { OutboundCall } from './outbound-call.js'
import type { Outbox } from './outbox.js'
import { Payload } from './payload.js'
import { Question } from './question.js'
import { writeTarget } from './target.js'
import type { Target, Wire } from './wire.js'

/** The calls to the peer, from Call to Return and Finish. */
export class OutboundCalls {
  readonly #wire: Wire
  readonly #outbox: Outbox
  readonly #descriptors: Descriptors
  readonly #exports: Exports
  readonly #answers: AnswerTable
  readonly #questions = new IdTable<Question>()

  constructor(
    wire: Wire,
    outbox: Outbox,
    descriptors: Descriptors,
    exports: Exports,
    answers: AnswerTable,
  ) {
    this.#wire = wire
    this.#outbox = outbox
    this.#descriptors = descriptors
    this.#exports = exports
    this.#answers = answers
  }

  get size(): number {
    return this.#questions.size
  }

  /** The peer's main object, before the peer has answered; the caller's to release. */
  bootstrap(): Hook {
    const question = this.#ask(
      new OutboundCall(
        0n,
        0,
        () => {},
        () => {},
      ),
    )
    this.#outbox.send(message => {
      message.initBootstrap().questionId = question.id
    })
    return question.pipeline([])
  }

  /** See {@link Wire.sendCall}. */
  send(target: Target, call: Call): void {
    if (this.#wire.ended !== null || call.cancelled) {
      call.fail(this.#wire.ended ?? aborted())
      return
    }
    const question = this.#ask(call)
    try {
      this.#write(question, target, call)
    } catch (error) {
      this.#exports.takeBack(question.paramExports)
      this.#questions.delete(question.id)
      question.finished = true
      question.sent()
      question.fail(asNodetapError(error))
      return
    }
    call.forwardedAs(question)
  }

  #ask(call: Call): Question {
    return this.#questions.add(
      id => new Question(id, call, this.#wire, it => this.#finish(it, true)),
    )
  }

  #write(question: Question, target: Target, call: Call): void {
    const capabilities = new CapabilityWriter()
    try {
      this.#outbox.send(
        (root, builder) => {
          const message = root.initCall()
          message.questionId = question.id
          message.interfaceId = call.interfaceId
          message.methodId = call.methodId
          writeTarget(message.initTarget(), target)
          const params = message.initParams()
          const at = params.pointerAt(params.contentPointer)
          call.writeParams({ message: builder, at, capabilities })
          // Building them is the caller's code, which may have closed the connection.
          if (this.#wire.ended !== null) throw this.#wire.ended
          question.paramExports = this.#descriptors.writeParams(params, capabilities.hooks)
          if (builder.attachedSegments > 0) question.sending()
        },
        () => question.sent(),
      )
    } finally {
      capabilities.release()
    }
  }

  onReturn(message: rpc.ReturnReader): void {
    const question = this.#questions.get(message.answerId)
    if (question === undefined || question.returned) {
      violation(`a return for question ${message.answerId}, which was not asked`)
    }
    question.returned = true
    const { paramExports } = question
    question.paramExports = []
    if (message.releaseParamCaps) {
      for (const id of paramExports) this.#exports.release(id, 1)
    }
    if (question.finished) this.#questions.delete(question.id)
    else if (message.which() === rpc.ReturnWhich.takeFromOtherQuestion) {
      this.#takeFrom(question, message)
    } else {
      // Promises made on this question send their disembargoes before Finish forgets it.
      this.#settle(question, message)
      this.#finish(question, false, message.noFinishNeeded)
    }
  }

  #settle(question: Question, message: rpc.ReturnReader): void {
    switch (message.which()) {
      case rpc.ReturnWhich.results:
        question.settle(this.#descriptors.readPayload(message.results))
        break
      case rpc.ReturnWhich.exception:
        question.fail(readException(message.exception))
        break
      case rpc.ReturnWhich.canceled:
        question.fail(disconnected('The peer cancelled the call'))
        break
      default:
        violation('a return of an unknown kind')
    }
  }

  /**
   * The results are those of a call that the peer has made to us. Until they are there, the
   * question stays: calls may be pipelined on it, and the peer, told that we have finished with
   * it, would cancel the other call.
   */
  #takeFrom(question: Question, message: rpc.ReturnReader): void {
    const id = message.takeFromOtherQuestion
    const answer = this.#answers.get(id)
    if (answer === undefined) violation(`there is no question ${id} to take results from`)
    if (!answer.keepResults) violation(`the results of question ${id} were not to be kept`)
    const { noFinishNeeded } = message
    answer.whenSettled(outcome => {
      if (question.finished) {
        if (outcome instanceof Payload) outcome.release()
        return
      }
      if (outcome instanceof Payload) question.settle(outcome)
      else question.fail(outcome)
      this.#finish(question, false, noFinishNeeded)
    })
  }

  #finish(question: Question, releaseResultCaps: boolean, unneeded = false): void {
    if (question.finished) return
    question.finished = true
    if (question.returned) this.#questions.delete(question.id)
    if (unneeded) return
    const build = (root: rpc.MessageBuilder): void => {
      const message = root.initFinish()
      message.questionId = question.id
      message.releaseResultCaps = releaseResultCaps
    }
    // A call that has been answered is only tidied up after; another one is to be stopped.
    if (question.returned) this.#outbox.sendLater(build)
    else this.#outbox.send(build)
  }

  /** The connection has ended. */
  failAll(reason: NodetapError): void {
    const questions = this.#questions.values()
    this.#questions.clear()
    for (const question of questions) {
      if (question.finished) continue
      question.finished = true
      question.fail(reason)
    }
  }
}
