import type { Output } from '../../src/cli/context.js'
import { run } from '../../src/cli/program.js'
import type { CliRun } from './support.js'

/** The command line in this process: for commands that end by themselves, quicker than another. */
export async function runHere(
  args: readonly string[],
  terminal = false,
  signal: AbortSignal = new AbortController().signal,
): Promise<CliRun> {
  const stdout = collector(terminal)
  const stderr = collector(terminal)
  const code = await run(args, {
    stdout: stdout.output,
    stderr: stderr.output,
    signal,
    terminal: null,
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collector(isTerminal: boolean): { output: Output; text(): string } {
  let text = ''
  return {
    output: {
      isTerminal,
      hasCursor: isTerminal,
      columns: 80,
      rows: 24,
      hasColor: false,
      write: async part => {
        text += part
      },
    },
    text: () => text,
  }
}
