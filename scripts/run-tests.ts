/**
 * Runs the compiled tests with Node's own runner: all of them, or those whose path
 * contains one of the words given. Node 20 takes no patterns itself.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const words = process.argv.slice(2)
const files = readdirSync(join('dist', 'test'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.test.js'))
  .map(entry => join(entry.parentPath, entry.name))
  .filter(file => words.length === 0 || words.some(word => file.includes(word)))
  .sort()

if (files.length === 0) {
  console.error(`No test file matches ${words.join(', ')}.`)
  process.exitCode = 1
} else {
  const result = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' })
  process.exitCode = result.status ?? 1
}
