/*
 * The command line. Every command is added here or in one of the `…-commands.ts`, and is loaded
 * from the folder of its name when it is run. `event-stream` is what all that take events share,
 * `live` and `screen` what the views on a terminal do.
 */
import { Command, CommanderError } from 'commander'
import { ErrorCodes, isNodetapError } from '../errors/index.js'
import { VERSION } from '../version/index.js'
import { addAggregateCommands } from './aggregate-commands.js'
import { addBridgeCommands } from './bridge-commands.js'
import { type CliContext, styled } from './context.js'
import {
  addPayloadOptions,
  addSampleOptions,
  addStreamOptions,
  SNAPSHOT_HELP,
  SOCKET_HELP,
} from './event-stream/stream-options.js'
import { ExitCode } from './exit-codes.js'
import { addLiveCommands } from './live-commands.js'
import { runTime } from './options.js'
import { printable } from './printable.js'
import { addRecordingCommands } from './recording-commands.js'

const EXIT_HELP = `
Exit codes: 0 done (also when ended by Ctrl-C), 1 failed, 2 the command line makes no sense.`

const GONE = 'The node has gone. With --reconnect, commands that stream go on when it is back.\n'

/** Runs one command line and returns its exit code. Nothing here ends the process. */
export async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const program = makeProgram(context)
  try {
    await program.parseAsync(args, { from: 'user' })
    return ExitCode.Done
  } catch (error) {
    return await report(error, context)
  }
}

async function report(error: unknown, context: CliContext): Promise<ExitCode> {
  // Commander has said already what it has to say; help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Done : ExitCode.Usage
  if (context.signal.aborted && isNodetapError(error, ErrorCodes.Aborted)) return ExitCode.Done
  const message = error instanceof Error ? error.message : String(error)
  const lines = message.split('\n').map(printable).join('\n')
  await context.stderr.write(`${styled(context.stderr, 'red', 'nodetap:')} ${lines}\n`)
  if (isNodetapError(error, ErrorCodes.Disconnected)) await context.stderr.write(GONE)
  if (!isNodetapError(error)) {
    await context.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`)
    return ExitCode.Failed
  }
  const { code } = error
  const isUsage = code === ErrorCodes.InvalidArgument || code === ErrorCodes.UnknownTracepoint
  return isUsage ? ExitCode.Usage : ExitCode.Failed
}

function makeProgram(context: CliContext): Command {
  const program = new Command('nodetap')
    .description(
      'Tracepoints of a Bitcoin node over IPC: typed events, no root, no loss uncounted.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: text => void context.stdout.write(text),
      writeErr: text => void context.stderr.write(text),
    })
    .addHelpText('after', EXIT_HELP)
    .showHelpAfterError('(nodetap --help shows what there is)')

  program
    .command('demo')
    .description('run a real regtest node in a process of its own and trace it')
    .option('--duration <time>', 'end after this long: 10 (seconds), 5m, 1h', runTime)
    .option('--socket <path>', 'where the demo node listens (default: a temporary directory)')
    .action(async options => {
      const { demo } = await import('./demo/demo.js')
      await demo(options, context)
    })

  program
    .command('list')
    .description('what a node offers to trace: tracepoints, fields, units, stability')
    .option('--socket <path>', SOCKET_HELP)
    .option('--json', 'one JSON document')
    .action(async options => {
      const { list } = await import('./list/list.js')
      await list(options, context)
    })

  program
    .command('subscribers')
    .description('who is subscribed to a node, what each asked for, and what it costs')
    .option('--socket <path>', SOCKET_HELP)
    .option('--watch', 'again each second, until Ctrl-C')
    .option('--json', 'one JSON document; with --watch, one a line')
    .action(async options => {
      const { subscribers } = await import('./subscribers/subscribers.js')
      await subscribers(options, context)
    })

  const tracing = addStreamOptions(
    program
      .command('trace')
      .description('print events as they happen: lines on a terminal, JSON lines otherwise')
      .argument('<tracepoint...>', "names or patterns: net:inbound_message 'mempool:*'"),
  )
  addPayloadOptions(
    addSampleOptions(tracing),
    "bytes of each payload to show, or 'all' (default: 0)",
  )
    .option('--decode', 'show what P2P messages say (takes whole payloads)')
    .option('--words', 'messages and connections in the words of Bitcoin Core’s bpftrace scripts')
    .option('--snapshot', SNAPSHOT_HELP)
    .option('--json', 'JSON lines, also on a terminal')
    .action(async (patterns: string[], options) => {
      const { trace } = await import('./trace/trace.js')
      await trace(patterns, options, context)
    })

  const counting = addStreamOptions(
    program
      .command('stats')
      .description('events, bytes, losses and latency, each second and in total')
      .argument('<tracepoint...>', "names or patterns: 'net:*'"),
  )
  addPayloadOptions(
    addSampleOptions(counting),
    "bytes of each payload to receive, or 'all' (default: 0)",
  )
    .option('--json', 'JSON lines, also on a terminal')
    .action(async (patterns: string[], options) => {
      const { stats } = await import('./stats/stats.js')
      await stats(patterns, options, context)
    })

  addAggregateCommands(program, context)
  addLiveCommands(program, context)
  addRecordingCommands(program, context)
  addBridgeCommands(program, context)

  for (const command of program.commands) {
    command
      .copyInheritedSettings(program)
      .showHelpAfterError(`(nodetap ${command.name()} --help shows what there is)`)
  }
  return program
}
