import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InternedText, RingLimits } from '../../../src/publisher/ring/index.js'
import { bothEnds } from './harness.js'

const MISBEHAVING_REASON = 6

/** Fires `texts`, drains, and returns what the reader makes of them. */
function roundTrip(
  { sites, reader }: ReturnType<typeof bothEnds>,
  texts: readonly (string | InternedText)[],
): string[] {
  const read: string[] = []
  const drain = (): void => {
    reader.drain({
      event(_id, at) {
        read.push(reader.texts.text(reader.int32[at + MISBEHAVING_REASON] ?? -1))
      },
      loss() {
        assert.fail('nothing is dropped')
      },
    })
  }
  texts.forEach((text, i) => {
    sites['net:misbehaving_connection'].fire(i, text)
    if (i % 16 === 0) drain()
  })
  drain()
  return read
}

test('texts arrive as they are', () => {
  const texts = ['', 'ping', 'ping', 'für 🍕', '\u0000', '\ufeffbom', 'ping', '日本']
  assert.deepEqual(roundTrip(bothEnds(), texts), texts)
})

test('a lone surrogate becomes the replacement character', () => {
  assert.deepEqual(roundTrip(bothEnds(), ['a\ud83cb', '\udf55']), ['a\ufffdb', '\ufffd'])
})

test('a long text is cut between two characters', () => {
  const limit = RingLimits.maxTextBytes
  const texts = ['x'.repeat(limit), 'x'.repeat(limit + 1), 'x'.repeat(1e6), 'é'.repeat(limit)]
  const pizza = `x${'🍕'.repeat(limit)}`
  assert.deepEqual(roundTrip(bothEnds(), [...texts, pizza, pizza]), [
    'x'.repeat(limit),
    'x'.repeat(limit),
    'x'.repeat(limit),
    'é'.repeat(limit / 2),
    `x${'🍕'.repeat(limit / 4 - 1)}`,
    `x${'🍕'.repeat(limit / 4 - 1)}`,
  ])
})

test('numbers are given anew only after a whole generation', () => {
  const ends = bothEnds()
  const peer = new InternedText('a peer that stays')
  const texts: (string | InternedText)[] = []
  for (let i = 0; i < 3 * RingLimits.textIds; i++) {
    texts.push(`reason ${i}`)
    if (i % 5 === 0) texts.push(peer, `reason ${i - (i % 1000)}`)
  }
  assert.deepEqual(
    roundTrip(ends, texts),
    texts.map(text => (typeof text === 'string' ? text : text.text)),
  )
})

test('much text begins a generation, too', () => {
  const texts: string[] = []
  for (let i = 0; i < 3000; i++) texts.push(`${i}${'y'.repeat(1000)}`, `${i % 700}`)
  assert.deepEqual(roundTrip(bothEnds(), texts), texts)
})

test('an interned text may be used with several rings', () => {
  const peer = new InternedText('1.2.3.4:8333')
  const one = bothEnds()
  const other = bothEnds()
  roundTrip(other, ['x', 'y'])
  for (let i = 0; i < 3; i++) {
    assert.deepEqual(roundTrip(one, [`a${i}`, peer]), [`a${i}`, peer.text])
    assert.deepEqual(roundTrip(other, [`b${i}`, peer]), [`b${i}`, peer.text])
  }
})

test('a text whose definition finds no room drops its event, and is defined later', () => {
  const ends = bothEnds()
  const { sites, reader, control } = ends
  while (control.dropped(6, 'ringFull') === 0) sites['net:misbehaving_connection'].fire(1, 'same')
  sites['net:misbehaving_connection'].fire(1, 'another')
  sites['net:misbehaving_connection'].fire(1, new InternedText('a third'))
  assert.equal(control.dropped(6, 'ringFull'), 3)
  assert.equal(ends.writer.firstFault, null)
  reader.drain({ event() {}, loss() {} })
  assert.deepEqual(roundTrip(ends, ['another', 'a third', 'same']), ['another', 'a third', 'same'])
})
