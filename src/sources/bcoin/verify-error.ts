import type { BcoinVerifyError } from './bcoin-types/index.js'

/** bcoin's class is not imported: a node may come with its own copy of bcoin. */
export function isVerifyError(error: unknown): error is BcoinVerifyError {
  return error instanceof Error && 'type' in error && error.type === 'VerifyError'
}
