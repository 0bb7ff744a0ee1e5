import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Output } from '../../src/cli/context.js'
import { humanBytes } from '../../src/cli/human-bytes.js'
import { byteSize, replaySpeed, timeSpan } from '../../src/cli/options.js'
import { Progress } from '../../src/cli/progress.js'

function output(isTerminal: boolean, written: string[]): Output {
  return {
    isTerminal,
    hasCursor: isTerminal,
    columns: 20,
    rows: 24,
    hasColor: false,
    write: async text => {
      written.push(text)
    },
  }
}

test('progress is a line of a terminal, cut to its width, and goes when it is over', t => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const written: string[] = []
  let done = 0
  const progress = new Progress(output(true, written), () => `${done} of very many events`)
  t.mock.timers.tick(500)
  done = 7
  t.mock.timers.tick(500)
  progress[Symbol.dispose]()
  t.mock.timers.tick(5000)
  assert.deepEqual(written, [
    '\r\u001b[K0 of very many even',
    '\r\u001b[K7 of very many even',
    '\r\u001b[K',
  ])
})

test('there is no progress where nobody looks', t => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const written: string[] = []
  const progress = new Progress(output(false, written), () => 'x')
  t.mock.timers.tick(5000)
  progress[Symbol.dispose]()
  assert.deepEqual(written, [])
})

test('sizes, times and speeds are read as people write them', () => {
  assert.equal(byteSize('1000'), 1000)
  assert.equal(byteSize('500MB'), 500e6)
  assert.equal(byteSize('1.5 GiB'), 1.5 * 2 ** 30)
  assert.equal(timeSpan('90'), 90)
  assert.equal(timeSpan('15m'), 900)
  assert.equal(timeSpan('1.5h'), 5400)
  assert.equal(timeSpan('7d'), 604_800)
  assert.equal(replaySpeed('10x'), 10)
  assert.equal(replaySpeed('0.5'), 0.5)
  assert.equal(replaySpeed('max'), Number.POSITIVE_INFINITY)
  for (const text of ['', '0', '-1', '1e9', '5 pounds', 'NaN', 'Infinity', '0x10']) {
    assert.throws(() => byteSize(text), /A size such as/)
    assert.throws(() => timeSpan(text), /A time such as/)
    assert.throws(() => replaySpeed(text), /A speed such as/)
  }
})

test('bytes are shown as people read them', () => {
  assert.equal(humanBytes(0), '0 B')
  assert.equal(humanBytes(999), '999 B')
  assert.equal(humanBytes(1000), '1.0 kB')
  assert.equal(humanBytes(999_949), '999.9 kB')
  assert.equal(humanBytes(999_951), '1.0 MB')
  assert.equal(humanBytes(2 ** 50), '1.1 PB')
})
