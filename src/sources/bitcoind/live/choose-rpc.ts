import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ErrorCodes, NodetapError } from '../../../errors/index.js'
import type { NodeSetup } from './config/index.js'
import {
  cookieCredentials,
  HttpRpc,
  IpcRpc,
  isLoopback,
  passwordCredentials,
  type RpcClient,
} from './rpc/index.js'

export interface RpcChoice {
  /**
   * `http://HOST:PORT/`, or the path of the node's own socket; what its settings say, if not given.
   */
  readonly where?: string | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
}

/**
 * How to ask a node. The cookie, or the password of bitcoin.conf, is shown to this machine's own
 * addresses only: elsewhere a user and a password have to be named.
 *
 * Throws INVALID_ARGUMENT for a place that makes no sense.
 */
export function chooseRpc(setup: NodeSetup, { where, user, password }: RpcChoice): RpcClient {
  if (where === undefined && !setup.serves) {
    const socket = join(setup.directory, 'node.sock')
    if (isSocket(socket)) return new IpcRpc(socket)
  }
  if (where !== undefined && !/^https?:/.test(where)) return new IpcRpc(where)
  const url = urlOf(where ?? `http://127.0.0.1:${setup.rpcPort}/`)
  if ((user === undefined) !== (password === undefined)) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      'Of the RPC user and password there has to be both or none',
    )
  }
  if (user !== undefined && password !== undefined) {
    return new HttpRpc({ url, credentials: passwordCredentials(user, password) })
  }
  if (!isLoopback(url)) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `${url.host} is another machine, to which the cookie is not sent: name --rpc-user, and the password in NODETAP_RPC_PASSWORD. It travels unencrypted`,
    )
  }
  const { rpcAuth, cookiePath } = setup
  const credentials =
    rpcAuth === null
      ? cookieCredentials(cookiePath)
      : passwordCredentials(rpcAuth.user, rpcAuth.password)
  return new HttpRpc({ url, credentials })
}

function urlOf(text: string): URL {
  try {
    const url = new URL(text)
    if (url.protocol === 'http:') return url
  } catch {
    // Told below.
  }
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    `${text} is no place to ask a node: http://HOST:PORT/, or the path of its socket`,
  )
}

function isSocket(path: string): boolean {
  try {
    return statSync(path).isSocket()
  } catch {
    return false
  }
}
