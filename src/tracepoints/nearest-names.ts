import { TracepointLimits } from './limits.js'
import { isOwnTracepoint } from './own-tracepoints.js'

/** Names that are offered in place of a wrong one. */
const MAX_SUGGESTIONS = 3

/**
 * The names, and patterns of whole contexts ("mempool:*"), that are most like `word`; none if
 * nothing is. Compares `word` with each name, with its part after the colon, and with each
 * context, so that a forgotten context is found, too, and without regard to case; not with the
 * parts of nodetap's own tracepoints, which are named like the node's contexts.
 */
export function nearestNames(word: string, all: readonly string[]): string[] {
  const names = all.filter(name => name.length <= TracepointLimits.maxPatternLength)
  const contexts = [...new Set(names.filter(it => it.includes(':')).map(contextOf))].map(
    context => `${context}:*`,
  )
  const tolerance = Math.max(2, Math.floor(word.length / 3))
  const wanted = word.toLowerCase()
  return [...names, ...contexts]
    .map(name => ({ name, distance: distanceTo(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ name }) => name)
}

function distanceTo(word: string, name: string): number {
  if (isOwnTracepoint(name)) return editDistance(word, name)
  const part = name.endsWith(':*') ? contextOf(name) : name.slice(name.indexOf(':') + 1)
  return Math.min(editDistance(word, name), editDistance(word, part))
}

function contextOf(name: string): string {
  return name.slice(0, name.indexOf(':'))
}

/** Insertions, deletions and substitutions of characters that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
