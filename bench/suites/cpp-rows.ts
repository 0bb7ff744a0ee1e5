import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { build } from '../../test/interop/build.js'
import type { BenchContext } from '../harness/bench.js'

/** What C++ takes for the rows of upstream's prototype, in a process of its own. */
export interface CppRows extends AsyncDisposable {
  /** Nanoseconds an event to build a batch with malloc, and to go through one. */
  sample(): Promise<{ readonly build: number; readonly count: number }>
}

/** Null, with the reason, where it cannot be compiled here, or not in the time there is. */
export async function startCppRows({
  quick,
}: BenchContext): Promise<
  { readonly rows: CppRows } | { readonly rows: null; readonly reason: string }
> {
  if (quick) return { rows: null, reason: 'compiling it takes longer than --quick has' }
  const built = await build('rows')
  if (built.path === null) return { rows: null, reason: built.skip }
  const child = spawn(built.path, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    rows: {
      async sample() {
        child.stdin.write('\n')
        const { value, done } = await lines.next()
        if (done) throw new Error('the C++ program has ended')
        const [build = Number.NaN, count = Number.NaN] = value.split(' ').map(Number)
        return { build, count }
      },
      [Symbol.asyncDispose]: async () => {
        child.kill()
      },
    },
  }
}
