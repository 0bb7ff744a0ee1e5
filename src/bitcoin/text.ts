/**
 * Makes text from a peer safe for a terminal and bounded: printable ASCII stays, a
 * backslash is doubled, everything else becomes `\xNN`, and what is over
 * `maxCharacters` becomes one `…`.
 *
 * @param text one character a byte, as the decoder gives it; wider characters become `\u{…}`
 */
export function escapePeerText(text: string, maxCharacters: number): string {
  const kept = text.slice(0, maxCharacters)
  const escaped = kept.replace(/[^\x20-\x5b\x5d-\x7e]/gu, escapeCharacter)
  return kept.length < text.length ? `${escaped}…` : escaped
}

/** A whole number with commas between the thousands. */
export function groupDigits(value: number | bigint): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 header`, `2,000 headers`: `plural` where adding an `s` is not enough. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${groupDigits(count)} ${count === 1 ? singular : plural}`
}

function escapeCharacter(character: string): string {
  if (character === '\\') return '\\\\'
  const code = character.codePointAt(0) ?? 0
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}
