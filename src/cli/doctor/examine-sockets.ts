import { statSync } from 'node:fs'
import {
  connect,
  type ErrorCode,
  ErrorCodes,
  isNodetapError,
  usualSocketPaths,
} from '../../client/index.js'
import { isPipe } from '../../rpc/index.js'
import type { Examination, Finding } from './finding.js'

/** The sockets on which tracepoints may be served: the one given, or those of the usual places. */
export async function examineSockets(
  chosen: string | undefined,
  signal: AbortSignal,
): Promise<Examination> {
  const given = chosen === '' ? undefined : chosen
  const paths = given === undefined ? usualSocketPaths() : [given]
  const findings: Finding[] = []
  const next: string[] = []
  for (const path of paths) {
    const finding = await examineSocket(path, signal)
    // Of the usual places only those are of interest where something is.
    if (finding.state !== 'missing' || given !== undefined) findings.push(finding)
    if (finding.state !== 'good') continue
    const at = path === paths[0] && given === undefined ? '' : ` --socket ${path}`
    next.push(`nodetap trace 'net:*'${at}`)
  }
  if (findings.length === 0) {
    findings.push({
      state: 'missing',
      subject: 'sockets',
      detail: `none of the usual places has one: ${paths.join(', ')}`,
      advice: '',
    })
  }
  return { title: 'Sockets with tracepoints', findings, canTrace: next.length > 0, next }
}

async function examineSocket(path: string, signal: AbortSignal): Promise<Finding> {
  if (!isPipe(path) && !isThere(path)) {
    return { state: 'missing', subject: path, detail: 'nothing is there', advice: '' }
  }
  try {
    await using session = await connect({ path, signal })
    const { node, software, tracepoints } = await session.describe({ signal })
    const worst = tracepoints.filter(it => it.quality === 'none').length
    const some = worst === 0 ? '' : `, ${worst} of them without events`
    const who = node === '' ? software : node
    const detail = `${who}: ${tracepoints.length} tracepoints (${session.offers})${some}`
    return { state: 'good', subject: path, detail, advice: '' }
  } catch (error) {
    return failed(path, error)
  }
}

/** What is not as the error's message has it, which else says both what is wrong and what to do. */
const KNOWN: Partial<Record<ErrorCode, Partial<Finding>>> = {
  [ErrorCodes.PermissionDenied]: {
    detail: 'it belongs to another user',
    advice: 'Run as the user that runs the node',
  },
  [ErrorCodes.Unimplemented]: {
    advice: 'This node has no tracepoints of its own: use nodetap bridge',
  },
}

function failed(path: string, error: unknown): Finding {
  const detail = error instanceof Error ? error.message : String(error)
  if (isNodetapError(error, ErrorCodes.NoNode) && isPipe(path)) {
    return { state: 'missing', subject: path, detail: 'nobody serves it', advice: '' }
  }
  const known = isNodetapError(error) ? KNOWN[error.code] : undefined
  return { state: 'bad', subject: path, detail, advice: '', ...known }
}

function isThere(path: string): boolean {
  try {
    statSync(path)
    return true
  } catch (error) {
    // A directory that may not be entered may have one: connecting tells.
    return error instanceof Error && 'code' in error && error.code === 'EACCES'
  }
}
