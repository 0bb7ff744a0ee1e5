import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startDemoNode } from '../../../src/cli/demo/node.js'
import { temporaryDirectory, until } from '../support.js'
import { noTerminals, TerminalRun } from './terminal-run.js'

// bcoin chooses its cryptography when it is loaded.
process.env['NODE_BACKEND'] ??= 'js'

/** A real node that pays, mines, replaces and rejects, as fast as it can. */
async function startNode(t: TestContext): Promise<string> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await startDemoNode({ path, paceMs: 20 })
  t.after(() => node.close())
  return path
}

test('the full-screen views show what a real node does', { skip: noTerminals }, async t => {
  const path = await startNode(t)
  const mempool = new TerminalRun(t, ['mempool', '--socket', path], { columns: 120, rows: 40 })
  const peers = new TerminalRun(t, ['peers', '--decode', '--socket', path], { rows: 40 })
  await mempool.shows(/^replaced by [1-9]/m)
  await mempool.shows(/^ {2}mandatory-script-verify-flag +[1-9]/m)
  await mempool.shows(/^ {2}block +[1-9]/m)
  await mempool.shows(/[\d:]{8} replaced +[\d.]+ sat\/vB +[\d,]+ sat by [\d.]+ sat\/vB, [\d,]+ sat/)
  await mempool.shows(/\d+ to \d+ +\d+ +\d+ █/)
  await peers.shows(/manual/)
  await peers.shows(/evicted \d+s ago/)
  await peers.shows(/closed \d+s ago/)
  peers.type('/manual\r')
  await until('only the neighbour is left', () => {
    const rows = peers.screen.rows.slice(2).filter(row => /^ *\d/.test(row))
    return rows.length > 0 && rows.every(row => row.includes('manual'))
  })
  // The last one: the others are about to be forgotten.
  peers.type('\x1b[F\r')
  await peers.shows(
    /^Peer \d+ {2}127\.0\.0\.1:\d+ {2}manual[\s\S]*^[\d:.]+ [←→] (inv|block|getdata|ping|tx|version) \S+/m,
  )
  for (const run of [mempool, peers]) {
    assert.match(run.screen.rows[0] ?? '', /bcoin 1\.0\.2, regtest .* 0 lost$/)
    run.type('q')
    assert.equal(await run.done, 0)
    assert.equal(run.screen.buffer, 'normal')
  }
})
