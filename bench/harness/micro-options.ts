import type { BenchContext } from './bench.js'
import type { InterleaveOptions } from './interleave.js'

/** How long a bench within one process may take, by what the run is for. */
export function microOptions({ quick, signal }: BenchContext): InterleaveOptions {
  return quick ? { rounds: 9, warmUpMs: 80, signal } : { rounds: 151, warmUpMs: 300, signal }
}
