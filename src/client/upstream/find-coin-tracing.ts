import type { CallThreads, Capability } from '../../rpc/index.js'
import { mining } from '../../schema/index.js'
import { currentMakeMining, unlessUnimplemented } from '../node-services/index.js'

/**
 * The `Tracing` of 2025's prototype, the caller's to release; null where the node has none.
 *
 * Its `makeTracing` is in the place of `Init` that later versions gave to `makeMining`. So what
 * is there is asked, as the harmless of the two, whether it is a test chain's; what does not
 * understand that is the prototype. Asking it to trace would do: but it has no way to ask
 * without.
 */
export async function findCoinTracing(
  main: Capability,
  threads: CallThreads,
  signal: AbortSignal,
): Promise<Capability | null> {
  const offered = await unlessUnimplemented(
    main.call(
      currentMakeMining,
      (params, capabilities) => threads.write(params.initContext(), capabilities),
      (results, capabilities) => capabilities.take(results.getCapability(results.resultPointer)),
      { signal },
    ),
  )
  if (offered === null) return null
  try {
    const isMining = await unlessUnimplemented(
      offered.call(
        mining.Mining.methods.isTestChain,
        (params, capabilities) => threads.write(params.initContext(), capabilities),
        () => true,
        { signal },
      ),
    )
    if (isMining === null) return offered
  } catch (error) {
    offered.release()
    throw error
  }
  offered.release()
  return null
}
