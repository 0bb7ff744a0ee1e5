import assert from 'node:assert/strict'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runHere } from '../../e2e/run-here.js'
import { temporaryDirectory } from '../../e2e/support.js'

test('what bitcoin.conf lacks is written for it', async t => {
  const directory = temporaryDirectory(t)
  writeFileSync(join(directory, 'bitcoin.conf'), 'chain=signet\n[signet]\ndebug=net\nlogips=1\n')
  const { code, stdout } = await runHere(['bridge', '--datadir', directory, '--print-conf'])
  assert.equal(code, 0)
  assert.match(stdout, /^\[signet\]$/m)
  assert.match(stdout, /^capturemessages=1$/m)
  assert.match(stdout, /^zmqpubsequence=tcp:/m)
  assert.doesNotMatch(stdout, /^(debug=net|logips=1|server=1)$/m)
  // With it in place nothing is lacking.
  appendFileSync(join(directory, 'bitcoin.conf'), stdout)
  const again = await runHere(['bridge', '--datadir', directory, '--print-conf'])
  assert.match(again.stdout, /has all that nodetap bridge can use/)
})

test('a command line that makes no sense says what would', async t => {
  const cases: [string[], RegExp][] = [
    [['--chain', 'dogecoin'], /There is no chain dogecoin/],
    [['--rpc', 'http://192.0.2.1:8332/'], /another machine, to which the cookie is not sent/],
    [['--rpc', 'https://127.0.0.1/'], /no place to ask a node/],
    [['--zmq', 'nonsense'], /no ZMQ address/],
    [['--no-log', '--no-zmq', '--no-rpc', '--no-capture'], /Without any input/],
  ]
  const directory = temporaryDirectory(t)
  for (const [args, pattern] of cases) {
    const { code, stderr } = await runHere(['bridge', '--datadir', directory, ...args])
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, pattern)
  }
})
