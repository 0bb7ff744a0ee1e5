import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Manifest {
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

function manifestOf(directory: string): Manifest {
  return JSON.parse(readFileSync(`${directory}/package.json`, 'utf8')) as Manifest
}

test('docs/dependencies.md has a row for each dependency, with its licence', () => {
  const rows = readFileSync('docs/dependencies.md', 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| '))
    .map(line => line.split('|').map(cell => cell.trim()))
  const { dependencies, optionalDependencies, devDependencies } = manifestOf('.')
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })
  assert.ok(names.includes('commander'))
  for (const name of names) {
    const [, , , licence = ''] =
      rows.find(([, packages = '']) => packages.split(/[ ,]+/).includes(name)) ?? []
    const directory = `node_modules/${name}`
    // An optional one need not be there.
    if (!existsSync(directory)) continue
    const { license = '' } = manifestOf(directory)
    for (const word of license.split(/ AND | OR /)) {
      assert.ok(word !== '' && licence.includes(word), `${name} is ${license}, not "${licence}"`)
    }
  }
})
