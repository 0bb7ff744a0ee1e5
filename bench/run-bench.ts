/**
 * One bench in a process of its own, so that nothing is compiled for the needs of another. Loads
 * what it needs, and begins when its parent says so; at once where there is none.
 */
import { once } from 'node:events'
import { benches } from './benches.js'
import type { BenchResult } from './harness/bench.js'

/** What this process is asked, as JSON in its argument. */
export interface BenchOrder {
  readonly name: string
  readonly quick: boolean
  readonly seed: number
}

/** What it answers. */
export type BenchNews =
  | { readonly kind: 'progress'; readonly what: string }
  | { readonly kind: 'result'; readonly result: BenchResult }
  | { readonly kind: 'failed'; readonly reason: string }

const { name, quick, seed } = JSON.parse(process.argv[2] ?? '{}') as BenchOrder
const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
process.once('SIGTERM', () => abort.abort())
process.once('disconnect', () => abort.abort())

const tell = (news: BenchNews): Promise<void> =>
  new Promise(resolve => {
    if (process.send === undefined) resolve()
    else process.send(news, () => resolve())
  })

if (process.send !== undefined) {
  await once(process, 'message', abort).catch(() => process.exit())
}

try {
  const bench = benches.find(it => it.name === name)
  if (bench === undefined) throw new Error(`There is no bench '${name}'`)
  const result = await bench.run({
    quick,
    seed,
    signal: abort.signal,
    progress: what => void tell({ kind: 'progress', what }),
  })
  await tell({ kind: 'result', result })
} catch (error) {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await tell({ kind: 'failed', reason })
}
process.exit()
