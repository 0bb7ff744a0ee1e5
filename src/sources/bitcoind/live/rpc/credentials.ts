import { closeSync, openSync, readSync } from 'node:fs'
import { ErrorCodes, NodetapError } from '../../../../errors/index.js'
import { isMissing, systemCode } from '../files/index.js'
import { RpcPollLimits } from './limits.js'

/** Gives `user:password`. Read anew for each call: bitcoind makes a new cookie at each start. */
export type Credentials = () => string

export function passwordCredentials(user: string, password: string): Credentials {
  return () => `${user}:${password}`
}

/** The cookie that bitcoind writes while it runs. Rejects with NO_NODE or PERMISSION_DENIED. */
export function cookieCredentials(path: string): Credentials {
  return () => {
    const text = readCookie(path).trimEnd()
    if (!/^[^:\s]+:\S+$/.test(text)) {
      throw new NodetapError(ErrorCodes.NoNode, `${path} holds no cookie yet`)
    }
    return text
  }
}

function readCookie(path: string): string {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch (cause) {
    if (isMissing(cause)) {
      throw new NodetapError(
        ErrorCodes.NoNode,
        `There is no cookie at ${path}: the node does not run, or has rpcpassword or rpccookiefile set`,
        { cause },
      )
    }
    throw new NodetapError(
      ErrorCodes.PermissionDenied,
      `${path} may not be read (${systemCode(cause)}). Run as the node's user, or set rpccookieperms=group in bitcoin.conf`,
      { cause },
    )
  }
  try {
    const buffer = Buffer.alloc(RpcPollLimits.maxCookieBytes)
    return buffer.toString('latin1', 0, readSync(handle, buffer, 0, buffer.length, 0))
  } finally {
    closeSync(handle)
  }
}
