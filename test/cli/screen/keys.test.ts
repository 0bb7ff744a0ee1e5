import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeyReader } from '../../../src/cli/screen/keys.js'

test('keys are told from what a terminal sends', () => {
  const cases: [string, string[]][] = [
    ['q', ['q']],
    ['aé日', ['a', 'é', '日']],
    ['\x1b[A\x1b[B\x1bOC', ['up', 'down', 'right']],
    ['\x1b[5~\x1b[6~\x1b[H', ['page-up', 'page-down', 'home']],
    ['\r\t\x7f\x03', ['enter', 'tab', 'backspace', 'ctrl-c']],
    // Escape alone, and sequences and controls that mean nothing here.
    ['\x1b', ['escape']],
    ['\x1b[1;5P\x01x', ['x']],
  ]
  for (const [input, keys] of cases) {
    assert.deepEqual(new KeyReader().read(input), keys, JSON.stringify(input))
  }
})

test('a sequence may come in pieces', () => {
  const keys = new KeyReader()
  assert.deepEqual(keys.read('a\x1b['), ['a'])
  assert.deepEqual(keys.read('A'), ['up'])
})

test('an endless sequence is not kept', () => {
  const keys = new KeyReader()
  for (let i = 0; i < 100; i++) keys.read('\x1b[1111111111111111111111')
  assert.deepEqual(keys.read('q').slice(-1), ['q'])
})
