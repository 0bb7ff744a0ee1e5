import { spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** A command of the document with what it shows of the output. */
export interface Example {
  readonly command: string
  readonly shown: string
  /** Where `shown` begins in the document, and ends. */
  readonly start: number
  readonly end: number
}

/** A line that stands for lines of output that are not shown; at most once in an example. */
const OMITTED = '…'

const COLUMNS = 110

/** The examples of a document: blocks of `console` that begin with a command behind `$`. */
export function examplesOf(document: string): Example[] {
  const examples: Example[] = []
  for (const match of document.matchAll(/```console\n\$ ([^\n]*)\n([\s\S]*?)```/g)) {
    const [whole, command = '', shown = ''] = match
    const end = match.index + whole.length - '```'.length
    examples.push({ command, shown, start: end - shown.length, end })
  }
  return examples
}

/**
 * Runs an example's command in a directory that has the recording, as a reader would: in a
 * terminal, which `script` of util-linux makes.
 */
export function run({ command }: Example, directory: string): string {
  const main = resolve('dist', 'src', 'cli', 'main.js')
  const shim = join(directory, 'nodetap')
  writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`)
  chmodSync(shim, 0o700)
  const inTerminal = `stty cols ${COLUMNS} rows 60; ${command}`
  const { stdout, stderr, status } = spawnSync('script', ['-qec', inTerminal, '/dev/null'], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: `${directory}${delimiter}${process.env['PATH'] ?? ''}`,
      SHELL: '/bin/sh',
      TZ: 'UTC',
      LC_ALL: 'C.UTF-8',
      TERM: 'xterm',
      NO_COLOR: '1',
      COLUMNS: String(COLUMNS),
    },
  })
  if (status !== 0) throw new Error(`${command}\nends with ${status}: ${stdout}${stderr}`)
  return onScreen(stdout)
}

/** Lines as a terminal leaves them: what is written over a line stands in its place. */
function onScreen(output: string): string {
  return output
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map(line => line.slice(line.lastIndexOf('\r') + 1).replaceAll('\x1b[K', ''))
    .map(line => line.trimEnd())
    .join('\n')
    .trimEnd()
}

/** An output as an example shows it: with as many lines at its beginning and end. */
export function asShown(output: string, { shown }: Example): string {
  const lines = shown.trimEnd().split('\n')
  const cut = lines.indexOf(OMITTED)
  if (cut === -1) return `${output}\n`
  const all = output.split('\n')
  const behind = lines.length - cut - 1
  const end = behind === 0 ? [] : all.slice(-behind)
  return `${[...all.slice(0, cut), OMITTED, ...end].join('\n')}\n`
}

/** The document with the outputs as they are now. */
export function rewrite(document: string, outputs: readonly string[]): string {
  let text = document
  const examples = examplesOf(document)
  for (let i = examples.length - 1; i >= 0; i--) {
    const example = examples[i]
    if (example === undefined) continue
    const { start, end } = example
    text = text.slice(0, start) + asShown(outputs[i] ?? '', example) + text.slice(end)
  }
  return text
}
