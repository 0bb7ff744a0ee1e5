import { Agent, type IncomingMessage, request } from 'node:http'
import { isIP } from 'node:net'
import { ErrorCodes, isNodetapError, NodetapError } from '../../../../errors/index.js'
import { Deadline } from '../../../../rpc/index.js'
import { systemCode } from '../files/index.js'
import type { Credentials } from './credentials.js'
import { RpcPollLimits } from './limits.js'
import type { RpcCallOptions, RpcClient, RpcOutcome } from './rpc-client.js'

export interface HttpRpcOptions {
  /** `http://127.0.0.1:8332/`. */
  readonly url: URL
  readonly credentials: Credentials
  /** Bytes of an answer; 256 MiB if not given. */
  readonly maxAnswerBytes?: number
}

/** Whether a URL's host is this machine, so that what is sent there leaves it for nobody. */
export function isLoopback({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** JSON-RPC over HTTP, as bitcoind serves it. */
export class HttpRpc implements RpcClient {
  readonly where: string
  readonly #url: URL
  readonly #credentials: Credentials
  readonly #maxAnswerBytes: number
  readonly #agent = new Agent({ keepAlive: true, maxSockets: RpcPollLimits.maxCalls + 1 })

  constructor({ url, credentials, maxAnswerBytes }: HttpRpcOptions) {
    this.where = `${url.protocol}//${url.host}`
    this.#url = url
    this.#credentials = credentials
    this.#maxAnswerBytes = maxAnswerBytes ?? RpcPollLimits.maxAnswerBytes
  }

  async call(
    method: string,
    params: readonly unknown[],
    { signal, timeoutMs }: RpcCallOptions = {},
  ): Promise<RpcOutcome> {
    const auth = this.#credentials()
    using deadline = new Deadline(signal, timeoutMs ?? RpcPollLimits.callTimeoutMs)
    try {
      const body = JSON.stringify({ jsonrpc: '1.0', id: 'nodetap', method, params })
      const { status, text } = await this.#exchange(body, auth, deadline.signal)
      return this.#read(method, status, text)
    } catch (cause) {
      throw this.#explain(method, cause, deadline.expired, signal)
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  #exchange(
    body: string,
    auth: string,
    signal: AbortSignal,
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        this.#url,
        {
          method: 'POST',
          agent: this.#agent,
          auth,
          signal,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        response => {
          readBounded(response, this.#maxAnswerBytes).then(
            text => resolve({ status: response.statusCode ?? 0, text }),
            reject,
          )
        },
      )
      sent.on('error', error => {
        // A connection that bitcoind has closed meanwhile, for having been idle.
        if (sent.reusedSocket && systemCode(error) === 'ECONNRESET') {
          this.#exchange(body, auth, signal).then(resolve, reject)
        } else reject(error)
      })
      sent.end(body)
    })
  }

  #read(method: string, status: number, text: string): RpcOutcome {
    if (status === 401) {
      throw new NodetapError(
        ErrorCodes.PermissionDenied,
        `${this.where} refuses the user and password`,
      )
    }
    if (status === 403) {
      // Of this method or this address: others may be answered.
      return { error: { code: status, message: 'refused, by rpcwhitelist or rpcallowip' } }
    }
    if (status === 503) {
      throw new NodetapError(ErrorCodes.Overloaded, `${this.where} has too many questions waiting`)
    }
    const answer = parseAnswer(text)
    if (answer === null) {
      throw new NodetapError(
        ErrorCodes.MalformedMessage,
        `${this.where} answers ${method} with status ${status} and no JSON-RPC. Is it a node?`,
      )
    }
    return answer
  }

  #explain(
    method: string,
    cause: unknown,
    isLate: boolean,
    signal: AbortSignal | undefined,
  ): NodetapError {
    if (signal?.aborted === true) {
      return new NodetapError(ErrorCodes.Aborted, `${method} was given up`, { cause })
    }
    if (isLate) {
      return new NodetapError(
        ErrorCodes.Timeout,
        `${this.where} does not answer ${method} in time`,
        {
          cause,
        },
      )
    }
    if (isNodetapError(cause)) return cause
    const code = systemCode(cause)
    return code === 'ECONNREFUSED' || code === 'ENOENT'
      ? new NodetapError(ErrorCodes.NoNode, `Nobody listens at ${this.where}`, { cause })
      : new NodetapError(ErrorCodes.Disconnected, `${this.where} broke off ${method} (${code})`, {
          cause,
        })
  }
}

async function readBounded(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      response.destroy()
      throw new NodetapError(
        ErrorCodes.MalformedMessage,
        `The answer has more than ${maxBytes} bytes and was given up`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes).toString('utf8')
}

function parseAnswer(text: string): RpcOutcome | null {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return null
  }
  if (
    typeof document !== 'object' ||
    document === null ||
    !('result' in document || 'error' in document)
  )
    return null
  // An object's members may be anything, and are looked at as such.
  const { result, error } = document as { result?: unknown; error?: unknown }
  return error === undefined || error === null ? { result } : { error: readError(error) }
}

/** The node's error object, whatever it holds. */
export function readError(error: unknown): { code: number; message: string } {
  const { code, message } =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  return {
    code: typeof code === 'number' ? code : 0,
    message: typeof message === 'string' ? message : JSON.stringify(error),
  }
}
