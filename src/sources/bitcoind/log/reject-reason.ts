/**
 * The reject reason without the explanation that the log adds behind ", ". A reason has no
 * comma of its own outside brackets.
 */
export function rejectReason(state: string): string {
  let depth = 0
  for (let at = 0; at < state.length; at++) {
    const char = state[at]
    if (char === '(') depth++
    else if (char === ')') depth--
    else if (char === ',' && depth <= 0 && state[at + 1] === ' ') return state.slice(0, at)
  }
  return state
}
