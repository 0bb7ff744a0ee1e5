import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { printable } from '../../src/cli/printable.js'
import { jsonText } from '../../src/tracepoints/index.js'
import { TRIALS } from '../capnp/property.js'

test('a JSON line does nothing to a terminal, and is the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const line = jsonText({ text })
      assert.deepEqual(JSON.parse(line), { text })
      // Private characters are shown by a terminal as anything else is.
      assert.equal(line.replace(/\p{Co}/gu, ''), printable(line.replace(/\p{Co}/gu, '')))
    }),
    TRIALS,
  )
  assert.equal(jsonText(['\x9b2J\u202e']), '["\\u009b2J\\u202e"]')
})
