import type { NodeTracepointName } from '../../tracepoints/index.js'
import type { Tracepoints } from './generated/sites.js'

/** The sites that a node fires; nodetap's own tracepoints are fired by the publisher alone. */
export type NodeTracepoints = Pick<Tracepoints, NodeTracepointName>
