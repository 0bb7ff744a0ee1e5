/** Takes no column: drawn over the character before it. */
const MARK = /^[\p{Mn}\p{Me}]$/u

/** Chooses between two drawings of one character, on which terminals do not agree. */
const VARIATION = /^[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]$/u

/** Takes two columns: the scripts and signs that Unicode calls wide, and emoji. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\p{Emoji_Presentation}\u3000-\u303e\u3190-\u33ff\uff01-\uff60\uffe0-\uffe6]$/u

/** Half-width forms of the wide scripts. */
const HALF_WIDTH = /^[\uff61-\uffdc]$/u

/**
 * Columns that a terminal gives to a character: 0, 1 or 2. Terminals differ about new and rare
 * ones, so nothing may rely on it beyond the character's own place.
 */
export function characterWidth(character: string): 0 | 1 | 2 {
  if (character.length === 1 && character < '\u0300') return 1
  if (MARK.test(character) || VARIATION.test(character)) return 0
  return WIDE.test(character) && !HALF_WIDTH.test(character) ? 2 : 1
}

/** Whether every terminal draws it as a single column. */
export function isPlain(character: string): boolean {
  return character.length === 1 && character < '\u0100'
}

/** Arrows, lines, blocks and dashes: as good as plain, but for terminals set to East Asia. */
const USUAL = /^[\u2010-\u2027\u2190-\u21ff\u2500-\u259f]$/u

/** Whether terminals may draw it over more columns, or fewer, than are thought here. */
export function isUncertain(character: string): boolean {
  return character !== '' && !isPlain(character) && !USUAL.test(character)
}

export function isVariation(character: string): boolean {
  return VARIATION.test(character)
}

/** Columns of a text without control characters. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** `text` in at most `width` columns; what is cut ends in `…`. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  if (width <= 0) return ''
  let kept = ''
  let used = 0
  for (const character of text) {
    const columns = characterWidth(character)
    if (used + columns > width - 1) break
    kept += character
    used += columns
  }
  return `${kept}…`
}
