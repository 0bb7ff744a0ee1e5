import { nearestNames } from '../tracepoints/index.js'

/** Fields that an error names where none is like the one written. */
const MAX_NAMED_FIELDS = 12

/** Characters of a name that are compared: what is longer is like none. */
const MAX_COMPARED = 64

/** A sentence that helps whoever wrote a field that is not there; `names` are those that are. */
export function fieldHint(name: string, names: readonly string[]): string {
  const nearest = nearestNames(name.slice(0, MAX_COMPARED), names).filter(it => !it.endsWith('*'))
  return nearest.length > 0
    ? `Did you mean ${nearest.join(' or ')}?`
    : `There are: ${names.slice(0, MAX_NAMED_FIELDS).join(', ')}.`
}
