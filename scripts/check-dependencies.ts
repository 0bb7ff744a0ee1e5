/** Fails when docs/dependencies.md gives no reason for a package of package.json, or for another. */
import { readFileSync } from 'node:fs'

const PAGE = 'docs/dependencies.md'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>> | undefined>
>
const wanted = new Set(
  ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap(kind =>
    Object.keys(manifest[kind] ?? {}),
  ),
)
const rows = readFileSync(PAGE, 'utf8').matchAll(/^\| ([^|(]+?) (?:\([^|]*\) )?\|/gm)
const told = new Set(Array.from(rows, ([, names = '']) => names.split(', ')).flat())
told.delete('package')

const problems = [
  ...[...wanted].filter(name => !told.has(name)).map(name => `${PAGE}: no reason for ${name}`),
  ...[...told].filter(name => !wanted.has(name)).map(name => `${PAGE}: ${name} is no dependency`),
]
for (const problem of problems) console.error(problem)
console.log(`check-dependencies: ${wanted.size} packages, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1
