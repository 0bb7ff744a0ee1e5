import { ErrorCodes, NodetapError } from '../../errors/index.js'
import {
  allOptions,
  chooseRpc,
  type DiscoveredNode,
  discoverNode,
  endpointsOfAddresses,
  type InputName,
  nodeFileSystem,
  type OpenedBridge,
  openBridge,
  qualityOf,
} from '../../sources/bitcoind/index.js'
import { jsonText } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import { deadlineOf } from '../deadline.js'
import { listeningPath } from '../listening-path.js'
import { confText, isSet } from './conf-text.js'
import { type PlanRow, planChanges, planOf, planText } from './plan-text.js'
import { statusJson, statusLines } from './status-text.js'

export interface BridgeCommandOptions {
  readonly datadir?: string
  readonly conf?: string
  readonly chain?: string
  readonly socket?: string
  /** Addresses; false for `--no-zmq`. */
  readonly zmq?: readonly string[] | boolean
  /** A place; false for `--no-rpc`. */
  readonly rpc?: string | boolean
  readonly rpcUser?: string
  readonly capture?: boolean
  readonly log?: boolean
  readonly printConf?: boolean
  /** Seconds. */
  readonly statusEvery?: number
  /** Seconds. */
  readonly duration?: number
  readonly json?: boolean
}

/** Between two looks at how the inputs stand, in milliseconds. */
const LOOK_MS = 1000

/** Publishes the tracepoints of a node that has none, from what it gives. */
export async function bridge(options: BridgeCommandOptions, context: CliContext): Promise<void> {
  const node = discoverNode({
    dataDirectory: options.datadir,
    configPath: options.conf,
    chain: options.chain,
    files: nodeFileSystem,
  })
  if (options.printConf === true) {
    await context.stdout.write(confText(node, allOptions))
    return
  }
  using deadline = deadlineOf(options.duration, context.signal)
  await using opened = await openBridge({
    node,
    socketPath: listeningPath(options.socket),
    rpc: options.rpc === false ? null : rpcOf(node, options),
    zmq: Array.isArray(options.zmq) ? endpointsOfAddresses(options.zmq) : null,
    without: withoutOf(options),
  })
  await new BridgeReport(node, opened, options, context).until(deadline.signal)
}

function rpcOf(node: DiscoveredNode, { rpc, rpcUser }: BridgeCommandOptions) {
  return chooseRpc(node.setup, {
    where: typeof rpc === 'string' ? rpc : undefined,
    user: rpcUser,
    password: process.env['NODETAP_RPC_PASSWORD'],
  })
}

function withoutOf({ capture, log, rpc, zmq }: BridgeCommandOptions): Set<InputName> {
  const without = new Set<InputName>()
  if (capture === false) without.add('capture')
  if (log === false) without.add('log')
  if (rpc === false) without.add('rpc')
  if (zmq === false) without.add('zmq')
  if (without.size === 4) {
    throw new NodetapError(ErrorCodes.InvalidArgument, 'Without any input there is nothing to tell')
  }
  return without
}

/** Says what the bridge makes of the node: all of it once, then what changes. */
class BridgeReport {
  readonly #node: DiscoveredNode
  readonly #bridge: OpenedBridge
  readonly #options: BridgeCommandOptions
  readonly #context: CliContext
  #plan: readonly PlanRow[] | null = null
  #states = ''
  #sinceStatusMs = 0

  constructor(
    node: DiscoveredNode,
    opened: OpenedBridge,
    options: BridgeCommandOptions,
    context: CliContext,
  ) {
    this.#node = node
    this.#bridge = opened
    this.#options = options
    this.#context = context
  }

  /** Looks until the signal fires. Rejects where the publisher fails. */
  async until(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    await this.#begin()
    const timer = setInterval(() => void this.#look(), LOOK_MS)
    try {
      const aborted = new Promise<null>(resolve => {
        signal.addEventListener('abort', () => resolve(null), { once: true })
      })
      const failure = await Promise.race([aborted, this.#bridge.closed])
      if (failure !== null) throw failure
    } finally {
      clearInterval(timer)
    }
    await this.#status()
  }

  async #begin(): Promise<void> {
    const { json } = this.#options
    const { path } = this.#bridge
    const { chain, setup, config } = this.#node
    if (json === true) {
      await this.#json({ bridge: { socket: path, chain: chain.name, directory: setup.directory } })
      return
    }
    await this.#lines([
      `Bridge to Bitcoin Core, ${chain.name}, in ${setup.directory}`,
      `Tracepoints are served at ${path}`,
      ...config.warnings.map(it => `Warning: ${it}`),
    ])
  }

  async #look(): Promise<void> {
    const { inputs, status } = this.#bridge
    const plan = planOf(qualityOf(inputs), line => !isSet(line, this.#node.next))
    const before = this.#plan
    this.#plan = plan
    const states = status.inputs.map(({ input, state }) => `${input} ${state}`).join()
    const hasChanged = states !== this.#states
    this.#states = states
    const { json, statusEvery } = this.#options
    this.#sinceStatusMs += LOOK_MS
    const isDue = statusEvery !== undefined && this.#sinceStatusMs >= statusEvery * 1000
    if (hasChanged || isDue) await this.#status()
    if (json === true) {
      if (before === null || planChanges(before, plan).length > 0) await this.#json({ plan })
    } else if (before === null) await this.#lines(planText(plan, this.#context.stdout))
    else await this.#lines(planChanges(before, plan))
  }

  async #status(): Promise<void> {
    this.#sinceStatusMs = 0
    const { status } = this.#bridge
    if (this.#options.json === true) await this.#json({ status: statusJson(status) })
    else await this.#lines(statusLines(status, this.#context.stdout))
  }

  async #lines(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#context.stdout.write(`${lines.join('\n')}\n`)
  }

  async #json(value: unknown): Promise<void> {
    await this.#context.stdout.write(`${jsonText(value)}\n`)
  }
}
