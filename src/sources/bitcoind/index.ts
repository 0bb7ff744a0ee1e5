/**
 * The bridge for an unmodified Bitcoin Core: what it gives without privileges in, events out. What
 * comes in is read (`log`, `zmq`, `rpc`, `capture`), understood (`peers`, `mempool`, `blocks`,
 * `wallets`) and brought into one order (`merge`), all without a clock or a socket of its own;
 * `live` connects that to a running node.
 */

export { Bridge } from './bridge.js'
export { type CaptureRecord, CaptureSplitter } from './capture/capture-splitter.js'
export type {
  BridgeEvent,
  BridgeInput,
  BridgeInputs,
  BridgeLoss,
  BridgeOptions,
  BridgePort,
  BridgeQueries,
  BridgeQuery,
  BridgeSink,
  CapturedMessage,
  EventQuality,
  InputMark,
  InputName,
  LogCategory,
  LogLine,
  NodeTracepointName,
  RpcAnswer,
  ZmqFrame,
  ZmqTopic,
} from './inputs.js'
export { BridgeLimits } from './limits.js'
export {
  type BridgeStatus,
  CHAINS,
  type Chain,
  chooseRpc,
  type DiscoveredNode,
  defaultDataDirectory,
  discoverNode,
  endpointsOfAddresses,
  type InputStatus,
  inspectNode,
  LOG_CATEGORIES,
  LogStartReader,
  loggedCategories,
  type NodeInspection,
  type NodeStart,
  nodeFileSystem,
  type OpenedBridge,
  openBridge,
  optionEntry,
  type RpcClient,
} from './live/index.js'
export { LineSplitter } from './log/line-splitter.js'
export { captureDirectory } from './peers/peer.js'
export {
  allOptions,
  qualityOf,
  type TracepointQuality,
  type TracepointSource,
} from './quality.js'
