import fc from 'fast-check'

/** How much a property test tries: little time, and the seed in the message where it fails. */
export const TRIALS = { numRuns: 300, interruptAfterTimeLimit: 15_000 } as const

/** Numbers that a property test chooses as it goes; part of what fast-check shrinks and prints. */
export function choices(): fc.Arbitrary<(below: number) => number> {
  return fc.infiniteStream(fc.nat(0xffff)).map(stream => below => {
    const { value } = stream.next()
    return value % below
  })
}
