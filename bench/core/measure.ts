/** A piece of work to be timed. */
export interface Case {
  readonly name: string
  /** Does the work and returns how many operations it was. */
  run(): number
  /** What has to happen between two runs and is not timed. */
  between?(): void
}

const kept = new Float64Array(1)

/** Uses a result, so that the work that led to it cannot be left out. */
export function keep(value: number): void {
  kept[0] = value
}

const WARM_UP_MS = 300

/** Nanoseconds an operation: the median of `rounds` rounds, in which the cases take turns. */
export function measure(cases: readonly Case[], rounds: number): Map<string, number> {
  const samples = new Map(cases.map(({ name }) => [name, [] as number[]]))
  for (const one of cases) {
    const until = performance.now() + WARM_UP_MS
    while (performance.now() < until) {
      one.run()
      one.between?.()
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) {
      const start = process.hrtime.bigint()
      const operations = one.run()
      const ns = Number(process.hrtime.bigint() - start)
      samples.get(one.name)?.push(ns / operations)
      one.between?.()
    }
  }
  return new Map([...samples].map(([name, values]) => [name, median(values)]))
}

function median(values: number[]): number {
  values.sort((a, b) => a - b)
  return values[values.length >> 1] ?? Number.NaN
}
