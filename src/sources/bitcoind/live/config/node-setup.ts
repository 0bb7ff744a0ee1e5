import { isAbsolute, join } from 'node:path'
import type { LogCategory, ZmqTopic } from '../../inputs.js'
import { addEndpoint, ZMQ_TOPICS } from '../zmq/index.js'
import type { Chain } from './chains.js'
import { configuredChain } from './configured-chain.js'
import { NodeOptions, type OptionEntry } from './node-options.js'

export const LOG_CATEGORIES: readonly LogCategory[] = [
  'net',
  'mempool',
  'mempoolrej',
  'validation',
  'bench',
  'coindb',
  'selectcoins',
  'cmpctblock',
  'txpackages',
]

/** What the log shows of a password. */
export const HIDDEN_VALUE = '****'

/** How a node is set up, as far as its options tell. */
export interface NodeSetup {
  readonly chain: Chain
  /** The chain's own directory. */
  readonly directory: string
  /** Null: it writes none. */
  readonly logPath: string | null
  readonly categories: ReadonlySet<LogCategory>
  readonly timeMicros: boolean
  readonly ips: boolean
  readonly capturesMessages: boolean
  readonly capturePath: string
  readonly zmq: ReadonlyMap<string, ReadonlySet<ZmqTopic>>
  /** Whether it serves RPC; bitcoind does unless it is told otherwise. */
  readonly serves: boolean
  readonly rpcPort: number
  readonly cookiePath: string
  /** `rpcuser` and `rpcpassword`; null: it makes a cookie. */
  readonly rpcAuth: { readonly user: string; readonly password: string } | null
  readonly prunes: boolean
  readonly hasWallet: boolean
}

/** Reads from a node's options what the bridge needs. `dataDirectory` is that of all chains. */
export function nodeSetup(options: NodeOptions, chain: Chain, dataDirectory: string): NodeSetup {
  const directory = join(dataDirectory, chain.directory)
  const within = (path: string): string => (isAbsolute(path) ? path : join(directory, path))
  const log = options.get('debuglogfile')
  const cookie = options.get('rpccookiefile')
  const user = options.get('rpcuser') ?? 'bitcoinrpc'
  const password = options.get('rpcpassword') ?? ''
  const port = Number(options.get('rpcport') ?? chain.rpcPort)
  return {
    chain,
    directory,
    logPath: log === null || log === '0' ? null : within(log || 'debug.log'),
    categories: categoriesOf(options),
    timeMicros: options.isOn('logtimemicros'),
    ips: options.isOn('logips'),
    capturesMessages: options.isOn('capturemessages'),
    capturePath: join(directory, 'message_capture'),
    zmq: zmqOf(options),
    serves: options.isOn('server', true),
    rpcPort: Number.isInteger(port) && port > 0 && port < 65536 ? port : chain.rpcPort,
    cookiePath: within(cookie || '.cookie'),
    rpcAuth: password === '' || password === HIDDEN_VALUE ? null : { user, password },
    prunes: Number(options.get('prune') ?? 0) > 0,
    hasWallet: !options.isOn('disablewallet'),
  }
}

/** The categories that a node logs, by its settings of the command line and of bitcoin.conf. */
export function loggedCategories(
  command: readonly OptionEntry[],
  file: readonly OptionEntry[],
): ReadonlySet<LogCategory> {
  const chain = configuredChain([...command, ...file])
  return categoriesOf(new NodeOptions(command, file, chain))
}

/** `debug=1` and `debug=` stand for all categories, `debug=0` and `debug=none` for none. */
function categoriesOf(options: NodeOptions): ReadonlySet<LogCategory> {
  let categories = new Set<LogCategory>()
  for (const value of options.all('debug')) {
    if (value === '' || value === '1' || value === 'all') categories = new Set(LOG_CATEGORIES)
    else if (value === '0' || value === 'none') categories = new Set()
    else for (const it of LOG_CATEGORIES) if (it === value) categories.add(it)
  }
  for (const value of options.all('debugexclude')) {
    for (const it of LOG_CATEGORIES) if (it === value) categories.delete(it)
  }
  return categories
}

function zmqOf(options: NodeOptions): ReadonlyMap<string, ReadonlySet<ZmqTopic>> {
  const endpoints = new Map<string, Set<ZmqTopic>>()
  for (const topic of ZMQ_TOPICS) {
    for (const address of options.all(`zmqpub${topic}`)) addEndpoint(endpoints, address, topic)
  }
  return endpoints
}
