/** Bitcoin Core's captured messages: written, and read. */
export { CaptureExporter } from './capture-exporter.js'
export { type ImportedCapture, type ImportOptions, importCapture } from './import-capture.js'
