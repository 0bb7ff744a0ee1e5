/** Bits of the service flags and their names, as `getpeerinfo` of Bitcoin Core gives them. */
const serviceNames: ReadonlyMap<number, string> = new Map([
  [0, 'NETWORK'],
  [2, 'BLOOM'],
  [3, 'WITNESS'],
  [6, 'COMPACT_FILTERS'],
  [10, 'NETWORK_LIMITED'],
  [11, 'P2P_V2'],
])

/** The names of the service bits that are set; others are `UNKNOWN[2^n]`. */
export function serviceFlagNames(services: bigint): string[] {
  const names: string[] = []
  for (let bit = 0; bit < 64; bit++) {
    if (((services >> BigInt(bit)) & 1n) === 1n) {
      names.push(serviceNames.get(bit) ?? `UNKNOWN[2^${bit}]`)
    }
  }
  return names
}
