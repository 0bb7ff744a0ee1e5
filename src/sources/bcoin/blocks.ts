import { performance } from 'node:perf_hooks'
import type { Attachment } from './attachment.js'
import type { BcoinBlock, BcoinChainEntry, BcoinCoinView } from './bcoin-types/index.js'
import { hashBytes } from './hash-bytes.js'

/**
 * `validation:block_connected`: from the check of the block in its place in the chain until the
 * chain has it as its tip, which includes the write to disk. Before the mempool learns of it.
 */
export function traceBlocks({ node, sites, patches }: Attachment): void {
  const { chain } = node
  const connected = sites['validation:block_connected']
  // A chain connects one block at a time; checks of others may come between two of them.
  let started: { readonly block: BcoinBlock; readonly at: number } | null = null

  patches.method(chain, 'verifyContext', verify => (block, previous, flags) => {
    started = { block, at: performance.now() }
    return verify.call(chain, block, previous, flags)
  })

  const onConnect = (entry: BcoinChainEntry, block: BcoinBlock, view: BcoinCoinView): void => {
    const at = started?.block === block ? started.at : null
    started = null
    // Without a beginning it was under way when tracing was attached.
    if (at === null || !connected.enabled) return
    const durationNs = Math.round((performance.now() - at) * 1e6)
    let inputs = 0
    let sigopsCost = 0
    for (const transaction of block.txs) {
      inputs += transaction.inputs.length
      sigopsCost += transaction.getSigopsCost(view, chain.state.flags)
    }
    connected.fire(
      hashBytes(entry.hash),
      entry.height,
      block.txs.length,
      inputs,
      sigopsCost,
      durationNs,
    )
  }
  patches.listen(chain, 'connect', onConnect, true)
}
