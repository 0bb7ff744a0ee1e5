const ZERO = 48
const OPEN = 91 // '['
const SPACE = 32

/** More tokens than this stand before no text: thread, source, function, category, wallet. */
const MAX_TOKENS = 5

/** The front of a line, as far as it has been read. */
export class LineHead {
  /** Unix microseconds. */
  timeUs = 0
  mockTimeS: number | undefined
  /** Where the text starts. */
  textStart = 0
  /** The tokens in brackets before the text. */
  readonly tokens: string[] = []
  #day = ''
  #dayS = 0

  /**
   * Reads `[*] TIME (mocktime: TIME) [thread] [file:line] [function] [category]`, of which only
   * the time must be there. Whatever stands in brackets is a token: which is which differs by
   * options, and a text of the bridge's interest never begins with a bracket.
   *
   * @returns false for a line without a time: the rest of a text of several lines, or no line of Core's
   */
  read(line: string): boolean {
    // "[*] ": other lines have been suppressed because of their number.
    const start = line.charCodeAt(0) === OPEN && line.startsWith('[*] ') ? 4 : 0
    const end = this.#readTime(line, start)
    if (end === -1) return false
    let at = end
    this.mockTimeS = undefined
    if (line.startsWith('(mocktime: ', at)) {
      const timeUs = this.timeUs
      const mockEnd = this.#readTime(line, at + 11, ')')
      if (mockEnd === -1) return false
      this.mockTimeS = this.timeUs / 1e6
      this.timeUs = timeUs
      at = mockEnd
    }
    this.tokens.length = 0
    while (line.charCodeAt(at) === OPEN && this.tokens.length < MAX_TOKENS) {
      const close = line.indexOf('] ', at)
      if (close === -1) break
      this.tokens.push(line.slice(at + 1, close))
      at = close + 2
    }
    this.textStart = at
    return true
  }

  /** Where the text starts without reading anything: for the test whether the line is of interest. */
  static textStart(line: string): number {
    let at = line.charCodeAt(0) === OPEN && line.startsWith('[*] ') ? 4 : 0
    at = line.indexOf(' ', at) + 1
    if (at === 0) return -1
    if (line.charCodeAt(at) === 40 && line.startsWith('(mocktime: ', at)) {
      at = line.indexOf(') ', at) + 2
      if (at === 1) return -1
    }
    for (let tokens = 0; tokens < MAX_TOKENS && line.charCodeAt(at) === OPEN; tokens++) {
      const close = line.indexOf('] ', at)
      if (close === -1) break
      at = close + 2
    }
    return at
  }

  /** "2026-11-22T22:22:14Z" or with six decimals; returns where the next part starts, or -1. */
  #readTime(line: string, start: number, after = ''): number {
    if (line.charCodeAt(start + 10) !== 84 || line.charCodeAt(start + 13) !== 58) return -1
    const day = line.slice(start, start + 10)
    if (day !== this.#day) {
      const dayMs = Date.parse(`${day}T00:00:00Z`)
      if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(dayMs)) return -1
      this.#day = day
      this.#dayS = dayMs / 1000
    }
    const hour = digits(line, start + 11, 2)
    const minute = digits(line, start + 14, 2)
    const second = digits(line, start + 17, 2)
    if (hour < 0 || minute < 0 || second < 0) return -1
    let at = start + 19
    let micros = 0
    if (line.charCodeAt(at) === 46) {
      micros = digits(line, at + 1, 6)
      if (micros < 0) return -1
      at += 7
    }
    if (line.charCodeAt(at) !== 90 || !line.startsWith(after, at + 1)) return -1
    at += 1 + after.length
    if (line.charCodeAt(at) !== SPACE) return -1
    this.timeUs = (this.#dayS + hour * 3600 + minute * 60 + second) * 1e6 + micros
    return at + 1
  }
}

function digits(line: string, at: number, count: number): number {
  let value = 0
  for (let index = at; index < at + count; index++) {
    const digit = line.charCodeAt(index) - ZERO
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}
