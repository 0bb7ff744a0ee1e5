/** The bridge to a node that runs: finding it, following what it gives, publishing. */
export { chooseRpc, type RpcChoice } from './choose-rpc.js'
export {
  CHAINS,
  type Chain,
  chainOf,
  defaultDataDirectory,
  LOG_CATEGORIES,
  LogStartReader,
  loggedCategories,
  type NodeSetup,
  type NodeStart,
  optionEntry,
} from './config/index.js'
export { type DiscoveredNode, type DiscoverOptions, discoverNode } from './discover-node.js'
export { type FileSystem, nodeFileSystem } from './files/index.js'
export type { InputStatus } from './input-status.js'
export { inspectNode, type NodeInspection } from './inspect-node.js'
export type { BridgeStatus } from './live-bridge.js'
export { type OpenBridgeOptions, type OpenedBridge, openBridge } from './open-bridge.js'
export { HttpRpc, IpcRpc, type RpcClient, type RpcOutcome } from './rpc/index.js'
export { endpointsOfAddresses, type ZmqEndpoints } from './zmq/index.js'
