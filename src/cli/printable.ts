/** Characters that may change what a terminal shows elsewhere, or hide: controls, bidi, joiners. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * Text from a peer or a node, made safe for a terminal: every control and formatting character
 * is shown as an escape and does nothing.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, it => {
    const code = it.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}
