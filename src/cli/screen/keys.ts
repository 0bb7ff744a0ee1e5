import { ScreenLimits } from './limits.js'

/** A key: a character as it is, or a name. */
export type Key = string

const SEQUENCES: Readonly<Record<string, Key>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  '[H': 'home',
  '[F': 'end',
  '[1~': 'home',
  '[4~': 'end',
  '[5~': 'page-up',
  '[6~': 'page-down',
  '[3~': 'delete',
}

const CONTROLS: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x03': 'ctrl-c',
  '\x0c': 'ctrl-l',
}

/** A sequence's body: letters and digits up to its last character. */
const BODY = /^(?:\[[0-9;?]*[\x20-\x2f]*[\x40-\x7e]|O[\x40-\x7e])/

const UNFINISHED = /^(?:\[[0-9;?]*[\x20-\x2f]*|O)$/

/**
 * Tells keys from what a terminal sends. An escape that stands alone is the escape key: a
 * terminal sends the sequence of a key at once.
 */
export class KeyReader {
  #rest = ''

  /** The keys of a piece of input; sequences that are not known are left out. */
  read(input: string): Key[] {
    const text = this.#rest + input
    this.#rest = ''
    const keys: Key[] = []
    for (let at = 0; at < text.length; ) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
      at += character.length
      if (character !== '\x1b') {
        const key = CONTROLS[character] ?? character
        if (key.length > 1 || key >= ' ') keys.push(key)
        continue
      }
      const behind = text.slice(at, at + ScreenLimits.maxKeySequence)
      const body = BODY.exec(behind)?.[0]
      if (body !== undefined) {
        const key = SEQUENCES[body]
        if (key !== undefined) keys.push(key)
        at += body.length
      } else if (UNFINISHED.test(behind) && at + behind.length === text.length) {
        this.#rest = text.slice(at - 1)
        return keys
      } else {
        keys.push('escape')
      }
    }
    return keys
  }
}
