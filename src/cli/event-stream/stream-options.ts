import { type Command, Option } from 'commander'
import type { FilterOptions, StreamOptions } from '../../client/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { byteSize, payloadBytes, positiveInteger, runTime } from '../options.js'

/** What every command that streams can be told, and what it asks for itself. */
export interface EventStreamOptions {
  readonly socket?: string
  /** A recording instead of a node. */
  readonly file?: string
  /** Only events for which this holds. */
  readonly where?: string
  /** Of these, one in so many. */
  readonly sample?: number
  /** The field by whose value is sampled. */
  readonly sampleBy?: string
  /** Events a second at most. */
  readonly maxRate?: number
  /** Seconds. */
  readonly duration?: number
  readonly maxEvents?: number
  /** Goes on when the node has been restarted. */
  readonly reconnect?: boolean
  /** First the present state, as events of the `snapshot` tracepoints that go with the patterns. */
  readonly snapshot?: boolean
  /** Bytes of each payload: 0 if not given, up to Infinity. */
  readonly payload?: number
  /** Bytes of shared memory through which a node may pass payloads. */
  readonly shm?: number
  /** How a node batches and queues; not for the command line. */
  readonly batching?: Omit<
    StreamOptions,
    'payloadBytes' | 'snapshot' | 'shmBytes' | keyof FilterOptions
  >
}

export const SOCKET_HELP =
  'the node to trace (default: NODETAP_SOCKET, ~/.nodetap/node.sock, then Bitcoin Core’s node.sock of each network)'

export const SNAPSHOT_HELP =
  'first the present state: peers, mempool, tip, as far as it goes with them'

/** Adds the options that all commands share that stream; `--payload` is the command's own. */
export function addStreamOptions(command: Command): Command {
  return command
    .option('--socket <path>', SOCKET_HELP)
    .addOption(
      new Option('--file <recording>', 'a recording instead of a node').conflicts([
        'socket',
        'reconnect',
      ]),
    )
    .option(
      '--where <expression>',
      "only events for which this holds: 'messageType in (inv, tx) and size > 1000'",
    )
    .option('--duration <time>', 'end after this long: 10 (seconds), 5m, 1h', runTime)
    .option('--max-events <n>', 'end after so many events', positiveInteger)
    .option('--reconnect', 'go on when the node has been restarted')
}

/** Adds the options of commands that get as much of payloads as one wants; `help` says of what. */
export function addPayloadOptions(command: Command, help: string): Command {
  return command
    .option('--payload <bytes>', help, payloadBytes)
    .addOption(
      new Option(
        '--shm <size>',
        'let a node with Bitcoin Core’s tracing prototype pass payloads of 4 KiB and more through shared memory of this size: 64MiB (Linux)',
      )
        .argParser(byteSize)
        .conflicts('file'),
    )
}

/** Adds the options of commands that can do with some of the events. */
export function addSampleOptions(command: Command): Command {
  return command
    .option('--sample <n>', 'of the events wanted, one in so many', positiveInteger)
    .option('--sample-by <field>', 'sample by the value of a field: equal values share one fate')
    .option('--max-rate <n>', 'events a second at most; others are counted', positiveInteger)
}

/** Which events the options ask for. Throws INVALID_ARGUMENT where they make no sense together. */
export function filterOptions(options: EventStreamOptions): FilterOptions {
  const { where, sample, sampleBy, maxRate } = options
  if (sampleBy !== undefined && sample === undefined) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      '--sample-by goes with --sample, which says how many are kept: one in so many',
    )
  }
  return {
    ...(where === undefined ? {} : { where }),
    ...(sample === undefined ? {} : { sampleOneIn: sample }),
    ...(sampleBy === undefined ? {} : { sampleBy }),
    ...(maxRate === undefined ? {} : { maxEventsPerSecond: maxRate }),
  }
}
