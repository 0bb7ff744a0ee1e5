/** Why bcoin did not take a transaction or block. */
export interface BcoinVerifyError extends Error {
  readonly type: 'VerifyError'
  readonly reason: string
  readonly score: number
}
