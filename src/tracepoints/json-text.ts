/** What `JSON.stringify` leaves as it is and a terminal may act on: C1 controls, bidi, joiners. */
const UNSAFE = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * A value as JSON that does nothing to a terminal, whatever text of peers is in it; what reads it
 * as JSON gets that text as it is. On one line, or on several indented by `indent`.
 */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE, it => {
    let escaped = ''
    for (let i = 0; i < it.length; i++) {
      escaped += `\\u${it.charCodeAt(i).toString(16).padStart(4, '0')}`
    }
    return escaped
  })
}
