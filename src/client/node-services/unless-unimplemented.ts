import { ErrorCodes, isNodetapError } from '../../errors/index.js'

/** What a call gives; null where the peer has no such method or interface. */
export async function unlessUnimplemented<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (isNodetapError(error, ErrorCodes.Unimplemented)) return null
    throw error
  }
}
