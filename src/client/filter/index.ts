/** Which events are wanted: asked of the node, or done here where it cannot. */
export { BatchFilter } from './batch-filter.js'
export { type FilterOptions, filterOf } from './filter-options.js'
export { FilteringSink } from './filtering-sink.js'
