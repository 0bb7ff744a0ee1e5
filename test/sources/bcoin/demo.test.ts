import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startDemoNode } from '../../../src/cli/demo/node.js'
import { waitUntil } from '../../../src/cli/demo/wait.js'
import { connect } from '../../../src/client/index.js'
import { ErrorCodes, isNodetapError } from '../../../src/errors/index.js'
import { NODE_TRACEPOINT_NAMES } from '../../../src/tracepoints/index.js'

test('the demo fires every tracepoint, tells what it does, and leaves nothing behind', async t => {
  const path = socketPath(t)
  const notes: string[] = []
  const demo = await startDemoNode({
    path,
    paceMs: 0,
    // The chain is wound back after each round.
    roundsPerChain: 1,
    onNote: note => notes.push(note),
  })
  const session = await connect({ path })
  const subscription = session.subscribe(['*'])
  const seen = new Map<string, number>()
  const reading = (async () => {
    for await (const batch of subscription) {
      for (const { tracepoint } of batch) seen.set(tracepoint, (seen.get(tracepoint) ?? 0) + 1)
    }
  })().catch(() => {
    // The demo ends before the subscription does.
  })
  await waitUntil('the second chain', () => notes.filter(isWindingBack).length === 2)
  await waitUntil('every tracepoint', () => NODE_TRACEPOINT_NAMES.every(name => seen.has(name)))
  assert.equal(seen.size, NODE_TRACEPOINT_NAMES.length)
  await demo.close()
  await demo.closed
  await reading
  await session.close()
  assert.ok(notes.includes('The wallet pays 0.5 BTC to Alice.'))
  if (process.platform !== 'win32') assert.equal(existsSync(path), false)
})

test('the demo ends when its signal fires, and does not begin when it has', async t => {
  const path = socketPath(t)
  const ending = new AbortController()
  const demo = await startDemoNode({ path, signal: ending.signal, paceMs: 60_000 })
  assert.equal(demo.path, path)
  ending.abort()
  await demo.closed
  const aborted = (error: unknown) => isNodetapError(error, ErrorCodes.Aborted)
  await assert.rejects(startDemoNode({ path, signal: ending.signal }), aborted)
})

test('a demo whose socket is taken ends at once', async t => {
  const path = socketPath(t)
  await using demo = await startDemoNode({ path, paceMs: 60_000 })
  assert.equal(demo.path, path)
  const inUse = (error: unknown) => isNodetapError(error, ErrorCodes.SocketInUse)
  await assert.rejects(startDemoNode({ path }), inUse)
})

function isWindingBack(note: string): boolean {
  return note.startsWith('The chain is wound back')
}

function socketPath(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'nodetap-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return join(directory, 'node.sock')
}
