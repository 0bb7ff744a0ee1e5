import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { NODE_TRACEPOINT_NAMES } from '../../src/tracepoints/index.js'
import { runCli, startCli, temporaryDirectory, until } from './support.js'

/** A temporary directory of its own shows what a demo leaves behind. */
function emptyTmp(parent: string): { tmp: string; env: Record<string, string> } {
  const tmp = join(parent, 'tmp')
  mkdirSync(tmp)
  return { tmp, env: { TMPDIR: tmp } }
}

test('the demo shows every tracepoint within half a minute, and leaves nothing behind', async t => {
  const { tmp, env } = emptyTmp(temporaryDirectory(t))
  const { code, stdout, stderr } = await runCli(t, ['demo', '--duration', '25'], env)
  assert.equal(code, 0, stderr)
  // The node's process and the one that traces it speak in either order.
  assert.match(stdout, /^Starting .*\n/)
  assert.match(stdout, /^Process \d+ is the node, process \d+ traces it\./m)
  assert.match(stdout, /^▸ The node mines 440 blocks/m)
  assert.match(stdout, /▸ The wallet pays 0\.5 BTC to Alice\./)
  assert.match(stdout, /events of 20 tracepoints in 2\d s, 0 lost/)
  for (const name of NODE_TRACEPOINT_NAMES) {
    assert.match(stdout, new RegExp(`^ *[1-9]\\d* {2}${name}$`, 'm'))
    assert.match(stdout, new RegExp(`^ {2}[\\d:.]+ ${name} `, 'm'), `a line of ${name}`)
  }
  assert.deepEqual(readdirSync(tmp), [])
})

test('Ctrl-C ends the demo in order; another process may trace it meanwhile', async t => {
  const directory = temporaryDirectory(t)
  const { tmp, env } = emptyTmp(directory)
  const path = join(directory, 'demo.sock')
  const demo = startCli(t, ['demo', '--socket', path], env)
  await until('it tells where it listens', () => demo.lines.some(line => line.includes(path)))
  const other = await runCli(t, ['trace', '*', '--max-events', '5', '--socket', path])
  assert.equal(other.code, 0, other.stderr)
  assert.equal(other.stdout.trim().split('\n').length, 5)
  demo.child.kill('SIGINT')
  const { code, stderr } = await demo.done
  assert.equal(code, 0, stderr)
  assert.deepEqual(readdirSync(tmp), [])
  assert.equal(readdirSync(directory).includes('demo.sock'), false)
})

test('a demo whose node cannot start says why', async t => {
  const { code, stderr } = await runCli(t, ['demo', '--socket', join('/', 'x'.repeat(200))])
  assert.equal(code, 1)
  assert.match(stderr, /socket path has \d+ bytes|no pipe name/)
})
