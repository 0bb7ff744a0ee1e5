import { TRACEPOINT_NAMES, TRACEPOINTS } from './generated/catalogue.js'
import type { TracepointName } from './generated/events.js'
import type { Tracepoint } from './tracepoint.js'

/** Contexts of tracepoints that nodetap adds to those of the node. */
const OWN_CONTEXTS = ['snapshot', 'nodetap'] as const

type OwnContext = (typeof OWN_CONTEXTS)[number]

/** The tracepoints that a node fires: Bitcoin Core's. */
export type NodeTracepointName = Exclude<TracepointName, `${OwnContext}:${string}`>

/** Whether a tracepoint is one of nodetap's own: part of a snapshot, or about the publisher. */
export function isOwnTracepoint(name: string): boolean {
  return ownContext(name) !== undefined
}

/**
 * Whether a star in `pattern` may stand for `name`. Of nodetap's own tracepoints it stands only
 * for those whose context the pattern names: `*` is all that the node does, and no more.
 */
export function mayMatch(pattern: string, name: string): boolean {
  const context = ownContext(name)
  return context === undefined || pattern.startsWith(`${context}:`)
}

/** The tracepoints that a node fires, by id. */
export const NODE_TRACEPOINTS: readonly Tracepoint[] = TRACEPOINTS.filter(
  ({ name }) => !isOwnTracepoint(name),
)

/** Their names, by id. */
export const NODE_TRACEPOINT_NAMES: readonly NodeTracepointName[] =
  TRACEPOINT_NAMES.filter(isNodeTracepoint)

function isNodeTracepoint(name: TracepointName): name is NodeTracepointName {
  return !isOwnTracepoint(name)
}

function ownContext(name: string): OwnContext | undefined {
  return OWN_CONTEXTS.find(context => name.startsWith(`${context}:`))
}
