/**
 * Fails when an import in `src` goes up a floor, sideways where that is not allowed, or
 * into another folder past its `index.ts`; and when docs/design.md tells other floors.
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

checkDocument('docs/design.md')

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

/** Its table of folders has a row for each, beginning with the floor's number: 1 is the lowest. */
function checkDocument(page: string): void {
  const told = new Map<string, number>()
  for (const [, number, cell = ''] of readFileSync(page, 'utf8').matchAll(
    /^\| (\d+) \| (.*?) \|/gm,
  )) {
    for (const [, folder = ''] of cell.matchAll(/`(\w+)`/g)) told.set(folder, Number(number))
  }
  floors.forEach((floor, i) => {
    for (const folder of floor) {
      const number = floors.length - i
      if (told.get(folder) !== number) problems.push(`${page}: src/${folder} is on floor ${number}`)
      told.delete(folder)
    }
  })
  for (const folder of told.keys()) problems.push(`${page}: src/${folder} is on no floor`)
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
