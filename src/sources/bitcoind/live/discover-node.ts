import { join } from 'node:path'
import {
  type Chain,
  type ConfigFile,
  chainOf,
  configuredChain,
  defaultDataDirectory,
  findNodeStart,
  HIDDEN_VALUE,
  NodeOptions,
  type NodeSetup,
  type NodeStart,
  nodeSetup,
  readConfigFile,
} from './config/index.js'
import type { FileSystem } from './files/index.js'

export interface DiscoverOptions {
  /** The data directory; Bitcoin Core's usual one, if not given. */
  readonly dataDirectory?: string | undefined
  /** bitcoin.conf; that of the data directory, if not given. */
  readonly configPath?: string | undefined
  /** As Bitcoin Core or a person names it; what bitcoin.conf says, if not given. */
  readonly chain?: string | undefined
  readonly files: FileSystem
}

/** How a node is set up, as its files tell. */
export interface DiscoveredNode {
  readonly dataDirectory: string
  readonly chain: Chain
  readonly config: ConfigFile
  /** What the node told of itself when it was last started; null: its log does not say. */
  readonly start: NodeStart | null
  readonly setup: NodeSetup
  /** As it will be when it is started anew with the present bitcoin.conf. */
  readonly next: { readonly options: NodeOptions; readonly setup: NodeSetup }
}

/**
 * Finds out how a node is set up: from bitcoin.conf and from the last start in its log, which also
 * tells of options that it was given on its command line. The node need not run.
 *
 * Throws INVALID_ARGUMENT for a chain that there is not.
 */
export function discoverNode({
  dataDirectory: directory,
  configPath,
  chain: named,
  files,
}: DiscoverOptions): DiscoveredNode {
  const usual = directory ?? defaultDataDirectory()
  const given = named === undefined ? undefined : chainOf(named)
  const config = readConfigFile(configPath ?? join(usual, 'bitcoin.conf'), usual, given)
  const chain = given ?? configuredChain(config.entries)
  const moved = new NodeOptions([], config.entries, chain).get('datadir')
  const dataDirectory = directory ?? (moved === undefined || moved === null ? usual : moved)
  const configured = nodeSetup(new NodeOptions([], config.entries, chain), chain, dataDirectory)
  const start = configured.logPath === null ? null : findNodeStart(configured.logPath, files)
  const setup = start === null ? configured : startedSetup(start, configured, dataDirectory)
  const options = new NodeOptions(start?.command ?? [], config.entries, chain)
  const next = { options, setup: nodeSetup(options, chain, dataDirectory) }
  return { dataDirectory, chain, config, start, setup, next }
}

/** As the node was started; its log hides the password, which bitcoin.conf has. */
function startedSetup(
  { command, file }: NodeStart,
  { chain, rpcAuth }: NodeSetup,
  dataDirectory: string,
): NodeSetup {
  const options = new NodeOptions(command, file, chain)
  const setup = nodeSetup(options, chain, dataDirectory)
  return options.get('rpcpassword') === HIDDEN_VALUE ? { ...setup, rpcAuth } : setup
}
