import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { startBarePair } from '../../bench/end-to-end/bare-pair.js'
import { bareObjects } from '../../bench/suites/bare-objects.js'
import { bareCoins, bareMessages } from '../../bench/suites/bare-stores.js'
import { startByteRing } from '../../bench/suites/byte-ring.js'
import { nodeLoad, payload } from '../../bench/suites/node-load.js'
import { temporaryDirectory } from '../e2e/support.js'

test('the ring of bytes goes around, its reader behind the writer', async () => {
  await using ring = startByteRing()
  let written = 0
  // Some three times around, with messages of all alignments.
  for (let i = 0; i < 400_000; i++) {
    ring.write(
      256,
      ({ bytes }, at, length) => {
        bytes[at + length - 1] = 1
        written += length
        return at + length
      },
      (i % 250) + 1,
    )
  }
  assert.equal(written, 1600 * ((250 * 251) / 2))
})

test('bare loops do as many operations as they say, with a clock and without', () => {
  const { hashes } = nodeLoad(1)
  let readings = 0
  const clock = (): number => ++readings
  assert.equal(bareMessages(100, payload(8), null)(), 100)
  assert.equal(bareCoins(100, hashes, null)(), 100)
  assert.equal(bareMessages(100, payload(8), clock)(), 100)
  assert.ok(readings >= 100)
  const objects = bareObjects(100, nodeLoad(1))
  for (const run of [objects.literals, objects.literalsWithViews, objects.views]) {
    assert.equal(run(), 100)
  }
})

test('a bare pair passes bytes, and times their way where they are answered', async t => {
  const directory = temporaryDirectory(t)
  for (const lowLatency of [false, true]) {
    const path = join(directory, `${lowLatency}.sock`)
    await using pair = await startBarePair({ path, lowLatency, answers: true })
    const found = await pair.stretch({ rate: 100_000, milliseconds: 100, bytesPerEvent: 500 })
    assert.ok(found.p50 > 0)
    assert.ok(found.p99 >= found.p50)
    assert.ok(found.writerNs > 0)
    assert.ok(found.readerNs > 0)
  }
})
