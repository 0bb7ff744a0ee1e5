import { ErrorCodes, NodetapError } from '../errors/index.js'
import { TRACEPOINT_NAMES } from './generated/catalogue.js'
import type { TracepointName } from './generated/events.js'
import { TracepointLimits } from './limits.js'
import { nearestNames } from './nearest-names.js'
import { mayMatch } from './own-tracepoints.js'

/**
 * The tracepoints that `patterns` name: each is a name ("mempool:added") or has `*` for any
 * characters ("net:*_message", "*"). nodetap's own (`snapshot:…`, `nodetap:…`) are meant only
 * where the context is spelled out. The result is in the order of `names`, without doubles.
 *
 * @param names those to choose from, such as the tracepoints of a server; by default all that
 *   this version knows
 * @throws NodetapError `UNKNOWN_TRACEPOINT` for a pattern that matches nothing, and
 *   `INVALID_ARGUMENT` for too many patterns, one that is too long, or what is no list of texts
 */
export function matchTracepoints(patterns: readonly string[]): TracepointName[]
export function matchTracepoints<N extends string>(
  patterns: readonly string[],
  names: readonly N[],
): N[]
export function matchTracepoints(
  patterns: readonly string[],
  names: readonly string[] = TRACEPOINT_NAMES,
): string[] {
  checkList(patterns)
  if (patterns.length > TracepointLimits.maxPatterns) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `${patterns.length} tracepoint patterns; at most ${TracepointLimits.maxPatterns} are taken`,
    )
  }
  const matched = new Set<string>()
  for (const pattern of patterns) {
    if (pattern.length > TracepointLimits.maxPatternLength) {
      throw new NodetapError(
        ErrorCodes.InvalidArgument,
        `a tracepoint pattern of ${pattern.length} characters; at most ${TracepointLimits.maxPatternLength} are taken`,
      )
    }
    const found = names.filter(matcher(pattern))
    if (found.length === 0) throw unknownTracepoint(pattern, names)
    for (const name of found) matched.add(name)
  }
  return names.filter(name => matched.has(name))
}

/** A text is a list of letters to JavaScript: programs without types pass one by mistake. */
function checkList(patterns: unknown): void {
  if (Array.isArray(patterns) && patterns.every(it => typeof it === 'string')) return
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    "Tracepoints are named in a list of texts, such as ['net:*', 'mempool:added']",
  )
}

/**
 * Takes each part between stars at its first place after the part before. That is enough, as
 * a star takes anything, and it never goes back.
 */
function matcher(pattern: string): (name: string) => boolean {
  const [head = '', ...parts] = pattern.split('*')
  const tail = parts.pop()
  if (tail === undefined) return name => name === pattern
  return name => {
    if (!name.startsWith(head) || !mayMatch(pattern, name)) return false
    let at = head.length
    for (const part of parts) {
      const found = name.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return name.length - tail.length >= at && name.endsWith(tail)
  }
}

function unknownTracepoint(pattern: string, names: readonly string[]): NodetapError {
  const nearest = nearestNames(pattern, names)
  const hint = nearest.length === 0 ? '' : ` Did you mean ${printable(nearest.join(' or '))}?`
  return new NodetapError(
    ErrorCodes.UnknownTracepoint,
    `No tracepoint matches "${printable(pattern)}".${hint} \`nodetap list\` shows all.`,
  )
}

/** Patterns come from clients and names from servers, and the message may reach a terminal. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '\ufffd')
}
