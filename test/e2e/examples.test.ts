import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startPublisher } from '../../src/publisher/index.js'
import { recorded, sampleBatches } from '../recording/support.js'
import { DEADLINE_MS, runCli, temporaryDirectory, until } from './support.js'

const EMPTY = new Uint8Array(0)

function example(name: string): string {
  return fileURLToPath(new URL(`../../examples/${name}.js`, import.meta.url))
}

/** Starts an example that publishes; gives its process when it listens. */
async function publisher(t: TestContext, name: string, path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [example(name), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await until('it listens', () => output.includes('Listening on'))
  return child
}

test('every example is run here', () => {
  const examples = readdirSync(fileURLToPath(new URL('../../examples', import.meta.url)))
    .filter(file => file.endsWith('.js'))
    .map(file => file.replace(/\.js$/, ''))
  assert.deepEqual(examples.sort(), [
    'assert-on-events',
    'bcoin-node',
    'fee-rates',
    'mempool-size',
    'message-rates',
    'publish',
    'slow-blocks',
  ])
})

test('an example says in one sentence what is missing, and fails', t => {
  const directory = temporaryDirectory(t)
  const missing = join(directory, 'none')
  const file = join(directory, 'file')
  writeFileSync(file, '')
  const below = join(file, 'node.sock')
  for (const [name, path, sentence] of [
    ['fee-rates', missing, /^There is no socket at .*\n$/],
    ['mempool-size', missing, /^There is no socket at .*\n$/],
    ['message-rates', missing, /^There is no socket at .*\n$/],
    ['slow-blocks', missing, /^.* cannot be opened: there is no such file or directory\n$/],
    ['publish', below, /^.*\n$/],
    ['bcoin-node', below, /^.*\n$/],
  ] as const) {
    const options = { encoding: 'utf8', timeout: DEADLINE_MS } as const
    const run = spawnSync(process.execPath, [example(name), path], options)
    assert.equal(run.status, 1, name)
    assert.match(run.stderr, sentence, name)
    assert.equal(run.stdout, '', name)
  }
})

test('publish: a program that lets itself be traced', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  await publisher(t, 'publish', path)
  const { code, stdout, stderr } = await runCli(t, [
    'trace',
    'validation:*',
    '--max-events',
    '3',
    '--socket',
    path,
  ])
  assert.equal(code, 0, stderr)
  const heights = stdout
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { height: number }).height)
  assert.equal(heights.length, 3)
  assert.equal(heights[2], (heights[0] ?? 0) + 2)
})

test('bcoin-node, fee-rates and mempool-size: a real node, and readers of it', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const node = await publisher(t, 'bcoin-node', path)
  const rates = spawnSync(process.execPath, [example('fee-rates'), path, '1'], { encoding: 'utf8' })
  assert.equal(rates.status, 0, rates.stderr)
  assert.match(rates.stdout, /^0 transactions, median – sat\/vB$/m)
  const size = spawnSync(process.execPath, [example('mempool-size'), path, '3'], {
    encoding: 'utf8',
  })
  assert.equal(size.status, 0, size.stderr)
  assert.match(size.stdout, /^0 transactions, 0 vB$/m)
  const { code, stdout } = await runCli(t, [
    'trace',
    'validation:block_connected',
    'utxocache:add',
    '--max-events',
    '4',
    '--socket',
    path,
  ])
  assert.equal(code, 0)
  const names = stdout
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { tracepoint: string }).tracepoint)
  assert.ok(names.includes('validation:block_connected'))
  assert.ok(names.includes('utxocache:add'))
  node.kill('SIGINT')
  await until('the node has ended', () => node.exitCode !== null)
  assert.equal(node.exitCode, 0)
})

test('slow-blocks: a reader of recordings, as docs/recording.md has it', async t => {
  const { bytes } = await recorded(sampleBatches())
  const path = join(temporaryDirectory(t), 'trace.rec')
  writeFileSync(path, bytes)
  const run = spawnSync(process.execPath, [example('slow-blocks'), path], { encoding: 'utf8' })
  assert.equal(run.status, 0, run.stderr)
  assert.equal(run.stdout, '840000  123.5 ms\n'.repeat(4))
  const source = readFileSync('examples/slow-blocks.ts', 'utf8')
  const program = source.slice(source.indexOf('import'))
  assert.ok(readFileSync('docs/recording.md', 'utf8').includes(program), 'the document has another')
})

test('assert-on-events: a test suite from outside', () => {
  // A test file run from within the runner is one more of its tests unless it is told otherwise.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const run = spawnSync(process.execPath, [example('assert-on-events')], { encoding: 'utf8', env })
  assert.equal(run.status, 0, `${run.stdout}${run.stderr}`)
  assert.match(run.stdout, /pass 1/)
})

test('message-rates: figures that a node computes, as docs/aggregates.md has it', async t => {
  const path = join(temporaryDirectory(t), 'node.sock')
  const tracing = await startPublisher({ path })
  t.after(() => tracing.close())
  const run = spawn(process.execPath, [example('message-rates'), path, '2'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => run.kill('SIGKILL'))
  let output = ''
  run.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const { 'net:inbound_message': inbound } = tracing.tracepoints
  await until('it is subscribed', () => inbound.enabled)
  for (let i = 0; i < 6; i++) inbound.fire(i % 3, '10.0.0.1:1', 'inbound', 'ping', 8, EMPTY)
  await until('it has ended', () => run.exitCode !== null)
  assert.equal(run.exitCode, 0)
  assert.equal(output, 'inbound ping: 6, 48 bytes, 3 peers\n')

  const source = readFileSync('examples/message-rates.ts', 'utf8')
  const program = source.slice(source.indexOf('import'))
  assert.ok(
    readFileSync('docs/aggregates.md', 'utf8').includes(program),
    'the document has another',
  )
})
