/** Hosts that may be in a path: IP addresses, and names of Tor and I2P. */
const SAFE_ADDRESS =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]|[a-z2-7]{16,56}\.onion|[a-z2-7]{52}\.b32\.i2p):\d{1,5}$/

/**
 * The directory of a peer: its address with `_` for `:`, as Bitcoin Core has it. Any other text
 * than an address, which a peer may have had its say in, is not let into a path.
 */
export function directoryOf(peerId: number, address: string): string {
  return SAFE_ADDRESS.test(address) ? address.replaceAll(':', '_') : `peer_${peerId}`
}

/** The address that a directory is named after. */
export function addressOf(directory: string): string {
  return directory.replaceAll('_', ':')
}
