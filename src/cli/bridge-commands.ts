import type { Command } from 'commander'
import type { CliContext } from './context.js'
import { runTime, timeSpan } from './options.js'

const RPC_HELP =
  'where the node answers: http://HOST:PORT/, or the path of its IPC socket (default: 127.0.0.1 and the port of its settings)'

/** The commands about Bitcoin Core nodes that have no tracepoints of their own. */
export function addBridgeCommands(program: Command, context: CliContext): void {
  program
    .command('bridge')
    .description(
      'make tracepoints of what an unmodified Bitcoin Core gives: log, messages, ZMQ, RPC',
    )
    .option(
      '--datadir <directory>',
      'the node’s data directory (default: Bitcoin Core’s usual one)',
    )
    .option('--conf <file>', 'its bitcoin.conf (default: that of the data directory)')
    .option('--chain <chain>', 'main, test, testnet4, signet or regtest (default: as configured)')
    .option('--socket <path>', 'where to serve (default: NODETAP_SOCKET, ~/.nodetap/node.sock)')
    .option('--zmq <address...>', 'ZMQ sockets of the node (default: as it says)')
    .option('--rpc <place>', RPC_HELP)
    .option('--rpc-user <user>', 'instead of the cookie; the password is in NODETAP_RPC_PASSWORD')
    .option('--no-capture', 'leave captured messages')
    .option('--no-log', 'leave debug.log')
    .option('--no-rpc', 'do not ask the node')
    .option('--no-zmq', 'leave ZMQ')
    .option('--print-conf', 'write the lines that bitcoin.conf lacks, and end')
    .option('--status-every <time>', 'say how the inputs stand, also unchanged', timeSpan)
    .option('--duration <time>', 'end after this long: 10 (seconds), 5m, 1h', runTime)
    .option('--json', 'JSON lines')
    .action(async options => {
      const { bridge } = await import('./bridge/bridge.js')
      await bridge(options, context)
    })

  program
    .command('doctor')
    .description('what is installed, running and reachable, and what to do next')
    .option(
      '--socket <path>',
      'a socket to look at (default: NODETAP_SOCKET, then all usual places)',
    )
    .option('--datadir <directory>', 'a Bitcoin Core’s data directory (default: the usual one)')
    .option('--chain <chain>', 'only this chain of it (default: all that are there)')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExit code 0: something can be traced; 1: nothing at this moment.')
    .action(async options => {
      const { doctor } = await import('./doctor/doctor.js')
      await doctor(options, context)
    })
}
