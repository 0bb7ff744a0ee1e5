import { CHAINS, type Chain, chainOf, findChain } from './chains.js'
import { NodeOptions, type OptionEntry } from './node-options.js'

/** The chain that bitcoin.conf chooses: `chain=signet`, or `signet=1`, outside of sections. */
export function configuredChain(entries: readonly OptionEntry[]): Chain {
  const main = chainOf('main')
  const options = new NodeOptions([], entries, main)
  const named = options.get('chain')
  if (typeof named === 'string') return findChain(named) ?? main
  const flagged = CHAINS.find(
    ({ name }) => name !== 'main' && options.isOn(name === 'test' ? 'testnet' : name),
  )
  return flagged ?? main
}
