import { ErrorCodes, NodetapError } from '../../../../errors/index.js'
import type { ZmqTopic } from '../../inputs.js'

/** The sockets of a node and what each publishes. */
export type ZmqEndpoints = ReadonlyMap<string, ReadonlySet<ZmqTopic>>

export const ZMQ_TOPICS: readonly ZmqTopic[] = ['sequence', 'rawblock', 'rawtx', 'hashblock']

/**
 * Where to connect to a socket that a node has bound. One that it has bound to all addresses is
 * reached on this machine's own.
 */
export function connectable(address: string): string {
  if (address.startsWith('unix:')) return `ipc://${address.slice('unix:'.length)}`
  return address
    .replace(/^tcp:\/\/(0\.0\.0\.0|\*)(?=:)/, 'tcp://127.0.0.1')
    .replace(/^tcp:\/\/\[::\](?=:)/, 'tcp://[::1]')
}

/** Whether ZMQ can connect there: a malformed address of a file would throw. */
function isEndpoint(address: string): boolean {
  return /^(tcp:\/\/[^\s/]+:\d+|ipc:\/\/.+)$/.test(address)
}

/** Adds topics at a place. Others than those that the bridge reads are left out. */
export function addEndpoint(
  endpoints: Map<string, Set<ZmqTopic>>,
  address: string,
  topic: string,
): void {
  const where = connectable(address)
  const known = ZMQ_TOPICS.find(it => it === topic)
  if (known === undefined || !isEndpoint(where)) return
  const topics = endpoints.get(where) ?? new Set()
  topics.add(known)
  endpoints.set(where, topics)
}

/** What the answer to `getzmqnotifications` tells: `[{ type: 'pubsequence', address }]`. */
export function endpointsOf(answer: unknown): Map<string, Set<ZmqTopic>> {
  const endpoints = new Map<string, Set<ZmqTopic>>()
  if (!Array.isArray(answer)) return endpoints
  for (const entry of answer as unknown[]) {
    // An entry's members may be anything, and are looked at as such.
    const { type, address } = (entry ?? {}) as { type?: unknown; address?: unknown }
    if (typeof type === 'string' && typeof address === 'string') {
      addEndpoint(endpoints, address, type.replace(/^pub/, ''))
    }
  }
  return endpoints
}

/** Places given by a person: whatever is published there. Throws INVALID_ARGUMENT. */
export function endpointsOfAddresses(addresses: readonly string[]): ZmqEndpoints {
  const endpoints = new Map<string, Set<ZmqTopic>>()
  for (const address of addresses) {
    if (!isEndpoint(connectable(address))) {
      throw new NodetapError(
        ErrorCodes.InvalidArgument,
        `${address} is no ZMQ address: tcp://HOST:PORT, or ipc://PATH`,
      )
    }
    for (const topic of ZMQ_TOPICS) addEndpoint(endpoints, address, topic)
  }
  return endpoints
}
