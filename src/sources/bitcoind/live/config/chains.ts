import { join } from 'node:path'
import { ErrorCodes, NodetapError } from '../../../../errors/index.js'
import { homeDirectory } from '../../../../rpc/index.js'

/** A chain of Bitcoin Core's. */
export interface Chain {
  /** As `getblockchaininfo` and `-chain` name it, and the section of bitcoin.conf. */
  readonly name: 'main' | 'test' | 'testnet4' | 'signet' | 'regtest'
  /** Below the data directory; mainnet has none. */
  readonly directory: string
  readonly rpcPort: number
}

export const CHAINS: readonly Chain[] = [
  { name: 'main', directory: '', rpcPort: 8332 },
  { name: 'test', directory: 'testnet3', rpcPort: 18332 },
  { name: 'testnet4', directory: 'testnet4', rpcPort: 48332 },
  { name: 'signet', directory: 'signet', rpcPort: 38332 },
  { name: 'regtest', directory: 'regtest', rpcPort: 18443 },
]

const ALIASES: Readonly<Record<string, string>> = {
  mainnet: 'main',
  testnet: 'test',
  testnet3: 'test',
}

/** The chain of a name, as Bitcoin Core or a person says it; null: there is none. */
export function findChain(name: string): Chain | null {
  return CHAINS.find(it => it.name === (ALIASES[name] ?? name)) ?? null
}

/** As {@link findChain}. Throws INVALID_ARGUMENT for another name. */
export function chainOf(name: string): Chain {
  const chain = findChain(name)
  if (chain !== null) return chain
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    `There is no chain ${name}: ${CHAINS.map(it => it.name).join(', ')}`,
  )
}

/** Where Bitcoin Core keeps its data when nobody says otherwise. */
export function defaultDataDirectory(): string {
  if (process.platform === 'win32') {
    const local = process.env['LOCALAPPDATA'] ?? join(homeDirectory(), 'AppData', 'Local')
    return join(local, 'Bitcoin')
  }
  if (process.platform === 'darwin') {
    return join(homeDirectory(), 'Library', 'Application Support', 'Bitcoin')
  }
  return join(homeDirectory(), '.bitcoin')
}
