/** V8 makes a part of a text from this length on a view that keeps the whole text alive. */
const LEAST_VIEW = 13

/**
 * A captured group as a text of its own, '' where there is none. As a view into the piece of the
 * log that was read, one txid that is remembered would keep thousands of lines in memory.
 *
 * @param text one character a byte, as lines come
 */
export function ownText(text: string | undefined): string {
  if (text === undefined || text.length < LEAST_VIEW) return text ?? ''
  return Buffer.from(text, 'latin1').toString('latin1')
}
