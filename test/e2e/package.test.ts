import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

interface Manifest {
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

/** What `npm pack` puts in; what is built is there already. */
function packed(): string[] {
  const shell = process.platform === 'win32'
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const output = execFileSync('npm', args, { encoding: 'utf8', shell, maxBuffer: 1e8 })
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }]
  return files.map(({ path }) => path)
}

test('the package has what it names, the schema, documents and examples, and no tests', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  const files = packed()
  const there = new Set(files)
  for (const target of [...Object.values(manifest.bin), ...Object.values(manifest.exports)]) {
    assert.ok(there.has(target.replace(/^\.\//, '')), target)
  }
  for (const folder of ['schema', 'docs', 'examples']) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name).replaceAll('\\', '/')
      if (entry.isFile()) assert.ok(there.has(path), path)
    }
  }
  assert.deepEqual(
    files.filter(path => !/^(?:dist\/src|schema|docs|examples)\//.test(path)).sort(),
    ['LICENSE', 'README.md', 'package.json'],
  )
  // What is published is built anew, so that nothing is in it whose source is gone.
  assert.match(manifest.scripts['prepack'] ?? '', /rmSync\('dist'.*npm run build$/)
})
