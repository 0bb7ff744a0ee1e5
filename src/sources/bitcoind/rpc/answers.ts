import type { NetworkName } from '../../../tracepoints/index.js'

/** A peer as `getpeerinfo` tells it. */
export interface PeerInfo {
  readonly id: number
  readonly address: string
  readonly connectionType: string
  readonly inbound: boolean
  readonly network: NetworkName | undefined
  readonly connectedAtS: number | undefined
}

/** A transaction in the mempool as `getmempoolentry` and `getrawmempool` tell it. */
export interface PoolEntry {
  readonly vsize: number
  readonly feeSat: number
  readonly enteredAtS: number
}

const networks: Readonly<Record<string, NetworkName>> = {
  not_publicly_routable: 'unroutable',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  onion: 'onion',
  i2p: 'i2p',
  cjdns: 'cjdns',
}

/** A JSON object, or undefined. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // Checked above: an object that is no list has string keys and values of any kind.
      (value as Readonly<Record<string, unknown>>)
    : undefined
}

/** A safe integer, or undefined. */
export function asInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Satoshis of an amount in BTC as Core's JSON has it; exact, since a double tells 8 decimals of all money apart. */
export function asSat(value: unknown): number | undefined {
  if (typeof value !== 'number') return undefined
  const sat = Math.round(value * 1e8)
  return Number.isSafeInteger(sat) ? sat : undefined
}

/** 64 hexadecimal digits in small letters, or undefined. */
export function asHash(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined
}

/** The peers of a `getpeerinfo` result; entries that make no sense are left out. */
export function readPeers(result: unknown): PeerInfo[] | undefined {
  if (!Array.isArray(result)) return undefined
  const peers: PeerInfo[] = []
  for (const entry of result) {
    const object = asObject(entry)
    const id = asInteger(object?.id)
    if (object === undefined || id === undefined) continue
    peers.push({
      id,
      address: asText(object.addr) ?? '',
      connectionType: asText(object.connection_type) ?? '',
      inbound: object.inbound === true,
      network: networks[asText(object.network) ?? ''],
      connectedAtS: asInteger(object.conntime),
    })
  }
  return peers
}

/** An entry of the mempool, or undefined where it lacks something. */
export function readPoolEntry(value: unknown): PoolEntry | undefined {
  const object = asObject(value)
  const vsize = asInteger(object?.vsize)
  const feeSat = asSat(asObject(object?.fees)?.base)
  const enteredAtS = asInteger(object?.time)
  if (vsize === undefined || feeSat === undefined || enteredAtS === undefined) return undefined
  return { vsize, feeSat, enteredAtS }
}
