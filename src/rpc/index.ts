/**
 * Cap'n Proto RPC between two parties, and the conventions of Bitcoin Core's IPC on top. A message
 * comes in by `socket-transport` → `inbox` → `connection`, which hands it to `inbound-calls`,
 * `outbound-calls`, `resolutions` or `embargoes`; what capabilities lead to is in `hooks`.
 */

export type { ContentTarget } from './call.js'
export type { CapabilityReader, CapabilityWriter } from './cap-table.js'
export { Capability, type StartedCall } from './capability.js'
export { type ConnectionOptions, RpcConnection, type TableSizes } from './connection.js'
export { Deadline } from './deadline.js'
export { asNodetapError } from './exceptions.js'
export { homeDirectory } from './home-directory.js'
export { RpcLimits } from './limits.js'
export type { OutboundCall, Outcome } from './outbound-call.js'
export { type CallContext, type CapabilityServer, InterfaceServer } from './server.js'
export {
  checkSocketPath,
  defaultSocketPath,
  isPipe,
  MAX_SOCKET_PATH_BYTES,
} from './socket-paths.js'
export { connectSocket, type SocketOptions, SocketTransport } from './socket-transport.js'
export { CallThreads, threadMapServer } from './threads.js'
export type { Transport, TransportHandler } from './transport.js'
