import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { ExportSource, ExportTotals } from './exporter.js'
import { EXPORT_FORMATS, type ExportFormat, type ExportFormatName } from './formats.js'
import type { NetworkId } from './pcapng/index.js'

export interface ExportOptions {
  readonly signal?: AbortSignal
  /** The network that P2P messages are of, for formats that need it; `main` if not given. */
  readonly network?: NetworkId
  /** Called after each batch. */
  readonly progress?: (totals: ExportTotals) => void
}

/**
 * Writes events to `path` in a format, as they come and in bounded memory. Nothing is written
 * over.
 *
 * Rejects with FILE_FAILED, MISSING_DEPENDENCY, ABORTED, or what the source rejects with; what was
 * written until then is ended in order and can be read.
 */
export async function exportEvents(
  source: ExportSource,
  path: string,
  format: ExportFormatName,
  options: ExportOptions = {},
): Promise<ExportTotals> {
  const { signal, progress, network = 'main' } = options
  const chosen: ExportFormat = EXPORT_FORMATS[format]
  const exporter = await chosen.open(path, {
    monotonicZeroUnixUs: source.monotonicZeroUnixUs,
    network,
  })
  try {
    for await (const batch of source.batches) {
      if (signal?.aborted === true) break
      await exporter.write(batch)
      progress?.(exporter.totals)
    }
  } finally {
    await exporter.close()
  }
  if (signal?.aborted === true) {
    const { events } = exporter.totals
    throw new NodetapError(ErrorCodes.Aborted, `The export was stopped after ${events} events`)
  }
  return exporter.totals
}
