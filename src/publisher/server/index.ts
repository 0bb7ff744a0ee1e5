/** The objects that a publisher serves on its socket. */
export { Connections } from './connections.js'
export type { ServerContext } from './server-context.js'
