/**
 * Fails when an import in `src` goes up a floor, sideways where that is not allowed, or
 * into another folder past its `index.ts`. The floors are those of docs/design.md.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** From the top; an import goes to the same folder or to a lower floor. */
const floors: readonly (readonly string[])[] = [
  ['cli'],
  ['testing'],
  ['sources', 'recording', 'exporters'],
  ['publisher', 'client'],
  ['aggregates'],
  ['expressions'],
  ['rpc', 'tracepoints'],
  ['schema'],
  ['capnp', 'bitcoin'],
  ['errors', 'version'],
]

const root = resolve('src')
const importPattern = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'(\.[^']*)'/g
const problems: string[] = []
let files = 0

for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
  const file = join(entry.parentPath, entry.name)
  files++
  for (const match of readFileSync(file, 'utf8').matchAll(importPattern)) {
    check(file, match[1] ?? '')
  }
}

for (const problem of problems) console.error(problem)
console.log(`check-imports: ${files} files, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1

function check(file: string, specifier: string): void {
  const target = resolve(dirname(file), specifier).replace(/\.js$/, '.ts')
  const from = folderOf(file)
  const to = folderOf(target)
  if (from === to) return
  const where = `${relative('.', file)}: import of '${specifier}'`
  const fromFloor = floorOf(from)
  const toFloor = floorOf(to)
  if (fromFloor === -1) problems.push(`${where}: folder src/${from} is on no floor`)
  else if (toFloor === -1) problems.push(`${where}: folder src/${to} is on no floor`)
  else if (toFloor <= fromFloor) problems.push(`${where} does not go down: ${from} → ${to}`)
  else if (!isFrontDoor(to, target)) problems.push(`${where} bypasses src/${to}/index.ts`)
}

function folderOf(file: string): string {
  return relative(root, file).split(sep)[0] ?? ''
}

function floorOf(folder: string): number {
  return floors.findIndex(floor => floor.includes(folder))
}

/** A folder of independent members (`sources/bcoin`) has a front door for each of them. */
function isFrontDoor(folder: string, target: string): boolean {
  const parts = relative(join(root, folder), target).split(sep)
  return parts.at(-1) === 'index.ts' && parts.length <= 2
}
