/** Nodes with a tracing prototype of Bitcoin Core's developers, of this year or of 2025. */
export { CoinsBackend } from './coins-backend.js'
export { findCoinTracing } from './find-coin-tracing.js'
export { UpstreamBackend } from './upstream-backend.js'
