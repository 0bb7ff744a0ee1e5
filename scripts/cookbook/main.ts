/**
 * Brings the outputs in docs/cookbook.md and docs/aggregates.md up to date, or writes the recording that they are of:
 *
 *   node dist/scripts/cookbook/main.js [--record FILE]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examplesOf, rewrite, run } from './document.js'
import { DOCUMENTS, RECORDING, SESSION } from './paths.js'
import { writeSessionRecording } from './session-recording.js'

const [option, file] = process.argv.slice(2)
if (option === '--record' && file !== undefined) {
  await writeSessionRecording(SESSION, file)
} else {
  const directory = mkdtempSync(join(tmpdir(), 'nodetap-cookbook-'))
  try {
    await writeSessionRecording(SESSION, join(directory, RECORDING))
    for (const path of DOCUMENTS) {
      const document = readFileSync(path, 'utf8')
      const outputs = examplesOf(document).map(example => run(example, directory))
      writeFileSync(path, rewrite(document, outputs))
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
