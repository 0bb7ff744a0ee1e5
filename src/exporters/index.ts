/** Events in the formats of other tools, and from them. */
export { type ExportOptions, exportEvents } from './export-events.js'
export type { Exporter, ExportSource, ExportTotals } from './exporter.js'
export { EXPORT_FORMATS, type ExportFormat, type ExportFormatName } from './formats.js'
export { ExportLimits } from './limits.js'
export {
  type ImportedCapture,
  type ImportOptions,
  importCapture,
} from './message-capture/index.js'
export { lossToJson } from './news-json.js'
export { NETWORK_IDS, type NetworkId, networkOf } from './pcapng/index.js'
