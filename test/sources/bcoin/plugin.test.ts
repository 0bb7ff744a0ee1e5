import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { RegtestNode } from '../../../src/cli/demo/regtest-node.js'
import { Spender } from '../../../src/cli/demo/spender.js'
import { connect } from '../../../src/client/index.js'
import { type BcoinPluginInstance, createBcoinPlugin } from '../../../src/sources/bcoin/index.js'

test('a plugin publishes from open to close', async t => {
  const path = socketPath(t)
  const regtest = await RegtestNode.start({ plugins: [createBcoinPlugin({ path })] })
  const session = await connect({ path })
  assert.match((await session.describe()).node, /^bcoin:v1\.0\.2, regtest$/)
  const subscription = session.subscribe(['validation:block_connected'])
  await subscription.ready
  await regtest.mine(1, new Spender().address)
  for await (const batch of subscription) {
    const [event] = [...batch]
    assert.ok(event?.tracepoint === 'validation:block_connected')
    assert.equal(event.height, 1)
    break
  }
  await session.close()
  await regtest.close()
  await assert.rejects(connect({ path }))
})

test('bcoin loads it by its file’s name, with options of the command line', async t => {
  const path = socketPath(t)
  const file = fileURLToPath(new URL('../../../src/sources/bcoin/index.js', import.meta.url))
  const regtest = await RegtestNode.start({
    options: {
      plugins: [file],
      loader: createRequire(import.meta.url),
      nodetapSocket: path,
      nodetapPolicies: ['replace-by-fee'],
    },
  })
  const session = await connect({ path })
  assert.equal(regtest.node.mempool.options.replaceByFee, true)
  await session.close()
  await regtest.close()
})

test('the environment names the socket', async t => {
  const path = socketPath(t)
  process.env['NODETAP_SOCKET'] = path
  t.after(() => delete process.env['NODETAP_SOCKET'])
  await using regtest = await RegtestNode.start({ plugins: [createBcoinPlugin()] })
  assert.equal(instanceOf(regtest).tracing?.path, path)
})

test('a node whose tracing cannot start says so and goes on', async t => {
  const directory = temporaryDirectory(t)
  const file = join(directory, 'file')
  writeFileSync(file, '')
  const lines: string[] = []
  const logger = {
    ...silentLogger,
    error: (line: unknown) => lines.push(String(line)),
    context: () => logger,
  }
  for (const options of [
    { plugins: [createBcoinPlugin({ path: join(file, 'node.sock') })] },
    {
      plugins: [createBcoinPlugin({ path: join(directory, 'node.sock') })],
      options: { nodetapPolicies: ['no-such-policy'] },
    },
  ]) {
    await using regtest = await RegtestNode.start({
      plugins: options.plugins,
      options: { logger, ...options.options },
    })
    assert.equal(instanceOf(regtest).tracing, null)
    await regtest.mine(1, new Spender().address)
    assert.equal(regtest.node.chain.height, 1)
  }
  assert.equal(lines.length, 2)
  assert.match(lines[0] ?? '', /^No tracing: .*directory/)
  assert.match(lines[1] ?? '', /^No tracing: .*no-such-policy.*evict-inbound/)
})

/** What bcoin asks of a logger. */
const silentLogger = {
  open: async () => {},
  close: async () => {},
  set: () => {},
  error: () => {},
  warning: () => {},
  info: () => {},
  debug: () => {},
  spam: () => {},
  memory: () => {},
}

function instanceOf({ node }: RegtestNode): BcoinPluginInstance {
  // What the plugin's `init` returned.
  return node.plugins['nodetap'] as BcoinPluginInstance
}

function socketPath(t: TestContext): string {
  return join(temporaryDirectory(t), 'node.sock')
}

function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'nodetap-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
