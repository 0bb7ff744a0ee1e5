import { init } from '../../schema/index.js'

const { makeMining, makeMiningOld2 } = init.Init.methods

export type MakeMining = Omit<typeof makeMining, 'id'> & { readonly id: number }

/** `Init.makeMining` as v31 and newer have it. */
export const currentMakeMining: MakeMining = makeMining

/** The same as v30 has it, and the prototype of 2025, whose `makeTracing` has its place. */
export const olderMakeMining: MakeMining = { ...makeMining, id: makeMiningOld2.id }
