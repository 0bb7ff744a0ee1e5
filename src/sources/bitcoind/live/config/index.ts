/** How a node is set up: its chain, its directories, bitcoin.conf and what its log tells of it. */
export { CHAINS, type Chain, chainOf, defaultDataDirectory, findChain } from './chains.js'
export { type ConfigFile, parseConfig, readConfigFile } from './config-file.js'
export { configuredChain } from './configured-chain.js'
export { ConfigLimits } from './limits.js'
export { findNodeStart, LogStartReader, type NodeStart } from './log-start.js'
export { NodeOptions, type OptionEntry, optionEntry } from './node-options.js'
export {
  HIDDEN_VALUE,
  LOG_CATEGORIES,
  loggedCategories,
  type NodeSetup,
  nodeSetup,
} from './node-setup.js'
