import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { runCli, startCli, temporaryDirectory, until } from './support.js'

async function publisher(t: TestContext): Promise<{ path: string; tracing: Tracing }> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path, node: 'test node', ringBytes: 1024 * 1024 })
  t.after(() => tracing.close())
  return { path, tracing }
}

const hash = new Uint8Array(32).fill(7)

/** Runs a command until it has had `events` events, and reads its JSON lines. */
async function report(
  t: TestContext,
  args: readonly string[],
  events: number,
  isEnabled: (tracing: Tracing) => boolean,
  fire: (tracing: Tracing) => void,
): Promise<Record<string, unknown>[]> {
  const { path, tracing } = await publisher(t)
  const cli = startCli(t, [...args, '--socket', path, '--max-events', String(events)])
  await until('it is subscribed', () => isEnabled(tracing))
  fire(tracing)
  const { code, stdout, stderr } = await cli.done
  assert.equal(code, 0, stderr)
  const lines = stdout.trim().split('\n')
  return lines.map(line => JSON.parse(line) as Record<string, unknown>)
}

test('blocks tells seconds, slow blocks and totals', async t => {
  const lines = await report(
    t,
    ['blocks', '--slow', '50'],
    2,
    ({ tracepoints }) => tracepoints['validation:block_connected'].enabled,
    ({ tracepoints }) => {
      tracepoints['validation:block_connected'].fire(hash, 100, 3, 4, 20, 51e6)
      tracepoints['validation:block_connected'].fire(hash, 101, 3, 4, 20, 1e6)
    },
  )
  const slow = lines.find(line => line['slow'] !== undefined)?.['slow'] as { hash: string }
  assert.equal(slow.hash, '07'.repeat(32))
  const { total } = lines.at(-1) as { total: { blocks: number; slow: number } }
  assert.equal(total.blocks, 2)
  assert.equal(total.slow, 1)
})

test('coins tells flushes, and totals by cache', async t => {
  const lines = await report(
    t,
    ['coins'],
    3,
    ({ tracepoints }) => tracepoints['utxocache:flush'].enabled,
    ({ tracepoints }) => {
      tracepoints['utxocache:add'].fire(hash, 0, 1, 50, false, 'main')
      tracepoints['utxocache:spent'].fire(hash, 0, 1, 50, false, 'temporary')
      tracepoints['utxocache:flush'].fire(5, 'periodic', 6, 7, false)
    },
  )
  assert.ok(lines.some(line => line['flush'] !== undefined))
  const { total } = lines.at(-1) as { total: { caches: { cache: string }[] } }
  assert.deepEqual(
    total.caches.map(({ cache }) => cache),
    ['main', 'temporary'],
  )
})

test('wallet tells each choice of coins', async t => {
  const lines = await report(
    t,
    ['wallet'],
    2,
    ({ tracepoints }) => tracepoints['coin_selection:selected_coins'].enabled,
    ({ tracepoints }) => {
      tracepoints['coin_selection:selected_coins'].fire('w', 'bnb', 1, 2, 3)
      tracepoints['coin_selection:normal_create_tx_internal'].fire('w', true, 4, 0)
    },
  )
  assert.equal(lines[0]?.['algorithm'], 'bnb')
  assert.equal(lines[0]?.['feeSat'], 4)
})

test('a threshold that makes no sense is refused', async t => {
  const { code, stderr } = await runCli(t, ['blocks', '--slow', 'very'])
  assert.equal(code, 2)
  assert.match(stderr, /A number above 0 is wanted/)
})
