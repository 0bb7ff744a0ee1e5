import { join } from 'node:path'
import type { Batch } from '../../client/index.js'
import type { Exporter, ExportTotals } from '../exporter.js'
import { type Cell, GAPS, gapRow, LOSSES, lossRow, rowOf, type Table, tableOf } from './table.js'

/** Writes the rows of one table. */
export interface TableWriter {
  append(row: readonly Cell[]): void
  /** Resolves when there is room for more rows. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** How the files of a format are made. */
export interface TableFormat {
  /** Of the files' names. */
  readonly extension: string
  open(path: string, table: Table): Promise<TableWriter>
}

/**
 * A directory with a file for each tracepoint that has events, and those of losses and of
 * reconnections.
 */
export class TablesExporter implements Exporter {
  readonly #directory: string
  readonly #format: TableFormat
  readonly #monotonicZeroUnixUs: number
  readonly #writers = new Map<Table, TableWriter>()
  #events = 0

  constructor(directory: string, format: TableFormat, monotonicZeroUnixUs: number) {
    this.#directory = directory
    this.#format = format
    this.#monotonicZeroUnixUs = monotonicZeroUnixUs
  }

  get totals(): ExportTotals {
    return { events: this.#events, skipped: 0 }
  }

  async write(batch: Batch): Promise<void> {
    if (batch.gap !== null) (await this.#of(GAPS)).append(gapRow(batch.gap))
    for (const loss of batch.losses) (await this.#of(LOSSES)).append(lossRow(loss))
    for (const tracepoint of batch.tracepoints) {
      const writer = await this.#of(tableOf(tracepoint))
      for (const event of batch.events(tracepoint)) {
        writer.append(rowOf(event, this.#monotonicZeroUnixUs))
        this.#events++
      }
    }
    for (const writer of this.#writers.values()) await writer.settle()
  }

  async close(): Promise<void> {
    const closed = await Promise.allSettled([...this.#writers.values()].map(it => it.close()))
    for (const result of closed) if (result.status === 'rejected') throw result.reason
  }

  async #of(table: Table): Promise<TableWriter> {
    let writer = this.#writers.get(table)
    if (writer === undefined) {
      const path = join(this.#directory, `${table.name}.${this.#format.extension}`)
      writer = await this.#format.open(path, table)
      this.#writers.set(table, writer)
    }
    return writer
  }
}
