import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { checkSocketPath, defaultSocketPath, homeDirectory } from '../rpc/index.js'

/** Bitcoin Core's directories below its data directory, one a network; mainnet has none. */
const NETWORK_DIRECTORIES = ['', 'testnet4', 'signet', 'regtest', 'testnet3'] as const

/** Where a node's socket may be, in the order in which it is looked for. */
export function usualSocketPaths(): string[] {
  if (process.platform === 'win32') return [defaultSocketPath()]
  const bitcoin =
    process.platform === 'darwin'
      ? join(homeDirectory(), 'Library', 'Application Support', 'Bitcoin')
      : join(homeDirectory(), '.bitcoin')
  return [
    defaultSocketPath(),
    ...NETWORK_DIRECTORIES.map(directory => join(bitcoin, directory, 'node.sock')),
  ]
}

/**
 * The socket to connect to: the one given, `NODETAP_SOCKET`, or the first of the usual places
 * that has one. Throws NO_NODE, naming the places looked at, where there is none; UNUSABLE_PATH
 * for a path that can be none.
 */
export function findSocket(given?: string): string {
  // A variable that is set to nothing is not set; a path that is given is meant.
  const chosen = given ?? (process.env['NODETAP_SOCKET'] || undefined)
  if (chosen !== undefined) {
    checkSocketPath(chosen)
    return chosen
  }
  const places = usualSocketPaths()
  // A pipe cannot be looked for without opening it.
  if (process.platform === 'win32') return places[0] ?? defaultSocketPath()
  const found = places.find(isSocket)
  if (found !== undefined) return found
  throw new NodetapError(
    ErrorCodes.NoNode,
    `No node's socket was found. Looked for:\n${places.map(it => `  ${it}`).join('\n')}\nName one with --socket or NODETAP_SOCKET, or start a node: nodetap demo`,
  )
}

function isSocket(path: string): boolean {
  try {
    return statSync(path).isSocket()
  } catch {
    return false
  }
}
