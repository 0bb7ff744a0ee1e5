import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeDirectory } from '../../src/rpc/index.js'

test('who has no home is at home in the root, as where nothing tells of one', {
  skip: process.platform === 'win32' && 'there a profile always tells',
}, t => {
  const { HOME } = process.env
  t.after(() => {
    if (HOME === undefined) delete process.env['HOME']
    else process.env['HOME'] = HOME
  })
  process.env['HOME'] = '/somewhere'
  assert.equal(homeDirectory(), '/somewhere')
  process.env['HOME'] = ''
  assert.equal(homeDirectory(), '/')
})
