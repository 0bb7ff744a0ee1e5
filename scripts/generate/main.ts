/**
 * Writes all that is derived from the schema: run from the project's folder, as
 * `node dist/scripts/generate/main.js`. With `--check` it writes nothing and fails, naming
 * the files, when what is there differs.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { batchBuilderFiles } from './batch-builders.js'
import { batchReaderFiles } from './batch-readers.js'
import { catalogueFile } from './catalogue-file.js'
import { type CodecFolders, codecFile } from './codec-file.js'
import { compile, schemaFiles } from './compile.js'
import { eventsFile } from './events-file.js'
import { GenerateError } from './generate-error.js'
import { readRequest } from './request.js'
import type { Schema } from './schema-model.js'
import { siteFiles } from './sites.js'
import { tracepointModel } from './tracepoint-model.js'
import { tracepointsDocument } from './tracepoints-document.js'

const FOLDERS: CodecFolders = { schema: 'schema', code: 'src/schema/generated' }
/** Schemas of tests: every kind of field, and the interface of the interoperation tests. */
const TEST_FOLDERS: readonly CodecFolders[] = [
  { schema: 'test/schema', code: 'test/schema/generated' },
  { schema: 'test/interop', code: 'test/interop/generated' },
]
/** They hold generated files only: what is no longer generated is removed. */
const GENERATED_FOLDERS = [
  FOLDERS.code,
  ...TEST_FOLDERS.map(({ code }) => code),
  'src/tracepoints/generated',
  'src/publisher/sites/generated',
  'src/publisher/batches/generated',
  'src/client/batch/generated',
]

/** Every output, by its path with `/` between folders. */
function outputs(): Map<string, string> {
  const schema = schemaOf(FOLDERS.schema)
  const model = tracepointModel(schema)
  return new Map([
    ...codecs(schema, FOLDERS),
    ...TEST_FOLDERS.flatMap(folders => [...codecs(schemaOf(folders.schema), folders)]),
    ['src/tracepoints/generated/catalogue.ts', catalogueFile(model)],
    ['src/tracepoints/generated/events.ts', eventsFile(model)],
    ...siteFiles(model),
    ...batchBuilderFiles(schema, model),
    ...batchReaderFiles(schema, model),
    ['docs/tracepoints.md', tracepointsDocument(model)],
  ])
}

function schemaOf(folder: string): Schema {
  return readRequest(compile(folder, schemaFiles(folder)))
}

function codecs(schema: Schema, folders: CodecFolders): Map<string, string> {
  const files = new Map<string, string>()
  for (const file of schema.files) {
    const code = codecFile(schema, file, folders)
    if (code !== null) files.set(`${folders.code}/${file.path}.ts`, code)
  }
  return files
}

function main(args: readonly string[]): number {
  const unknown = args.find(arg => arg !== '--check')
  if (unknown !== undefined) throw new GenerateError(`Unknown argument ${unknown}; only --check is`)
  const files = outputs()
  const differing = [...files].filter(([path, text]) => textOf(path) !== text).map(([path]) => path)
  const left = GENERATED_FOLDERS.flatMap(filesBelow).filter(path => !files.has(path))
  const changed = [...differing, ...left].sort()
  if (args.includes('--check')) {
    for (const path of changed) console.error(`${path} is not what the schema says`)
    if (changed.length > 0) console.error('Run `npm run generate` and commit what it changes.')
    return changed.length > 0 ? 1 : 0
  }
  for (const path of differing) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, files.get(path) ?? '')
  }
  for (const path of left) rmSync(path)
  console.log(`generate: ${files.size} files, ${changed.length} changed`)
  return 0
}

function textOf(path: string): string | null {
  try {
    // A checkout on Windows may have turned the line ends.
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return null
  }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).split(sep).join('/'))
  } catch {
    return []
  }
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof GenerateError)) throw error
  console.error(`generate: ${error.message}`)
  process.exitCode = 1
}
