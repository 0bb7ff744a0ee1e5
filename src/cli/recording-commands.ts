import { type Command, Option } from 'commander'
import type { ExportFormatName, NetworkId } from '../exporters/index.js'
import type { CliContext } from './context.js'
import {
  addPayloadOptions,
  addSampleOptions,
  addStreamOptions,
  SNAPSHOT_HELP,
} from './event-stream/stream-options.js'
import { byteSize, outputPath, positiveInteger, replaySpeed, timeSpan } from './options.js'

/** Names only: what writes them is loaded when it is wanted. */
const EXPORT_CHOICES: readonly ExportFormatName[] = [
  'jsonl',
  'csv',
  'parquet',
  'pcapng',
  'message-capture',
]

const NETWORK_CHOICES: readonly NetworkId[] = ['main', 'test', 'testnet4', 'signet', 'regtest']

/** The commands that write recordings and read them. */
export function addRecordingCommands(program: Command, context: CliContext): void {
  const recording = addStreamOptions(
    program
      .command('record')
      .description('keep events in a file: to look at, replay and export later')
      .argument('[tracepoint...]', 'names or patterns; all if none is given')
      .requiredOption('-o, --output <file>', 'where; it must not exist yet', outputPath),
  )
  addPayloadOptions(
    addSampleOptions(recording),
    "bytes of each payload to keep, or 'all' (default: all)",
  )
    .option('--snapshot', SNAPSHOT_HELP)
    .option('--max-size <size>', 'end the file when it is so large: 500MB, 2GiB', byteSize)
    .option('--max-age <time>', 'end the file when it is so old: 90s, 15m, 1h, 7d', timeSpan)
    .option('--rotate', 'go on with another file then: FILE.0001.rec, FILE.0002.rec, …')
    .option('--keep <n>', 'remove the oldest files beyond so many', positiveInteger)
    .option('--compress', 'compress batches (zlib)')
    .action(async (patterns: string[], options) => {
      const { record } = await import('./record/record.js')
      await record(patterns, options, context)
    })

  program
    .command('info')
    .description('what a recording is of, and what is in it, as its index says (verify reads it)')
    .argument('<file>', 'a recording')
    .option('--json', 'one JSON document')
    .action(async (file: string, options) => {
      const { info } = await import('./info/info.js')
      await info(file, options, context)
    })

  program
    .command('replay')
    .description('be a node again: fire the events of a recording for all who subscribe')
    .argument('<file>', 'a recording')
    .option('--socket <path>', 'where to listen (default: NODETAP_SOCKET, ~/.nodetap/node.sock)')
    .option('--speed <factor>', '1x as it happened, 10x, 0.5x, or max (default: 1x)', replaySpeed)
    .option('--at-once', 'do not wait for a subscriber')
    .action(async (file: string, options) => {
      const { replay } = await import('./replay/replay.js')
      await replay(file, options, context)
    })

  program
    .command('export')
    .description('write a recording in the format of another tool')
    .argument('<file>', 'a recording')
    .argument('[tracepoint...]', 'names or patterns; all if none is given')
    .requiredOption(
      '-o, --output <path>',
      'a new file, or a directory, as the format is',
      outputPath,
    )
    .addOption(
      new Option('--to <format>', 'the format').choices(EXPORT_CHOICES).makeOptionMandatory(),
    )
    .option('--where <expression>', 'only events for which this holds')
    .option('--max-events <n>', 'end after so many events', positiveInteger)
    .addOption(
      new Option(
        '--network <network>',
        'the network of P2P messages in packets (default: as the node said, or main)',
      ).choices(NETWORK_CHOICES),
    )
    .action(async (file: string, patterns: string[], options) => {
      const { exportRecording } = await import('./export/export.js')
      await exportRecording(file, patterns, options, context)
    })

  program
    .command('import')
    .description('make a recording of what bitcoind captured with -capturemessages')
    .argument('<directory>', 'its message_capture directory')
    .requiredOption('-o, --output <file>', 'the recording; it must not exist yet', outputPath)
    .option('--compress', 'compress batches (zlib)')
    .action(async (directory: string, options) => {
      const { importRecording } = await import('./import/import.js')
      await importRecording(directory, options, context)
    })

  program
    .command('verify')
    .description('read all of a recording and say whether it is whole')
    .argument('<file>', 'a recording')
    .option('--json', 'one JSON document; the exit code is 1 where it is not whole')
    .action(async (file: string, options) => {
      const { verify } = await import('./verify/verify.js')
      await verify(file, options, context)
    })
}
