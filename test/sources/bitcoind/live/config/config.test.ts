import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  chainOf,
  defaultDataDirectory,
  findChain,
  findNodeStart,
  NodeOptions,
  nodeSetup,
  optionEntry,
  parseConfig,
  readConfigFile,
} from '../../../../../src/sources/bitcoind/live/config/index.js'
import { discoverNode } from '../../../../../src/sources/bitcoind/live/discover-node.js'
import { nodeFileSystem } from '../../../../../src/sources/bitcoind/live/files/index.js'
import { temporaryDirectory } from '../../../../e2e/support.js'

function optionsOf(text: string, chain = 'main', command: [string, string][] = []): NodeOptions {
  return new NodeOptions(
    command.map(([name, value]) => optionEntry('', name, value)),
    parseConfig(text, 'bitcoin.conf', []),
    chainOf(chain),
  )
}

test('settings are read as Bitcoin Core reads them', () => {
  const options = optionsOf(`
# a comment
server=1   # and another
debug=net
debug = mempool
rpcport=1
rpcport=2
nolisten=1
noonion=0
regtest.rpcport=3
[regtest]
debug=bench
`)
  assert.equal(options.get('server'), '1')
  assert.deepEqual(options.all('debug'), ['net', 'mempool'])
  // Of a file the first counts.
  assert.equal(options.get('rpcport'), '1')
  assert.equal(options.get('listen'), null)
  assert.equal(options.isOn('listen', true), false)
  assert.equal(options.isOn('onion'), true)
  assert.equal(options.get('upnp'), undefined)
})

test('a chain has its section before the rest, and some settings only there', () => {
  const text = 'debug=net\nrpcport=1\nlogips=0\nregtest.logips=1\n[regtest]\ndebug=bench\n'
  const options = optionsOf(text, 'regtest')
  assert.deepEqual(options.all('debug'), ['bench', 'net'])
  assert.equal(options.get('rpcport'), undefined)
  assert.equal(options.isOn('logips'), true)
})

test('the command line counts before the file, and its last word', () => {
  const options = optionsOf('debug=net\nlogips=0', 'main', [
    ['-logips', ''],
    ['--nodebug', '1'],
    ['debug', 'mempool'],
  ])
  assert.equal(options.isOn('logips'), true)
  assert.deepEqual(options.all('debug'), ['mempool'])
})

test('what is wrong in a file is told with its line', () => {
  const warnings: string[] = []
  parseConfig('[mainnet]\nserver\n', 'bitcoin.conf', warnings)
  assert.match(warnings[0] ?? '', /bitcoin\.conf:1: there is no chain \[mainnet\]/)
  assert.match(warnings[1] ?? '', /bitcoin\.conf:2: no '='/)
})

test('included files are read, once deep', t => {
  const directory = temporaryDirectory(t)
  writeFileSync(
    join(directory, 'bitcoin.conf'),
    'includeconf=more.conf\nincludeconf=none.conf\n[signet]\nincludeconf=other.conf\n',
  )
  writeFileSync(join(directory, 'more.conf'), 'debug=net\nincludeconf=deep.conf\n')
  writeFileSync(join(directory, 'deep.conf'), 'debug=bench\n')
  writeFileSync(join(directory, 'other.conf'), 'debug=coindb\n')
  const file = readConfigFile(join(directory, 'bitcoin.conf'), directory)
  const options = new NodeOptions([], file.entries, chainOf('main'))
  assert.deepEqual(options.all('debug'), ['net'])
  assert.equal(file.warnings.length, 1)
  const signet = readConfigFile(join(directory, 'bitcoin.conf'), directory, chainOf('signet'))
  const ofSignet = new NodeOptions([], signet.entries, chainOf('signet'))
  assert.deepEqual(ofSignet.all('debug'), ['net', 'coindb'])
  assert.match(file.warnings[0] ?? '', /none\.conf, which .* includes, cannot be read: missing/)
})

test('what the bridge needs is taken from the settings', () => {
  const options = optionsOf(
    `debug=1
debugexclude=bench
logtimemicros=1
capturemessages=1
zmqpubsequence=tcp://0.0.0.0:28332
zmqpubrawblock=tcp://127.0.0.1:28332
zmqpubhashblock=nonsense
[regtest]
rpcport=7000
debuglogfile=logs/node.log
rpcuser=u
rpcpassword=p`,
    'regtest',
  )
  const setup = nodeSetup(options, chainOf('regtest'), '/data')
  assert.equal(setup.directory, join('/data', 'regtest'))
  assert.equal(setup.logPath, join('/data', 'regtest', 'logs', 'node.log'))
  assert.equal(setup.capturePath, join('/data', 'regtest', 'message_capture'))
  assert.equal(setup.rpcPort, 7000)
  assert.deepEqual(setup.rpcAuth, { user: 'u', password: 'p' })
  assert.ok(setup.categories.has('net') && !setup.categories.has('bench'))
  assert.deepEqual([...setup.zmq], [['tcp://127.0.0.1:28332', new Set(['sequence', 'rawblock'])]])
  assert.ok(setup.timeMicros && setup.capturesMessages && setup.serves && !setup.ips)
})

test('chains are known by every name, with their directories and ports', () => {
  assert.equal(findChain('mainnet')?.directory, '')
  assert.equal(findChain('testnet')?.directory, 'testnet3')
  assert.deepEqual(findChain('testnet4'), {
    name: 'testnet4',
    directory: 'testnet4',
    rpcPort: 48332,
  })
  assert.equal(findChain('dogecoin'), null)
  assert.throws(() => chainOf('dogecoin'), /There is no chain dogecoin: main, test, testnet4/)
  assert.match(defaultDataDirectory(), /itcoin$/)
})

const START = `





2026-11-22T22:22:14.149122Z [init] Bitcoin Core version v31.99.0-gd84fc352cbc1 (release build)
2026-11-22T22:22:14.252430Z [init] Config file arg: regtest="1"
2026-11-22T22:22:14.252431Z [init] Config file arg: [regtest] rpcport="7001"
2026-11-22T22:22:14.252432Z [init] Config file arg: rpcpassword=****
2026-11-22T22:22:14.252433Z [init] Command-line arg: capturemessages=""
2026-11-22T22:22:14.252434Z [init] Command-line arg: debug="net"
2026-11-22T22:22:14.252435Z [init] Command-line arg: debug="bench"
2026-11-22T22:22:14.252436Z [init] Command-line arg: listen=false
`

test('a running node’s own options are found at the last start in its log', t => {
  const directory = temporaryDirectory(t)
  const log = join(directory, 'regtest', 'debug.log')
  mkdirSync(join(directory, 'regtest'))
  writeFileSync(join(directory, 'bitcoin.conf'), 'regtest=1\n')
  writeFileSync(log, START.replaceAll('"bench"', '"coindb"'))
  appendFileSync(log, `${'2026-11-22T22:22:15Z some line that stands between\n'.repeat(50_000)}`)
  appendFileSync(log, START)
  // A peer's user agent that imitates a start has no empty lines before it.
  appendFileSync(
    log,
    '2026-11-22T22:23:00Z [msghand] [net] receive version message: [net] Bitcoin Core version v1\n',
  )
  appendFileSync(log, '2026-11-22T22:23:01Z a line\n'.repeat(100_000))
  const start = findNodeStart(log, nodeFileSystem)
  assert.equal(start?.version, 'v31.99.0-gd84fc352cbc1')
  const node = discoverNode({ dataDirectory: directory, files: nodeFileSystem })
  assert.equal(node.chain.name, 'regtest')
  assert.deepEqual([...node.setup.categories], ['net', 'bench'])
  assert.ok(node.setup.capturesMessages)
  assert.equal(node.setup.rpcPort, 7001)
  assert.equal(node.setup.rpcAuth, null)
  // The log hides the password that bitcoin.conf has.
  appendFileSync(join(directory, 'bitcoin.conf'), '[regtest]\nrpcuser=u\nrpcpassword=p\n')
  const { setup } = discoverNode({ dataDirectory: directory, files: nodeFileSystem })
  assert.deepEqual(setup.rpcAuth, { user: 'u', password: 'p' })
})

test('a node that was never started is described by its bitcoin.conf alone', t => {
  const directory = temporaryDirectory(t)
  writeFileSync(join(directory, 'bitcoin.conf'), 'chain=signet\ncapturemessages=1\n')
  const node = discoverNode({ dataDirectory: directory, files: nodeFileSystem })
  assert.equal(node.chain.name, 'signet')
  assert.equal(node.start, null)
  assert.ok(node.setup.capturesMessages)
  const none = discoverNode({ dataDirectory: join(directory, 'none'), files: nodeFileSystem })
  assert.equal(none.config.unreadable, 'missing')
  assert.equal(none.chain.name, 'main')
})
