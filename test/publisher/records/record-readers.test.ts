import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  hashPlace,
  numberReader,
  payloadLengthReader,
  payloadPlace,
  TextVerdicts,
  textIdReader,
} from '../../../src/publisher/records/index.js'
import type { RingReader } from '../../../src/publisher/ring/index.js'
import { type RecordField, recordFields } from '../../../src/publisher/sites/index.js'
import { fire, firings } from '../batches/support.js'
import { bothEnds, seed } from '../ring/harness.js'

console.log(`record-readers: NODETAP_TEST_SEED=${seed}`)

function read(reader: RingReader, field: RecordField, at: number): unknown {
  switch (field.kind) {
    case 'text':
      return reader.texts.text(textIdReader(reader, field)(at))
    case 'hash': {
      const start = hashPlace(field)(at)
      return Buffer.from(reader.bytes.slice(start, start + 32)).toString('hex')
    }
    case 'payload': {
      const start = payloadPlace(field)(at)
      const end = start + payloadLengthReader(reader)(at)
      return Buffer.from(reader.bytes.slice(start, end)).toString('hex')
    }
    default:
      return numberReader(reader, field)(at)
  }
}

test('every field of every tracepoint is read as it was fired', () => {
  fc.assert(
    fc.property(fc.array(firings, { minLength: 1, maxLength: 30 }), all => {
      const ends = bothEnds({ bytes: 1024 * 1024 })
      for (const firing of all) fire(ends.sites, firing)
      let next = 0
      ends.reader.drain({
        event(id, at) {
          const { tracepoint, values } = all[next++]!
          assert.equal(id, tracepoint.id)
          recordFields[id]!.forEach((field, i) => {
            const value = values[i]
            const { enumNames, kind } = tracepoint.fields[i]!
            const expected =
              value instanceof Uint8Array
                ? Buffer.from(value).toString('hex')
                : kind === 'enum'
                  ? enumNames!.indexOf(String(value))
                  : kind === 'text'
                    ? Buffer.from(String(value)).toString()
                    : Number(value)
            assert.equal(read(ends.reader, field, at), expected, field.name)
          })
        },
        loss() {
          throw new Error('nothing is dropped')
        },
      })
      assert.equal(next, all.length)
    }),
    { seed, numRuns: 100 },
  )
})

test('a reader of another kind is refused', () => {
  const { reader } = bothEnds()
  const [peerId, address] = recordFields[0]!
  assert.throws(() => numberReader(reader, address!), TypeError)
  assert.throws(() => textIdReader(reader, peerId!), TypeError)
  assert.throws(() => hashPlace(peerId!), TypeError)
  assert.throws(() => payloadPlace(peerId!), TypeError)
})

test('a text is asked about once for each definition of its number', () => {
  const ends = bothEnds({ bytes: 16 * 1024 * 1024 })
  const asked: string[] = []
  const verdicts = new TextVerdicts(ends.reader.texts, text => {
    asked.push(text)
    return text.endsWith('7')
  })
  const field = recordFields[6]!.find(it => it.name === 'reason')!
  const reasonOf = textIdReader(ends.reader, field)
  // More than there are numbers, so that they come to mean something else.
  const count = 40_000
  for (let i = 0; i < count; i++) {
    ends.sites['net:misbehaving_connection'].fire(i, `${i >> 1}`)
  }
  let next = 0
  ends.reader.drain({
    event(_id, at) {
      assert.equal(verdicts.of(reasonOf(at)), `${next >> 1}`.endsWith('7'))
      next++
    },
    loss() {
      throw new Error('nothing is dropped')
    },
  })
  assert.equal(next, count)
  assert.equal(new Set(asked).size, count / 2)
  // Twice where a generation of texts ended between two events.
  assert.ok(asked.length <= count / 2 + 4)
})
