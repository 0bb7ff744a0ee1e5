import { random } from '../harness/random.js'

/** A node's usual events; the same for a seed. */
export interface NodeLoad {
  /** 125 peers' addresses: strings made at run time, as a node has them, no literals. */
  readonly addresses: readonly string[]
  readonly messageTypes: readonly string[]
  readonly hashes: readonly Uint8Array[]
}

export const PEERS = 125

export function nodeLoad(seed: number): NodeLoad {
  const next = random(seed)
  return {
    addresses: Array.from(
      { length: PEERS },
      (_, i) => `${Math.floor(next() * 223) + 1}.${i}.${Math.floor(next() * 256)}.7:8333`,
    ),
    messageTypes: ['ping', 'pong', 'inv', 'tx', 'getdata', 'headers', 'addr', 'cmpctblock'],
    hashes: Array.from({ length: 256 }, () =>
      Uint8Array.from({ length: 32 }, () => Math.floor(next() * 256)),
    ),
  }
}

/** A P2P payload as a slice of what a socket handed out: it begins anywhere. */
export function payload(bytes: number): Uint8Array {
  return Buffer.alloc(bytes + 27, 7).subarray(27)
}
