import type { ParquetWriter, SchemaElement } from 'hyparquet-writer'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { VERSION } from '../../version/index.js'
import { ExportLimits } from '../limits.js'
import { OutputFile } from '../output-file.js'
import type { Cell, Table, TableColumn } from './table.js'
import type { TableFormat, TableWriter } from './tables-exporter.js'

type Library = typeof import('hyparquet-writer')

/**
 * Parquet, compressed with Snappy. Numbers of 64 bits are INT64, payloads BYTE_ARRAY, times
 * TIMESTAMP in microseconds and UTC; hashes and names are strings.
 */
export async function parquetFormat(): Promise<TableFormat> {
  const library = await load()
  const waiting = new Waiting()
  return {
    extension: 'parquet',
    open: async (path, table) =>
      new TableFile(library, await OutputFile.open(path), table, waiting),
  }
}

async function load(): Promise<Library> {
  try {
    return await import('hyparquet-writer')
  } catch (cause) {
    throw new NodetapError(
      ErrorCodes.MissingDependency,
      'Writing Parquet needs the package hyparquet-writer: npm install hyparquet-writer@0.17.0',
      { cause },
    )
  }
}

/** The rows of all tables that are not written yet: their bytes are bounded together. */
class Waiting {
  readonly tables = new Set<TableFile>()
  bytes = 0

  get largest(): TableFile | null {
    let largest: TableFile | null = null
    for (const table of this.tables) {
      if (largest === null || table.waitingBytes > largest.waitingBytes) largest = table
    }
    return largest
  }
}

class TableFile implements TableWriter {
  readonly #file: OutputFile
  readonly #columns: readonly TableColumn[]
  readonly #writer: ParquetWriter
  readonly #waiting: Waiting
  #rows: unknown[][]
  waitingBytes = 0

  constructor(library: Library, file: OutputFile, table: Table, waiting: Waiting) {
    this.#file = file
    this.#columns = table.columns
    this.#waiting = waiting
    waiting.tables.add(this)
    this.#rows = emptyColumns(table)
    const bytes = new library.ByteWriter()
    const flush = async (): Promise<void> => {
      await file.write(bytes.getBytes())
      await file.flush()
      bytes.index = 0
    }
    this.#writer = new library.ParquetWriter({
      writer: Object.assign(bytes, { flush, finish: flush }),
      schema: schemaOf(table),
      createdBy: `nodetap version ${VERSION}`,
      kvMetadata: [{ key: 'nodetap.table', value: table.name }],
    })
  }

  append(row: readonly Cell[]): void {
    let bytes = 0
    row.forEach((cell, i) => {
      const value = parquetValue(cell, this.#columns[i])
      bytes += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8
      this.#rows[i]?.push(value)
    })
    this.waitingBytes += bytes
    this.#waiting.bytes += bytes
  }

  async settle(): Promise<void> {
    const rows = this.#rows[0]?.length ?? 0
    const isFull =
      rows >= ExportLimits.maxGroupRows || this.waitingBytes >= ExportLimits.maxGroupBytes
    if (isFull) await this.#writeGroup()
    while (this.#waiting.bytes > ExportLimits.maxWaitingBytes) {
      await (this.#waiting.largest ?? this).#writeGroup()
    }
  }

  async close(): Promise<void> {
    try {
      await this.#writeGroup()
      await this.#writer.finish()
    } finally {
      this.#waiting.tables.delete(this)
      await this.#file.close()
    }
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#rows
    this.#waiting.bytes -= this.waitingBytes
    this.waitingBytes = 0
    this.#rows = rows.map(() => [])
    const count = rows[0]?.length ?? 0
    if (count === 0) return
    await this.#writer.write({
      columnData: this.#columns.map(({ name }, i) => ({ name, data: rows[i] ?? [] })),
      rowGroupSize: count,
      dictionarySize: ExportLimits.maxDictionaryBytes,
    })
  }
}

function emptyColumns({ columns }: Table): unknown[][] {
  return columns.map(() => [])
}

/** The value as the library wants it. */
function parquetValue(cell: Cell, column: TableColumn | undefined): unknown {
  switch (column?.kind) {
    case 'uint32':
    case 'int64':
    case 'uint64':
    case 'time':
      return BigInt(Math.trunc(Number(cell)))
    case 'payload':
      // A copy: a view would keep the whole frame in memory until the group is written.
      return cell instanceof Uint8Array ? cell.slice() : cell
    default:
      return cell
  }
}

function schemaOf({ columns }: Table): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(
      ({ name, kind }): SchemaElement => ({ name, repetition_type: 'REQUIRED', ...typeOf(kind) }),
    ),
  ]
}

function typeOf(
  kind: TableColumn['kind'],
): Pick<SchemaElement, 'type' | 'logical_type'> & Partial<Pick<SchemaElement, 'converted_type'>> {
  switch (kind) {
    case 'int32':
      return { type: 'INT32' }
    case 'uint32':
    case 'int64':
    case 'uint64':
      return { type: 'INT64' }
    case 'time':
      return {
        type: 'INT64',
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
      }
    case 'bool':
      return { type: 'BOOLEAN' }
    case 'text':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    case 'payload':
      return { type: 'BYTE_ARRAY' }
  }
}
