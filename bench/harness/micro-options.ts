import type { BenchContext } from './bench.js'
import type { InterleaveOptions } from './interleave.js'

/** How long a bench within one process may take, by what the run is for. */
export function microOptions({ quick, signal }: BenchContext): InterleaveOptions {
  return quick ? { rounds: 15, warmUpMs: 120, signal } : { rounds: 151, warmUpMs: 300, signal }
}
