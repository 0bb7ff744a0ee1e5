import { Frame } from './frame.js'
import { type Key, KeyReader } from './keys.js'
import { renderChanges } from './render.js'
import type { Terminal } from './terminal.js'

/** The alternate screen, without a cursor and without wrapping at the right edge. */
const MODES = {
  enter: '\x1b[?1049h\x1b[?25l\x1b[?7l',
  leave: '\x1b[?2026l\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l',
}

/** Synchronised output: a terminal that knows it shows all of an update at once. */
const BEGIN = '\x1b[?2026h'
const END = '\x1b[?2026l'

export interface ScreenEvents {
  key(key: Key): void
  /** The frame must be drawn again: the terminal's size has changed. */
  redraw(): void
}

/** A terminal taken over to be drawn on, until it is disposed. */
export class Screen implements Disposable {
  readonly #terminal: Terminal
  readonly #giveBack: () => void
  readonly #keys = new KeyReader()
  #shown: Frame | null = null

  constructor(terminal: Terminal, events: ScreenEvents) {
    this.#terminal = terminal
    this.#giveBack = terminal.takeOver(MODES, {
      input: text => {
        for (const key of this.#keys.read(text)) {
          if (key === 'ctrl-l') this.#redraw(events)
          else events.key(key)
        }
      },
      redraw: () => this.#redraw(events),
    })
  }

  /** Shows what `paint` writes into a blank frame of the terminal's size. */
  async draw(paint: (frame: Frame) => void): Promise<void> {
    const frame = new Frame(this.#terminal.columns, this.#terminal.rows)
    paint(frame)
    const changes = renderChanges(this.#shown, frame, this.#terminal.hasColor)
    this.#shown = frame
    if (changes !== '') await this.#terminal.write(`${BEGIN}${changes}${END}`)
  }

  /** Gives the terminal back as it was. */
  [Symbol.dispose](): void {
    this.#giveBack()
  }

  #redraw(events: ScreenEvents): void {
    this.#shown = null
    events.redraw()
  }
}
