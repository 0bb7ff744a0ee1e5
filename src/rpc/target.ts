import { rpc } from '../schema/index.js'
import { violation } from './exceptions.js'
import type { Hook } from './hooks/hook.js'
import { ImportHook } from './hooks/import-hook.js'
import { PipelineHook } from './hooks/pipeline-hook.js'
import { RpcLimits } from './limits.js'
import type { Target, Wire } from './wire.js'

/** How the peer of `wire` is addressed to reach `hook`, if that is one of the peer's objects. */
export function peerTarget(wire: Wire, hook: Hook): Target | null {
  if (hook instanceof ImportHook && hook.wire === wire) return { importId: hook.id }
  if (hook instanceof PipelineHook && hook.wire === wire) {
    return { questionId: hook.questionId, path: hook.path }
  }
  return null
}

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
