/** Asking a node over JSON-RPC. */
export { type Credentials, cookieCredentials, passwordCredentials } from './credentials.js'
export { HttpRpc, isLoopback } from './http-rpc.js'
export { IpcRpc } from './ipc-rpc.js'
export { RpcPollLimits } from './limits.js'
export type { RpcClient, RpcOutcome } from './rpc-client.js'
export { RpcInput, type RpcInputSink } from './rpc-input.js'
