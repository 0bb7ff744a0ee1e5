import type { Batch } from '../client/index.js'
import { eventToJson, jsonText } from '../tracepoints/index.js'
import type { Exporter, ExportTotals } from './exporter.js'
import { lossToJson } from './news-json.js'
import { OutputFile } from './output-file.js'

/** One JSON object a line, as `nodetap trace` prints them: events, losses and gaps in order. */
export class JsonlExporter implements Exporter {
  readonly #file: OutputFile
  #events = 0

  private constructor(file: OutputFile) {
    this.#file = file
  }

  static async open(path: string): Promise<JsonlExporter> {
    return new JsonlExporter(await OutputFile.open(path))
  }

  get totals(): ExportTotals {
    return { events: this.#events, skipped: 0 }
  }

  async write(batch: Batch): Promise<void> {
    const lines: string[] = []
    if (batch.gap !== null) lines.push(jsonText({ gap: batch.gap }))
    for (const loss of batch.losses) lines.push(jsonText(lossToJson(loss)))
    for (const event of batch) {
      lines.push(jsonText(eventToJson(event)))
      this.#events++
    }
    if (lines.length > 0) await this.#file.write(`${lines.join('\n')}\n`)
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}
