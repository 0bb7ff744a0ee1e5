/** What begins each P2P message of a network, and the port that its nodes listen at. */
export interface NetworkParameters {
  readonly magic: Uint8Array
  readonly port: number
}

/** The networks, by Bitcoin Core's names. */
export const NETWORKS = {
  main: network('f9beb4d9', 8333),
  test: network('0b110907', 18333),
  testnet4: network('1c163f28', 48333),
  signet: network('0a03cf40', 38333),
  regtest: network('fabfb5da', 18444),
} as const satisfies Readonly<Record<string, NetworkParameters>>

/** One of {@link NETWORKS}. */
export type NetworkId = keyof typeof NETWORKS

/** The network that a node's description names, as "bcoin 1.0.2, regtest" does; main if none. */
export function networkOf(description: string): NetworkId {
  const words = description.toLowerCase().split(/[^a-z0-9]+/)
  if (words.includes('testnet') || words.includes('testnet3')) return 'test'
  return NETWORK_IDS.find(id => words.includes(id)) ?? 'main'
}

/** The names of {@link NETWORKS}, the most usual first. */
export const NETWORK_IDS = ['main', 'test', 'testnet4', 'signet', 'regtest'] as const

function network(magic: string, port: number): NetworkParameters {
  return { magic: Uint8Array.from(Buffer.from(magic, 'hex')), port }
}
