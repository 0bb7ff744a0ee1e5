/**
 * `npm run fidelity [-- SESSION_DIR] [--json FILE] [--write | --check]`: puts the inputs of a
 * recorded session through the bridge for Bitcoin Core, and scores what comes out against what
 * the node's USDT probes fired. Without a directory, of the session among the tests' fixtures.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BridgeLoss } from '../../src/sources/bitcoind/index.js'
import { checkDocument, writeDocument } from './document.js'
import { replay } from './replay.js'
import { score } from './score.js'
import { readSession } from './session.js'
import { messageOf } from './session-files.js'
import { sourcesTable, table } from './table.js'

const DEFAULT_SESSION = 'test/fixtures/bridge'

try {
  main()
} catch (error) {
  console.error(`fidelity: ${messageOf(error)}`)
  process.exitCode = 1
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      write: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  })
  const directory = positionals[0] ?? DEFAULT_SESSION
  const session = readSession(directory)
  const { events, losses } = replay(session)
  const result = score(session, events)
  const text = table(result)
  if (values.json !== undefined) {
    const report = { session: directory, ...result, losses }
    writeFileSync(values.json, `${JSON.stringify(report, null, 1)}\n`)
  }
  const sections = { fidelity: text, sources: sourcesTable() }
  if (values.check === true) checkDocument(sections)
  else {
    console.log(text)
    for (const line of lossLines(losses)) console.log(line)
  }
  if (values.write === true) writeDocument(sections)
}

/** The losses that the bridge has reported, those of the same kind together. */
function lossLines(all: readonly BridgeLoss[]): string[] {
  const kinds = new Map<string, number>()
  for (const { input, reason, tracepoints } of all) {
    const kind = `${input}: ${reason} (${tracepoints.join(', ')})`
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const lines = [...kinds].map(([kind, times]) => `  ${times} × ${kind}`)
  return [`\n${all.length} losses reported${lines.length > 0 ? ':' : ''}`, ...lines]
}
