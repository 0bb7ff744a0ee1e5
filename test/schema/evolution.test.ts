import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NewPoint, OldPoint } from './generated/all-kinds.js'
import { golden } from './golden.js'
import { build, read } from './support.js'

test('a newer reader finds defaults where an older sender had no fields', () => {
  const root = read(NewPoint, golden.oldPoint.hex)
  assert.deepEqual([root.x, root.name, root.y, root.z], [3, 'p', 7, 9])
  assert.equal(root.tags.length, 0)
  assert.equal(root.hasTags(), false)
})

test('an older reader passes over what a newer sender added', () => {
  const root = read(OldPoint, golden.newPoint.hex)
  assert.deepEqual([root.x, root.name], [3, 'p'])
})

test('a newer reader reads all of a newer message', () => {
  const { x, name, y, tags, z } = read(NewPoint, golden.newPoint.hex)
  assert.deepEqual([x, name, y, [...tags], z], [3, 'p', 4, ['t'], 5])
})

test('both versions are built as the reference does', () => {
  const common = { x: 3, name: 'p' }
  assert.equal(
    build(OldPoint, root => Object.assign(root, common)),
    golden.oldPoint.hex,
  )
  assert.equal(
    build(NewPoint, root => Object.assign(root, common, { y: 4, tags: ['t'], z: 5 })),
    golden.newPoint.hex,
  )
})

test('a data section cut at any word reads defaults from there on', () => {
  // One data word and no pointers: x and y are there, z and the pointers are not.
  const { x, name, y, z } = read(NewPoint, '00000000020000000000000001000000' + '0300000003000000')
  assert.deepEqual([x, name, y, z], [3, '', 4, 9])
})
