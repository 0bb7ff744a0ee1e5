import { ErrorCodes, NodetapError } from '../../errors/index.js'

/** By position or by name. */
export type RpcParams = readonly unknown[] | Readonly<Record<string, unknown>>

/** The only request of its document. */
const ID = 1

export function writeRpcRequest(method: string, params: RpcParams): string {
  return JSON.stringify({ jsonrpc: '2.0', id: ID, method, params })
}

/** The result in an answer. Throws REMOTE_FAILURE with the node's words for an error. */
export function readRpcAnswer(method: string, answer: string): unknown {
  const document = parse(method, answer)
  const { result, error } = document
  if (error === undefined || error === null) return result
  const { message, code } = typeof error === 'object' ? (error as Record<string, unknown>) : {}
  throw new NodetapError(
    ErrorCodes.RemoteFailure,
    `${method}: ${typeof message === 'string' ? message : JSON.stringify(error)} (${String(code ?? 'no code')})`,
    { cause: error },
  )
}

function parse(method: string, answer: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(answer)
    // An object's members may be anything, and are looked at as such.
    if (typeof document === 'object' && document !== null)
      return document as Record<string, unknown>
  } catch {
    // Told below, as any other text that is no answer.
  }
  throw new NodetapError(ErrorCodes.RemoteFailure, `${method}: the node's answer is no JSON object`)
}
