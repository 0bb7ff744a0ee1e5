import { ErrorCodes, isNodetapError, NodetapError } from '../errors/index.js'
import type { ExportSource, ExportTotals } from './exporter.js'
import { EXPORT_FORMATS, type ExportFormat, type ExportFormatName } from './formats.js'
import type { NetworkId } from './pcapng/index.js'
import { PendingOutput } from './pending-output.js'

/** How events are exported. */
export interface ExportOptions {
  /** Gives up, with ABORTED; what was written is removed. */
  readonly signal?: AbortSignal
  /** The network that P2P messages are of, for formats that need it; `main` if not given. */
  readonly network?: NetworkId
  /** Called after each batch. */
  readonly progress?: (totals: ExportTotals) => void
}

/**
 * Writes events to `path` in a format, as they come and in bounded memory. Nothing is written
 * over, and what is written gets its name when all is: until then it is called `NAME.part`, beside
 * it, or `export.part` within a directory that was there and empty.
 *
 * Rejects with FILE_FAILED, MISSING_DEPENDENCY, ABORTED, or what the source rejects with; nothing
 * is left then. Other than that, after MALFORMED_RECORDING of the source what could be read is
 * there, as whole as it will ever be.
 */
export async function exportEvents(
  source: ExportSource,
  path: string,
  format: ExportFormatName,
  options: ExportOptions = {},
): Promise<ExportTotals> {
  const chosen: ExportFormat = EXPORT_FORMATS[format]
  const output = await PendingOutput.begin(path, chosen.makes)
  try {
    const { totals, damage } = await writeAll(source, output.path, chosen, options)
    await output.place()
    if (damage === null) return totals
    throw damage
  } catch (error) {
    await output.discard()
    throw error
  }
}

async function writeAll(
  source: ExportSource,
  path: string,
  format: ExportFormat,
  { signal, progress, network = 'main' }: ExportOptions,
): Promise<{ readonly totals: ExportTotals; readonly damage: NodetapError | null }> {
  const { monotonicZeroUnixUs } = source
  const exporter = await format.open(path, { monotonicZeroUnixUs, network })
  let damage: NodetapError | null = null
  try {
    for await (const batch of source.batches) {
      if (signal?.aborted === true) break
      await exporter.write(batch)
      progress?.(exporter.totals)
    }
    if (signal?.aborted === true) {
      const { events } = exporter.totals
      throw new NodetapError(ErrorCodes.Aborted, `The export was stopped after ${events} events`)
    }
  } catch (error) {
    if (!isNodetapError(error, ErrorCodes.MalformedRecording)) {
      // What was wrong first is told; a disk that was full is so still.
      await exporter.close().catch(() => {})
      throw error
    }
    damage = error
  }
  await exporter.close()
  return { totals: exporter.totals, damage }
}
