import type { Exporter } from './exporter.js'
import { JsonlExporter } from './jsonl.js'
import { CaptureExporter } from './message-capture/index.js'
import { NETWORKS, type NetworkId, PcapngExporter } from './pcapng/index.js'
import { CSV } from './tables/csv.js'
import { parquetFormat } from './tables/parquet.js'
import { TablesExporter } from './tables/tables-exporter.js'

/** What a format has to know besides the events. */
export interface FormatOptions {
  /** The wall-clock time of monotonic zero, in Unix microseconds. */
  readonly monotonicZeroUnixUs: number
  /** The network that P2P messages are of. */
  readonly network: NetworkId
}

/** A way to write events. */
export interface ExportFormat {
  /** What it is, for people. */
  readonly about: string
  /** What stands at the path in the end. */
  readonly makes: 'file' | 'directory'
  /**
   * Begins it: the file at `path`, or what is in the directory `path`, which is there and empty.
   * Rejects with FILE_FAILED or MISSING_DEPENDENCY.
   */
  open(path: string, options: FormatOptions): Promise<Exporter>
}

/** All formats, by the names that `--to` takes. */
export const EXPORT_FORMATS = {
  jsonl: {
    about: 'one JSON object a line',
    makes: 'file',
    open: path => JsonlExporter.open(path),
  },
  csv: {
    about: 'a directory with a file a tracepoint',
    makes: 'directory',
    open: async (path, { monotonicZeroUnixUs }) =>
      new TablesExporter(path, CSV, monotonicZeroUnixUs),
  },
  parquet: {
    about: 'a directory with a file a tracepoint, for DuckDB, pandas and the like',
    makes: 'directory',
    open: async (path, { monotonicZeroUnixUs }) =>
      new TablesExporter(path, await parquetFormat(), monotonicZeroUnixUs),
  },
  'message-capture': {
    about: 'P2P messages in the directories of Bitcoin Core’s -capturemessages',
    makes: 'directory',
    open: async (path, { monotonicZeroUnixUs }) => new CaptureExporter(path, monotonicZeroUnixUs),
  },
  pcapng: {
    about: 'P2P messages as packets, for Wireshark',
    makes: 'file',
    open: (path, { network, monotonicZeroUnixUs }) =>
      PcapngExporter.open(path, NETWORKS[network], monotonicZeroUnixUs),
  },
} as const satisfies Readonly<Record<string, ExportFormat>>

/** One of {@link EXPORT_FORMATS}. */
export type ExportFormatName = keyof typeof EXPORT_FORMATS
