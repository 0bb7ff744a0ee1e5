import { type Command, Option } from 'commander'
import type { CliContext } from './context.js'
import { addStreamOptions } from './event-stream/stream-options.js'
import { positiveNumber, wholeNumber } from './options.js'
import { PEER_ORDERS } from './peers/peer-order.js'

/** Adds the commands that show figures as they change. */
export function addLiveCommands(program: Command, context: CliContext): void {
  addScreenOptions(
    program
      .command('peers')
      .description('the node’s peers, full-screen: who they are, what passes'),
  )
    .addOption(
      new Option('--sort <by>', 'the order of the peers (default: id)').choices(PEER_ORDERS),
    )
    .option('--filter <text>', 'only peers with this in their id, address, type or network')
    .option('--peer <id>', 'show the last messages of this peer too', wholeNumber)
    .option('--decode', 'take payloads from the start, so that a panel shows earlier messages too')
    .action(async options => {
      const { peers } = await import('./peers/peers.js')
      await peers(options, context)
    })

  addScreenOptions(
    program
      .command('mempool')
      .description('what enters and leaves the mempool, full-screen: counts, fee rates, a log'),
  ).action(async options => {
    const { mempool } = await import('./mempool/mempool.js')
    await mempool(options, context)
  })

  addLineOptions(
    program
      .command('blocks')
      .description('blocks as they are connected: each second, the slow ones, totals, a histogram'),
  )
    .option(
      '--slow <ms>',
      'tell blocks that take longer one by one (default: 1000)',
      positiveNumber,
    )
    .action(async options => {
      const { blocks } = await import('./blocks/blocks.js')
      await blocks(options, context)
    })

  addLineOptions(
    program
      .command('coins')
      .description('coins added, spent and uncached each second, by cache; flushes to disk'),
  ).action(async options => {
    const { coins } = await import('./coins/coins.js')
    await coins(options, context)
  })

  addLineOptions(
    program
      .command('wallet')
      .description('each choice of coins to pay with: algorithm, target, waste, fee, change'),
  ).action(async options => {
    const { wallet } = await import('./wallet/wallet.js')
    await wallet(options, context)
  })
}

/** The options of commands that print lines. */
function addLineOptions(command: Command): Command {
  return addStreamOptions(command).option('--json', 'JSON lines, also on a terminal')
}

/** The options of commands that show a screen. */
function addScreenOptions(command: Command): Command {
  return addStreamOptions(command)
    .option('--once', 'print one frame and end, after --duration (2 seconds) or a recording’s end')
    .option('--json', 'figures as JSON, a line a second')
}
