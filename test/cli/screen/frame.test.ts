import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutText, Frame, textWidth } from '../../../src/cli/screen/index.js'

test('text is cut at its width, at the frame’s edge, and outside of it', () => {
  const frame = new Frame(6, 2)
  assert.equal(frame.write(0, 0, 'abcdef', 0, 3), 3)
  assert.equal(frame.write(4, 1, 'xyz'), 2)
  assert.equal(frame.write(0, 2, 'below'), 0)
  assert.deepEqual([frame.line(0), frame.line(1)], ['abc', '    xy'])
})

test('controls become escapes that do nothing', () => {
  const frame = new Frame(40, 1)
  frame.write(0, 0, '\x1b[2J\r\n\u202e!')
  assert.equal(frame.line(0), '\\x1b[2J\\x0d\\x0a\\u{202e}!')
})

test('a wide character takes two cells, and half of one none', () => {
  const frame = new Frame(5, 1)
  assert.equal(frame.write(0, 0, '日本語'), 4)
  assert.equal(frame.line(0), '日本')
  // Written over in its half, it goes.
  frame.write(1, 0, 'x')
  assert.deepEqual(frame.texts, [' ', 'x', '本', '', ' '])
  frame.write(2, 0, 'y')
  assert.deepEqual(frame.texts, [' ', 'x', 'y', ' ', ' '])
})

test('marks go on the character before them, a few of them', () => {
  const frame = new Frame(4, 1)
  frame.write(0, 0, `e${'\u0301'.repeat(50)}x`)
  assert.deepEqual(frame.texts, ['e\u0301\u0301\u0301', 'x', ' ', ' '])
  const alone = new Frame(4, 1)
  alone.write(0, 0, '\u0301x')
  assert.deepEqual(alone.texts, ['x', ' ', ' ', ' '])
})

test('a frame has at least a cell, and no more than its limit', () => {
  assert.deepEqual([new Frame(0, -3).columns, new Frame(0, -3).rows], [1, 1])
  assert.deepEqual([new Frame(1e9, 2).columns, new Frame(2, 1e9).rows], [1000, 500])
})

test('widths and cuts are counted in columns', () => {
  assert.equal(textWidth('a日e\u0301ｱ'), 5)
  assert.equal(cutText('abc', 3), 'abc')
  assert.equal(cutText('abcd', 3), 'ab…')
  assert.equal(cutText('日本語', 4), '日…')
  assert.equal(cutText('abcd', 0), '')
})
