/** Above this many pairs, two rows are walked side by side instead of compared each with each. */
const MAX_TABLE = 4_000_000

/**
 * Pairs two rows of times in order: as many pairs as possible, and among those ways the one with
 * the least distance.
 *
 * @param left rising
 * @param right nearly rising
 * @param maxApart times further apart are never a pair
 * @returns indexes of the pairs
 */
export function align(
  left: readonly number[],
  right: readonly number[],
  maxApart: number,
): [number, number][] {
  const pairs: [number, number][] = []
  // Where both rows are silent for so long, no pair reaches across: each piece is paired by itself.
  const earliestFrom = minimaFrom(right)
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [fromI, fromJ] = [i, j]
    let reachedUs = Math.min(left[i]!, earliestFrom[j]!) + maxApart
    while (i < left.length || j < right.length) {
      if (i < left.length && left[i]! <= reachedUs) {
        reachedUs = Math.max(reachedUs, left[i++]! + maxApart)
      } else if (j < right.length && earliestFrom[j]! <= reachedUs) {
        reachedUs = Math.max(reachedUs, right[j++]! + maxApart)
      } else break
    }
    const some = alignPiece(left.slice(fromI, i), right.slice(fromJ, j), maxApart)
    for (const [a, b] of some) pairs.push([fromI + a, fromJ + b])
  }
  return pairs
}

/** The least value from each place on. */
function minimaFrom(values: readonly number[]): number[] {
  const minima = values.slice()
  for (let at = minima.length - 2; at >= 0; at--)
    minima[at] = Math.min(minima[at]!, minima[at + 1]!)
  return minima
}

function alignPiece(
  left: readonly number[],
  right: readonly number[],
  maxApart: number,
): [number, number][] {
  return left.length * right.length > MAX_TABLE
    ? walk(left, right, maxApart)
    : byTable(left, right, maxApart)
}

function byTable(
  left: readonly number[],
  right: readonly number[],
  maxApart: number,
): [number, number][] {
  const columns = right.length + 1
  // A pair less costs more than any distance saves.
  const alone = maxApart * (left.length + right.length + 1)
  const costs = new Float64Array((left.length + 1) * columns)
  for (let i = left.length; i >= 0; i--) {
    for (let j = right.length; j >= 0; j--) {
      if (i === left.length && j === right.length) continue
      let cost = Number.POSITIVE_INFINITY
      if (i < left.length) cost = costs[(i + 1) * columns + j]! + alone
      if (j < right.length) cost = Math.min(cost, costs[i * columns + j + 1]! + alone)
      if (i < left.length && j < right.length) {
        const apart = Math.abs(left[i]! - right[j]!)
        if (apart <= maxApart) cost = Math.min(cost, costs[(i + 1) * columns + j + 1]! + apart)
      }
      costs[i * columns + j] = cost
    }
  }
  const pairs: [number, number][] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const cost = costs[i * columns + j]!
    const apart = Math.abs(left[i]! - right[j]!)
    if (apart <= maxApart && cost === costs[(i + 1) * columns + j + 1]! + apart) {
      pairs.push([i++, j++])
    } else if (cost === costs[(i + 1) * columns + j]! + alone) i++
    else j++
  }
  return pairs
}

function walk(
  left: readonly number[],
  right: readonly number[],
  maxApart: number,
): [number, number][] {
  const pairs: [number, number][] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const difference = left[i]! - right[j]!
    if (Math.abs(difference) <= maxApart) pairs.push([i++, j++])
    else if (difference < 0) i++
    else j++
  }
  return pairs
}
