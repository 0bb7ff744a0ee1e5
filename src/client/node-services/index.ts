/** What a Bitcoin Core node offers on its socket besides tracing: its tip and its JSON-RPC. */
export { connectNode, NodeClient } from './connect-node.js'
export { connectTo, type GreetedNode, greet } from './greet.js'
export type { RpcParams } from './json-rpc.js'
export { currentMakeMining } from './mining-methods.js'
export { NodeServices, type RpcCallOptions, type Tip } from './node-services.js'
export { unlessUnimplemented } from './unless-unimplemented.js'
