import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Frame, renderLines, Styles } from '../../../src/cli/screen/index.js'
import { renderChanges } from '../../../src/cli/screen/render.js'
import { TRIALS } from '../../capnp/property.js'
import { Emulator } from './emulator.js'

const COLUMNS = 20
const ROWS = 4

/** Texts as peers might choose them: wide, combining, moving the cursor. */
const texts = fc.oneof(
  fc.string({ maxLength: 24 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '\x1b[2J',
    '\x1b[10;10Hx',
    'a\u0301\u0301\u0301\u0301\u0301',
    '日本語',
    'a\rb\nc',
    '\u202eabc',
    '한글',
  ),
)

const writes = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: COLUMNS - 1 }),
    y: fc.integer({ min: 0, max: ROWS - 1 }),
    text: texts,
    style: fc.constantFrom(Styles.plain, Styles.red, Styles.bold, Styles.inverse | Styles.green),
  }),
  { maxLength: 8 },
)

function frameOf(items: readonly { x: number; y: number; text: string; style: number }[]): Frame {
  const frame = new Frame(COLUMNS, ROWS)
  for (const { x, y, text, style } of items) frame.write(x, y, text, style)
  return frame
}

/** Cells that must be as they are in the frame: those whose neighbours no terminal disputes. */
function certainCells(frame: Frame): [number, number, string][] {
  const cells: [number, number, string][] = []
  for (let y = 0; y < frame.rows; y++) {
    for (let x = 0; x < frame.columns; x++) {
      const at = y * frame.columns + x
      const near = frame.texts.slice(Math.max(y * frame.columns, at - 4), at + 1)
      if (near.every(text => /^[ -~]$/.test(text))) cells.push([x, y, frame.texts[at] ?? ''])
    }
  }
  return cells
}

test('a terminal shows each frame, whatever was shown before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { minLength: 1, maxLength: 4 }), async steps => {
      const terminal = new Emulator(COLUMNS, ROWS)
      await terminal.write('\x1b[?7l') // as a screen is entered
      let before: Frame | null = null
      for (const step of steps) {
        const frame = frameOf(step)
        await terminal.write(renderChanges(before, frame, true))
        before = frame
        for (const [x, y, text] of certainCells(frame)) {
          assert.equal(terminal.cell(x, y).text || ' ', text, `cell ${x}, ${y} of ${terminal.text}`)
        }
      }
    }),
    TRIALS,
  )
})

test('what is the same is not written again', () => {
  const before = frameOf([{ x: 0, y: 0, text: 'abc def', style: 0 }])
  const after = frameOf([{ x: 0, y: 0, text: 'abc xef', style: 0 }])
  assert.equal(renderChanges(before, after, true), '\x1b[1;5H\x1b[0mx\x1b[0m')
  assert.equal(renderChanges(after, after, true), '')
})

test('a frame of another size is drawn from the beginning', () => {
  const small = new Frame(3, 1)
  const changes = renderChanges(small, frameOf([{ x: 0, y: 0, text: 'x', style: 0 }]), true)
  assert.match(changes, /^\x1b\[0m\x1b\[H\x1b\[2J/)
})

test('styles show; without colours, bold and inverse remain', async () => {
  const frame = frameOf([
    { x: 0, y: 0, text: 'x', style: Styles.red | Styles.bold | Styles.inverse },
  ])
  for (const [hasColor, color] of [
    [true, 1],
    [false, -1],
  ] as const) {
    const terminal = new Emulator(COLUMNS, ROWS)
    await terminal.write(renderChanges(null, frame, hasColor))
    assert.deepEqual(terminal.cell(0, 0), { text: 'x', color, bold: true, inverse: true })
  }
})

test('a printed frame is plain text without colours, and ends at its last row', () => {
  const frame = frameOf([
    { x: 1, y: 0, text: 'a', style: Styles.red },
    { x: 0, y: 2, text: 'b', style: 0 },
  ])
  assert.equal(renderLines(frame, false), ' a\n\nb\n')
  assert.equal(renderLines(frame, true), ' \x1b[0m\x1b[31ma\x1b[0m\n\nb\n')
})
