import { rpc } from '../schema/index.js'
import { violation } from './exceptions.js'
import { RpcLimits } from './limits.js'
import type { Target } from './wire.js'

/** Writes what a call or a disembargo is addressed to. */
export function writeTarget(builder: rpc.MessageTargetBuilder, target: Target): void {
  if (target.importId !== undefined) builder.importedCap = target.importId
  else writePromisedAnswer(builder.initPromisedAnswer(), target.questionId, target.path)
}

/** Writes a path into the results of a question. */
export function writePromisedAnswer(
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

/** The pointer fields that a pipelined call goes through. */
export function readPath(promised: rpc.PromisedAnswerReader): number[] {
  const transform = promised.transform
  if (transform.length > RpcLimits.maxTransformLength) {
    violation(`a path of ${transform.length} steps into a result`)
  }
  const path: number[] = []
  for (const op of transform) {
    if (op.which() === rpc.PromisedAnswerOpWhich.getPointerField) path.push(op.getPointerField)
    else if (op.which() !== rpc.PromisedAnswerOpWhich.noop) violation('a path with an unknown step')
  }
  return path
}
