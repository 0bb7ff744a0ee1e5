import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'
import { startPublisher, type Tracing } from '../../publisher/index.js'
import { attachBcoin, type BcoinAttachment } from '../../sources/bcoin/index.js'
import { loadBcoin } from './bcoin-module.js'
import { RegtestNode } from './regtest-node.js'
import { Story } from './story.js'

export interface DemoNodeOptions {
  /**
   * The socket at which the node's tracepoints can be subscribed to; else as the publisher has it.
   */
  readonly path?: string
  /** Ends the demo, as {@link DemoNode.close} does. */
  readonly signal?: AbortSignal
  /** Told in one line what the node is about to do, for people to read beside the events. */
  readonly onNote?: (text: string) => void
  /** Told when the socket takes connections: before anything has happened. */
  readonly onReady?: () => void
  /** How long to rest between two notes, in milliseconds. 1000. */
  readonly paceMs?: number
  /** How often the story is told before the chain is wound back to its beginning. 100. */
  readonly roundsPerChain?: number
}

/** A node that does things, to be traced. */
export interface DemoNode extends AsyncDisposable {
  /** Where its tracepoints can be subscribed to. */
  readonly path: string
  /** Resolves when the demo has ended; rejects with what ended it if nobody wanted that. */
  readonly closed: Promise<void>
  /** Ends the story, both nodes and the publisher. */
  close(): Promise<void>
}

/** Few, so that newcomers soon displace somebody. */
const MAX_INBOUND = 4

/** Room for some 100 coins, so that old ones leave as new ones come. */
const COIN_CACHE_BYTES = 16 * 1024

const DEFAULT_PACE_MS = 1000

/** A round mines some three blocks: the subsidy halves once meanwhile, and memory stays small. */
const DEFAULT_ROUNDS_PER_CHAIN = 100

/**
 * Starts a regtest network in this process: a bcoin full node with a wallet, which is traced and
 * has all policies of nodetap, and a neighbour. They pay, mine, replace, reject, evict and
 * reorganise, so that every tracepoint fires within half a minute; all in memory, all on
 * 127.0.0.1. The chain is wound back from time to time, so that memory grows by no more than
 * the address that the wallet derives for each payment.
 *
 * @throws NodetapError `MISSING_DEPENDENCY` if bcoin is not installed, and what
 * `startPublisher` throws for the path
 */
export async function startDemoNode(options: DemoNodeOptions = {}): Promise<DemoNode> {
  loadBcoin()
  const { path, signal, onNote = () => {} } = options
  const ending = new AbortController()
  const stop = (): void => ending.abort()
  if (signal?.aborted) throw new NodetapError(ErrorCodes.Aborted, 'The demo was ended at once')
  signal?.addEventListener('abort', stop, { once: true })

  const parts = new Parts()
  try {
    await parts.start(path)
    options.onReady?.()
    const story = new Story(parts.node, parts.neighbour, {
      signal: ending.signal,
      onNote,
      paceMs: options.paceMs ?? DEFAULT_PACE_MS,
      roundsPerChain: options.roundsPerChain ?? DEFAULT_ROUNDS_PER_CHAIN,
    })
    parts.story = story
    await story.begin()
    const closed = story
      .tell()
      .catch((error: unknown) => {
        if (!isNodetapError(error, ErrorCodes.Aborted)) throw error
      })
      .finally(async () => {
        signal?.removeEventListener('abort', stop)
        await parts.close()
      })
    // Whoever does not ask is not told, also when the nodes broke.
    closed.catch(() => {})
    const close = async (): Promise<void> => {
      stop()
      await closed
    }
    return { path: parts.tracing.path, closed, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    signal?.removeEventListener('abort', stop)
    await parts.close()
    throw error
  }
}

/** What was started, to be ended in reverse order whether or not all of it was. */
class Parts {
  #tracing: Tracing | null = null
  #attachment: BcoinAttachment | null = null
  #node: RegtestNode | null = null
  #neighbour: RegtestNode | null = null
  story: Story | null = null

  get tracing(): Tracing {
    return present(this.#tracing)
  }
  get node(): RegtestNode {
    return present(this.#node)
  }
  get neighbour(): RegtestNode {
    return present(this.#neighbour)
  }

  async start(path: string | undefined): Promise<void> {
    const tracing = await startPublisher({
      ...(path === undefined ? {} : { path }),
      node: 'bcoin 1.0.2, regtest',
    })
    this.#tracing = tracing
    this.#node = await RegtestNode.start({
      wallet: true,
      maxInbound: MAX_INBOUND,
      coinCacheBytes: COIN_CACHE_BYTES,
      onOpen: node => {
        this.#attachment = attachBcoin(node, tracing, {
          policies: {
            evictInbound: true,
            replaceByFee: true,
            uncacheRejected: true,
            avoidPartialSpends: true,
          },
        })
      },
    })
    this.#neighbour = await RegtestNode.start()
  }

  async close(): Promise<void> {
    this.story?.close()
    // The neighbour first, so that the end of its connections is seen.
    await this.#neighbour?.close()
    this.#neighbour = null
    await this.#node?.close()
    this.#node = null
    this.#attachment?.detach()
    this.#attachment = null
    await this.#tracing?.close()
    this.#tracing = null
  }
}

function present<T>(part: T | null): T {
  if (part === null) throw new NodetapError(ErrorCodes.Internal, 'The demo has not been started')
  return part
}
