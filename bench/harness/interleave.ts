/** Something to be timed. */
export type Case = TimedCase | ReportedCase

/** A piece of work that is timed here. */
export interface TimedCase {
  readonly name: string
  /** Does the work and returns how many operations it was. */
  run(): number | Promise<number>
  /** What has to happen between two runs and is not timed. */
  between?(): void | Promise<void>
}

/** Work done elsewhere, in another process, say, and timed there. */
export interface ReportedCase {
  readonly name: string
  /** Does the work and returns nanoseconds an operation. */
  sample(): Promise<number>
}

export interface InterleaveOptions {
  readonly rounds: number
  /** Each case is run that long beforehand, so that it is compiled. */
  readonly warmUpMs: number
  readonly signal: AbortSignal
}

/** Nanoseconds an operation, by case and round. */
export type Samples = ReadonlyMap<string, readonly number[]>

/**
 * Times the cases in turn, so that whatever the machine does meanwhile meets all of them alike:
 * sample `i` of one belongs to sample `i` of another.
 */
export async function interleave(
  cases: readonly Case[],
  { rounds, warmUpMs, signal }: InterleaveOptions,
): Promise<Samples> {
  const samples = new Map(cases.map(({ name }) => [name, [] as number[]]))
  if (samples.size !== cases.length) throw new RangeError('two cases of the same name')
  for (const one of cases) {
    const until = performance.now() + warmUpMs
    do await sampleOf(one)
    while (performance.now() < until)
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) {
      signal.throwIfAborted()
      samples.get(one.name)?.push(await sampleOf(one))
    }
  }
  return samples
}

async function sampleOf(one: Case): Promise<number> {
  if ('sample' in one) return one.sample()
  const start = process.hrtime.bigint()
  const running = one.run()
  // Waiting for what is there already would add a turn of the queue of promises.
  const operations = typeof running === 'number' ? running : await running
  const ns = Number(process.hrtime.bigint() - start)
  await one.between?.()
  return ns / operations
}

const kept = new Float64Array(1)

/** Uses a result, so that the work that led to it cannot be left out. */
export function keep(value: number): void {
  kept[0] = value
}
