import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  allOptions,
  CHAINS,
  chooseRpc,
  type DiscoveredNode,
  defaultDataDirectory,
  discoverNode,
  type InputStatus,
  inspectNode,
  type NodeInspection,
  nodeFileSystem,
  qualityOf,
} from '../../sources/bitcoind/index.js'
import { isSet } from '../bridge/conf-text.js'
import type { Examination, Finding } from './finding.js'

export interface NodeOptionsGiven {
  readonly datadir?: string | undefined
  readonly chain?: string | undefined
}

/** Bitcoin Core nodes that have left something in a data directory, a chain each. */
export async function examineNodes(
  given: NodeOptionsGiven,
  signal: AbortSignal,
): Promise<Examination[]> {
  const root = given.datadir ?? defaultDataDirectory()
  const chains = given.chain === undefined ? chainsIn(root) : [given.chain]
  if (chains.length === 0) return [noNode(root)]
  const examinations: Examination[] = []
  for (const chain of chains) {
    const node = discoverNode({ dataDirectory: root, chain, files: nodeFileSystem })
    const inspection = await inspectNode(node, chooseRpc(node.setup, {}), signal)
    examinations.push(examine(node, inspection, given))
  }
  return examinations
}

/** A directory of a chain that was only made has no log. */
function chainsIn(root: string): string[] {
  return CHAINS.filter(({ directory }) =>
    ['debug.log', '.cookie', 'blocks'].some(it => existsSync(join(root, directory, it))),
  ).map(it => it.name)
}

function noNode(root: string): Examination {
  return {
    title: 'Bitcoin Core',
    findings: [
      {
        state: 'missing',
        subject: root,
        detail: 'no node has left anything there, or this user may not look',
        advice: 'Name the node’s directory with --datadir',
      },
    ],
    canTrace: false,
    next: [],
  }
}

function examine(
  node: DiscoveredNode,
  inspection: NodeInspection,
  given: NodeOptionsGiven,
): Examination {
  const { chain, config, setup } = node
  const { isRunning, version, inputs, statuses } = inspection
  const sources = Object.values(qualityOf(inputs))
  const some = sources.filter(it => it.quality !== 'none').length
  const full = sources.filter(it => it.quality === 'exact' || it.quality === 'derived').length
  const missing = allOptions.filter(line => !isSet(line, node.next))
  const canTrace = isRunning && some > 0
  const args = `${given.datadir === undefined ? '' : ` --datadir ${given.datadir}`} --chain ${chain.name}`
  return {
    title: `Bitcoin Core, ${chain.name}, in ${setup.directory}`,
    findings: [
      {
        state: isRunning ? 'good' : 'missing',
        subject: 'node',
        detail: `${version === '' ? 'version not known' : version}, ${isRunning ? 'running' : 'not running'}`,
        advice: isRunning ? '' : 'Start it; nodetap bridge may be started before',
      },
      configFinding(config, missing.length),
      ...statuses.map(inputFinding),
      {
        state: some > 0 ? 'good' : 'missing',
        subject: 'bridge',
        detail: `${full} tracepoints complete, ${some - full} in part, ${sources.length - some} not at all`,
        advice: '',
      },
    ],
    canTrace,
    next: [
      `nodetap bridge${args}${canTrace ? '' : '   # then start the node'}`,
      ...(missing.length > 0
        ? [
            `nodetap bridge${args} --print-conf >> ${config.path}   # then restart the node: it would tell more`,
          ]
        : []),
    ],
  }
}

function configFinding(
  { path, unreadable, warnings }: DiscoveredNode['config'],
  missing: number,
): Finding {
  const lacks =
    missing === 0 ? 'all that the bridge can use is set' : `${missing} useful lines lack`
  if (unreadable !== null && unreadable !== 'missing') {
    return {
      state: 'bad',
      subject: path,
      detail: `cannot be read (${unreadable})`,
      advice: 'Run as the user that runs the node',
    }
  }
  return {
    state: warnings.length > 0 ? 'bad' : 'good',
    subject: path,
    detail: [unreadable === 'missing' ? 'not there' : 'read', lacks, ...warnings].join('; '),
    advice: '',
  }
}

const STATES = { running: 'good', waiting: 'missing', off: 'missing', failed: 'bad' } as const

function inputFinding({ input, state, detail, advice }: InputStatus): Finding {
  return { state: STATES[state], subject: input, detail: `${state}: ${detail}`, advice }
}
