import type { BcoinEmitter } from './emitter.js'
import type { BcoinVerifyError } from './verify-error.js'

export interface BcoinPool extends BcoinEmitter {
  readonly options: { maxInbound: number; readonly agent: string }
  readonly peers: BcoinPeerList
  readonly hosts: BcoinHosts
  readonly server: { maxConnections: number }
  bindPeer(peer: BcoinPeer): void
  handleSocket(socket: BcoinSocket): void
  listen(): Promise<void>
}

export interface BcoinSocket {
  readonly remoteAddress?: string | undefined
  readonly bytesRead?: number
  readonly bytesWritten?: number
}

export interface BcoinPeerList {
  readonly inbound: number
  head(): BcoinPeer | null
  add(peer: BcoinPeer): void
}

export interface BcoinHosts {
  /** The peers that the node's operator has named. */
  readonly nodes: readonly BcoinAddress[]
  /** The peers that the node has found itself, by host name and port. */
  readonly map: ReadonlyMap<string, unknown>
  isBanned(host: string): boolean
}

export interface BcoinAddress {
  readonly hostname: string
  readonly raw: Uint8Array
  isRoutable(): boolean
  isOnion(): boolean
  isIPv4(): boolean
}

export interface BcoinPeer extends BcoinEmitter {
  readonly id: number
  readonly address: BcoinAddress
  readonly outbound: boolean
  readonly connected: boolean
  readonly destroyed: boolean
  /** When the connection was made, in Unix milliseconds. */
  readonly time: number
  /** The version that it has named; -1: none yet. */
  readonly version: number
  /** Its user agent. */
  readonly agent: string | null
  /** The shortest round trip, in milliseconds; -1: not known. */
  readonly minPing: number
  readonly socket: BcoinSocket | null
  readonly parser: BcoinParser
  readonly next: BcoinPeer | null
  sendRaw(messageType: string, payload: Uint8Array, checksum?: Uint8Array | null): void
  handlePacket(packet: { readonly cmd: string }): Promise<void>
  increaseBan(score: number): boolean
  reject(messageType: string, error: BcoinVerifyError): boolean
  destroy(): void
}

export interface BcoinParser extends BcoinEmitter {
  parsePayload(messageType: string, payload: Uint8Array): unknown
}
