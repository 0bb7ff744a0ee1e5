import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { Attachment, BcoinTracing } from './attachment.js'
import type { BcoinNode } from './bcoin-types/index.js'
import { traceBlocks } from './blocks.js'
import { traceCoinCache } from './coin-cache.js'
import { traceCoinSelection } from './coin-selection.js'
import { traceCoins } from './coins.js'
import { traceMempool } from './mempool.js'
import { traceConnections } from './net-connections.js'
import { traceMessages } from './net-messages.js'
import { traceMisbehaving } from './net-misbehaving.js'
import { Patches } from './patches.js'
import { PeerRegistry } from './peers.js'
import { applyPolicies, type BcoinPolicies } from './policies/index.js'
import { RemovalCause } from './removal-cause.js'
import { provideSnapshots } from './snapshots.js'
import { WalletRegistry } from './wallets.js'

/** What tracing changes of a node, besides telling of it. */
export interface AttachOptions {
  /**
   * Behaviour that bcoin lacks and that some tracepoints need. None unless named here: they
   * change what the node does, not only what is seen of it.
   */
  readonly policies?: BcoinPolicies
}

/** A node that is traced. */
export interface BcoinAttachment {
  /** Gives the node back as it was. */
  detach(): void
}

const attachedNodes = new WeakSet<BcoinNode>()

/**
 * Makes a bcoin full node fire tracepoints, from the connections, wallets and blocks that it has
 * on. Wraps methods of this one node's objects and listens to its events; while nobody
 * subscribes, each wrap costs one more call and one load.
 *
 * To be called when the chain, the mempool and the pool are there, best before the node
 * connects; wallets need bcoin's plugin `walletdb` to be in use by then. The coins of the
 * genesis block and a mempool read from disk are not seen.
 *
 * @throws NodetapError `INVALID_ARGUMENT` for what is no full node, or for a node that is
 * traced already
 */
export function attachBcoin(
  node: BcoinNode,
  tracing: BcoinTracing,
  options: AttachOptions = {},
): BcoinAttachment {
  checkNode(node)
  const patches = new Patches()
  const intern = tracing.intern.bind(tracing)
  const attachment: Attachment = {
    node,
    tracing,
    sites: tracing.tracepoints,
    patches,
    peers: new PeerRegistry(node.pool, intern),
    wallets: new WalletRegistry(intern),
    removal: new RemovalCause(),
  }
  try {
    traceMessages(attachment)
    traceMisbehaving(attachment)
    traceConnections(attachment)
    traceMempool(attachment)
    traceBlocks(attachment)
    traceCoins(attachment)
    traceCoinCache(attachment)
    traceCoinSelection(attachment)
    applyPolicies(attachment, options.policies ?? {})
    attachment.peers.start(patches)
    attachment.wallets.start(node, patches)
    provideSnapshots(attachment)
  } catch (error) {
    patches.undo()
    throw error
  }
  attachedNodes.add(node)
  return {
    detach() {
      if (attachedNodes.delete(node)) patches.undo()
    },
  }
}

function checkNode(node: BcoinNode): void {
  if (attachedNodes.has(node)) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      'This node is traced already; detach it first.',
    )
  }
  for (const part of ['chain', 'mempool', 'pool'] as const) {
    // An SPV node, or something else altogether, which types could not prevent.
    if (!node[part]) {
      throw new NodetapError(
        ErrorCodes.InvalidArgument,
        `This node has no ${part}: only a bcoin full node can be traced.`,
      )
    }
  }
}
