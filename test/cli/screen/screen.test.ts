import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Key, Screen, type Terminal } from '../../../src/cli/screen/index.js'
import type { TerminalEvents } from '../../../src/cli/screen/terminal.js'
import { Emulator } from './emulator.js'

/** A terminal in this process. */
class Played implements Terminal {
  columns = 10
  rows = 3
  readonly hasColor = true
  readonly shown = new Emulator(10, 3)
  readonly written: string[] = []
  events: TerminalEvents | null = null

  async write(text: string): Promise<void> {
    this.written.push(text)
    await this.shown.write(text)
  }

  takeOver(modes: { enter: string; leave: string }, events: TerminalEvents): () => void {
    this.events = events
    void this.write(modes.enter)
    return () => {
      this.events = null
      void this.write(modes.leave)
    }
  }
}

test('a screen is entered, drawn by changes as one update each, and left', async () => {
  const terminal = new Played()
  const screen = new Screen(terminal, { key: () => {}, redraw: () => {} })
  await screen.draw(frame => frame.write(0, 0, 'one'))
  assert.equal(terminal.shown.buffer, 'alternate')
  assert.equal(terminal.shown.isCursorHidden, true)
  assert.deepEqual(terminal.shown.rows, ['one', '', ''])
  await screen.draw(frame => frame.write(0, 0, 'two'))
  assert.deepEqual(terminal.shown.rows, ['two', '', ''])
  const count = terminal.written.length
  await screen.draw(frame => frame.write(0, 0, 'two'))
  assert.equal(terminal.written.length, count, 'nothing has changed, so nothing is written')
  for (const text of terminal.written.slice(1)) {
    assert.match(text, /^\x1b\[\?2026h.*\x1b\[\?2026l$/s)
  }
  screen[Symbol.dispose]()
  await terminal.write('')
  assert.equal(terminal.shown.buffer, 'normal')
  assert.equal(terminal.shown.isCursorHidden, false)
})

test('keys are handed on; another size, and Ctrl-L, draw anew', async () => {
  const terminal = new Played()
  const keys: Key[] = []
  let redraws = 0
  using screen = new Screen(terminal, {
    key: key => keys.push(key),
    redraw: () => redraws++,
  })
  const draw = (): Promise<void> => screen.draw(frame => frame.write(0, 0, 'x'))
  await draw()
  terminal.events?.input('a\x1b[A')
  assert.deepEqual(keys, ['a', 'up'])
  terminal.events?.input('\x0c')
  assert.equal(redraws, 1)
  await draw()
  assert.match(terminal.written.at(-1) ?? '', /\x1b\[2J/)
  terminal.columns = 5
  terminal.shown.resize(5, 3)
  terminal.events?.redraw()
  assert.equal(redraws, 2)
  await draw()
  assert.deepEqual(terminal.shown.rows, ['x', '', ''])
})
