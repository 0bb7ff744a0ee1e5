import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Choice, type ChoiceBuilder, ChoiceWhich } from './generated/all-kinds.js'
import { golden } from './golden.js'
import { build, read } from './support.js'

const cases: readonly [keyof typeof ChoiceWhich, { hex: string }, (root: ChoiceBuilder) => void][] =
  [
    [
      'nothing',
      golden.choiceNothing,
      root => {
        root.before = 1
        root.setNothing()
      },
    ],
    [
      'number',
      golden.choiceNumber,
      root => {
        root.before = 1
        root.number = 513
      },
    ],
    [
      'text',
      golden.choiceText,
      root => {
        root.text = 't'
      },
    ],
    [
      'inner',
      golden.choiceInner,
      root => {
        const inner = root.initInner()
        inner.name = 'n'
        inner.number = 9
      },
    ],
    [
      'point',
      golden.choicePoint,
      root => {
        root.before = 2
        Object.assign(root.initPoint(), { x: -1, y: 5 })
        Object.assign(root.initStyle(), { width: 4, label: 'l' })
      },
    ],
  ]

for (const [name, { hex }, fill] of cases) {
  test(`a union that holds ${name}`, () => {
    assert.equal(build(Choice, fill), hex)
    assert.equal(read(Choice, hex).which(), ChoiceWhich[name])
  })
}

test('members of a union', () => {
  assert.equal(read(Choice, golden.choiceNumber.hex).number, 513)
  assert.equal(read(Choice, golden.choiceText.hex).text, 't')
  const { inner } = read(Choice, golden.choiceInner.hex)
  assert.deepEqual([inner.name, inner.number], ['n', 9])
  const { before, point, style } = read(Choice, golden.choicePoint.hex)
  assert.deepEqual([before, point.x, point.y, style.width, style.label], [2, -1, 5, 4, 'l'])
})

test('has… is false for a member that the union does not hold', () => {
  const root = read(Choice, golden.choiceText.hex)
  assert.equal(root.hasText(), true)
  assert.equal(root.hasInner(), false)
})

test('a group outside a union has its defaults', () => {
  assert.equal(read(Choice, golden.choiceNothing.hex).style.width, 3)
})

test('a member can be selected without its pointer', () => {
  const root = read(
    Choice,
    build(Choice, root => root.setInner()),
  )
  assert.equal(root.which(), ChoiceWhich.inner)
  assert.equal(root.hasInner(), false)
})
