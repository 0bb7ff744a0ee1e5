/** What is said behind a count of losses where the connection was lost; empty where it was not. */
export function afterGaps(reconnections: number): string {
  if (reconnections === 0) return ''
  const times = reconnections === 1 ? 'once' : `${reconnections} times`
  return `; reconnected ${times}, and what was fired meanwhile is missing`
}
