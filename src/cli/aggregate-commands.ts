import { type Command, Option } from 'commander'
import { linearShape } from './aggregates/linear-shape.js'
import type { CliContext } from './context.js'
import { addStreamOptions } from './event-stream/stream-options.js'
import { names, positiveInteger, several, timeSpan } from './options.js'

/** Adds the commands that show figures computed in the node. */
export function addAggregateCommands(program: Command, context: CliContext): void {
  addStreamOptions(
    program
      .command('count')
      .description('how many events, by fields, counted in the node: no event leaves it')
      .argument('<tracepoint...>', "names or patterns: 'net:*_message'"),
  )
    .option('--by <fields>', 'a count for each combination of up to three fields', names)
    .option('--every <time>', 'between two reports: 500ms, 1s, 5m (default: 1s)', timeSpan)
    .option('--total', 'since the beginning, not since the last report')
    .option('--sum <field>', 'also the sum of a number; may be repeated', several)
    .option('--min <field>', 'also the smallest', several)
    .option('--max <field>', 'also the largest', several)
    .option('--distinct <field>', 'also how many different values, about', several)
    .option('--top-k <field>', 'also the ten most frequent values', several)
    .option('--top <n>', 'groups to show on a terminal (default: 20)', positiveInteger)
    .option('--json', 'JSON lines, also on a terminal')
    .action(async (patterns: string[], options) => {
      const { count } = await import('./aggregates/count.js')
      await count(patterns, options, context)
    })

  addStreamOptions(
    program
      .command('hist')
      .description('how the values of a field are distributed, counted in the node')
      .argument('<tracepoint>', 'a name or pattern: validation:block_connected')
      .argument('<field>', 'a number: durationNs'),
  )
    .option('--log2', 'buckets of powers of two (the default)')
    .addOption(
      new Option('--linear <from:width:count>', 'buckets of equal width: 0:100:20')
        .argParser(linearShape)
        .conflicts('log2'),
    )
    .option('--by <fields>', 'a histogram for each combination of up to three fields', names)
    .option('--every <time>', 'between two reports: 500ms, 1s, 5m (default: 1s)', timeSpan)
    .option('--deltas', 'since the last report, not since the beginning')
    .option('--top <n>', 'groups to show on a terminal (default: 4)', positiveInteger)
    .option('--json', 'JSON lines, also on a terminal')
    .action(async (tracepoint: string, field: string, options) => {
      const { hist } = await import('./aggregates/hist.js')
      await hist(tracepoint, field, options, context)
    })
}
