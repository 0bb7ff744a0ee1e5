import { isNodetapError } from '../../errors/index.js'
import { startPublisher, type Tracing } from '../../publisher/index.js'
import { type AttachOptions, attachBcoin, type BcoinAttachment } from './attach.js'
import type { BcoinNode } from './bcoin-types/index.js'
import { policiesByName } from './policies/index.js'

/** Where the plugin listens, and what it changes of the node. */
export interface BcoinPluginOptions extends AttachOptions {
  /**
   * Where to listen. If not given: `--nodetap-socket`, else the environment's `NODETAP_SOCKET`,
   * else the publisher's default.
   */
  readonly path?: string
}

/** What bcoin takes as a plugin: in `node.use()`, or in the option `plugins`. */
export interface BcoinPlugin {
  /** What bcoin knows it by. */
  readonly id: string
  /** For bcoin to call, once a node. */
  init(node: BcoinNode): BcoinPluginInstance
}

/** The plugin of one node. */
export interface BcoinPluginInstance {
  /** The publisher, while it runs. */
  readonly tracing: Tracing | null
  /** For bcoin to call, with the node's own opening and closing. Never rejects. */
  open(): Promise<void>
  close(): Promise<void>
}

/** What bcoin knows the plugin by. */
export const id = 'nodetap'

/**
 * The plugin with options from the command line and environment only: for
 * `bcoin --plugins=nodetap/sources/bcoin`. `--nodetap-policies` names policies, with commas.
 */
export function init(node: BcoinNode): BcoinPluginInstance {
  return new Plugin(node, {})
}

/** The plugin with options of a program. */
export function createBcoinPlugin(options: BcoinPluginOptions = {}): BcoinPlugin {
  return { id, init: node => new Plugin(node, options) }
}

/** A node whose tracing fails says so in its log and goes on. */
class Plugin implements BcoinPluginInstance {
  tracing: Tracing | null = null
  #attachment: BcoinAttachment | null = null
  readonly #node: BcoinNode
  readonly #options: BcoinPluginOptions

  constructor(node: BcoinNode, options: BcoinPluginOptions) {
    this.#node = node
    this.#options = options
  }

  /** bcoin calls it when chain, mempool and pool are open and nothing is connected yet. */
  async open(): Promise<void> {
    const logger = this.#node.logger.context('nodetap')
    try {
      const path = this.#path()
      this.tracing = await startPublisher({
        ...(path === undefined ? {} : { path }),
        node: describeNode(this.#node),
      })
      this.#attachment = attachBcoin(this.#node, this.tracing, this.#attachOptions())
      logger.info(`Tracepoints can be subscribed to at ${this.tracing.path}`)
    } catch (error) {
      logger.error(`No tracing: ${isNodetapError(error) ? error.message : String(error)}`)
      await this.close()
    }
  }

  async close(): Promise<void> {
    this.#attachment?.detach()
    this.#attachment = null
    const { tracing } = this
    this.tracing = null
    try {
      await tracing?.close()
    } catch (error) {
      this.#node.logger.context('nodetap').warning(`Tracing did not end well: ${String(error)}`)
    }
  }

  #path(): string | undefined {
    const { path } = this.#options
    return path ?? this.#node.config?.str('nodetap-socket') ?? process.env['NODETAP_SOCKET']
  }

  #attachOptions(): AttachOptions {
    if (this.#options.policies) return { policies: this.#options.policies }
    const names = this.#node.config?.array('nodetap-policies') ?? []
    return { policies: policiesByName(names.map(String)) }
  }
}

/** "bcoin:v1.0.2, regtest": what the node tells its peers. */
function describeNode({ pool, network }: BcoinNode): string {
  return `${pool.options.agent.replaceAll('/', '')}, ${network.type}`
}
