/** Tracepoints of a bcoin full node in the process: a plugin, or `attachBcoin` to a node. */
export { type AttachOptions, attachBcoin, type BcoinAttachment } from './attach.js'
export type { BcoinTracing } from './attachment.js'
export type { BcoinNode } from './bcoin-types/index.js'
export {
  type BcoinPlugin,
  type BcoinPluginInstance,
  type BcoinPluginOptions,
  createBcoinPlugin,
  id,
  init,
} from './plugin.js'
export type { AvoidPartialSpendsOptions } from './policies/avoid-partial-spends.js'
export { type BcoinPolicies, policiesByName, policyNames } from './policies/index.js'
