import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BridgeInputs } from '../inputs.js'
import type { DiscoveredNode } from './discover-node.js'
import { nodeFileSystem } from './files/index.js'
import type { InputStatus } from './input-status.js'
import { LiveLimits } from './limits.js'
import { LiveInputs } from './live-inputs.js'
import type { RpcClient } from './rpc/index.js'
import { systemTimers } from './timers.js'

/** What a look at a node has found. */
export interface NodeInspection {
  /** Whether the node runs: it answers, or its process is there. */
  readonly isRunning: boolean
  /** Empty: not known. */
  readonly version: string
  readonly inputs: BridgeInputs
  readonly statuses: readonly InputStatus[]
}

/** Looks at everything that a node gives, for a moment, and publishes nothing. */
export async function inspectNode(
  node: DiscoveredNode,
  rpc: RpcClient,
  signal?: AbortSignal,
): Promise<NodeInspection> {
  const live = new LiveInputs(
    {
      chain: node.chain,
      dataDirectory: node.dataDirectory,
      configured: node.config.entries,
      start: node.start,
      without: new Set(),
      rpc,
      zmq: null,
      files: nodeFileSystem,
      timers: systemTimers,
    },
    () => {},
    () => {},
  )
  try {
    live.start()
    live.poll(0)
    const deadline = systemTimers.monotonicUs() + LiveLimits.inspectMs * 1000
    while (!live.isSettled && systemTimers.monotonicUs() < deadline && signal?.aborted !== true) {
      await wait(LiveLimits.turnMs)
    }
    return {
      isRunning: live.inputs.rpc || hasProcess(node),
      version: live.nodeVersion,
      inputs: live.inputs,
      statuses: live.statuses,
    }
  } finally {
    live.close()
  }
}

/**
 * Whether the process that the node noted when it started is there. It removes the note at its end.
 */
function hasProcess({ setup }: DiscoveredNode): boolean {
  try {
    const id = Number.parseInt(readFileSync(join(setup.directory, 'bitcoind.pid'), 'utf8'), 10)
    return Number.isInteger(id) && id > 0 && process.kill(id, 0)
  } catch (error) {
    // Not ours, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
