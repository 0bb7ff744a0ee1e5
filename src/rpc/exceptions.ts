import { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { RpcLimits } from './limits.js'
import { describeThrown } from './user-code.js'

const codeOfType: Readonly<Record<number, ErrorCode>> = {
  [rpc.ExceptionType.failed]: ErrorCodes.RemoteFailure,
  [rpc.ExceptionType.overloaded]: ErrorCodes.Overloaded,
  [rpc.ExceptionType.disconnected]: ErrorCodes.Disconnected,
  [rpc.ExceptionType.unimplemented]: ErrorCodes.Unimplemented,
}

const typeOfCode: Partial<Record<ErrorCode, rpc.ExceptionType>> = {
  [ErrorCodes.Overloaded]: rpc.ExceptionType.overloaded,
  [ErrorCodes.Disconnected]: rpc.ExceptionType.disconnected,
  [ErrorCodes.Unimplemented]: rpc.ExceptionType.unimplemented,
}

/** The peer's exception as an error of ours. */
export function readException(exception: rpc.ExceptionReader): NodetapError {
  const code = codeOfType[exception.type] ?? ErrorCodes.RemoteFailure
  const reason = exception.reason.slice(0, RpcLimits.maxReasonLength)
  return new NodetapError(code, reason || 'the peer gave no reason')
}

/** An error of ours as an exception for the peer. */
export function writeException(exception: rpc.ExceptionBuilder, error: unknown): void {
  exception.reason = describeThrown(error).slice(0, RpcLimits.maxReasonLength)
  exception.type = (isNodetapError(error) && typeOfCode[error.code]) || rpc.ExceptionType.failed
}

/** Any thrown value as a NodetapError. */
export function asNodetapError(error: unknown): NodetapError {
  if (isNodetapError(error)) return error
  return new NodetapError(ErrorCodes.Internal, describeThrown(error), { cause: error })
}

export function disconnected(reason: string, cause?: unknown): NodetapError {
  return new NodetapError(ErrorCodes.Disconnected, reason, { cause })
}

/** The caller has lost interest; nobody reads this but what still holds the call. */
export function aborted(): NodetapError {
  return new NodetapError(ErrorCodes.Aborted, 'The call was aborted')
}

/** Never returns: the peer broke a rule of the protocol. */
export function violation(what: string): never {
  throw new NodetapError(ErrorCodes.ProtocolViolation, `Protocol violation: ${what}`)
}
