import { ErrorCodes, NodetapError } from '../errors/index.js'
import { ExpressionLimits } from './limits.js'
import { errorAt, quotedShort, type Span } from './source-text.js'

/**
 * A piece of an expression's text. A `word` is a name, a number, an address or a keyword: which,
 * its place decides. A `text` was quoted. The last token is an `end`.
 */
export interface Token extends Span {
  readonly kind: 'word' | 'text' | 'sign' | 'end'
  /** As written; of a `text` what it stands for. */
  readonly value: string
}

/** Longest first. The typographic ones are taken for their usual spellings. */
const SIGNS = ['==', '!=', '<=', '>=', '&&', '||', '..', '(', ')', ',', '=', '<', '>', '&', '!']
const SPELLINGS: Readonly<Record<string, string>> = { '≠': '!=', '≤': '<=', '≥': '>=' }

const WORD = /[A-Za-z0-9_.:/+\-*%[\]]/

/** Splits a text into tokens. Throws INVALID_ARGUMENT for what is none, and for too much text. */
export function tokenize(text: string): Token[] {
  if (text.length > ExpressionLimits.maxCharacters) {
    throw new NodetapError(
      ErrorCodes.InvalidArgument,
      `An expression of ${text.length} characters; at most ${ExpressionLimits.maxCharacters} are taken`,
    )
  }
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (/\s/.test(character)) {
      at++
      continue
    }
    const token = next(text, at, character)
    tokens.push(token)
    at = token.end
  }
  tokens.push({ kind: 'end', value: '', start: text.length, end: text.length })
  return tokens
}

function next(text: string, start: number, character: string): Token {
  const spelling = SPELLINGS[character]
  if (spelling !== undefined) return { kind: 'sign', value: spelling, start, end: start + 1 }
  const sign = SIGNS.find(it => text.startsWith(it, start))
  if (sign !== undefined) return { kind: 'sign', value: sign, start, end: start + sign.length }
  if (character === '"' || character === "'") return quoted(text, start, character)
  if (!WORD.test(character)) {
    throw errorAt(
      `${quotedShort(character)} has no meaning here; a text with such signs must be quoted`,
      text,
      { start, end: start + 1 },
    )
  }
  let end = start + 1
  // Two dots end a word: they make a range.
  while (end < text.length && WORD.test(text.charAt(end)) && !text.startsWith('..', end)) end++
  return { kind: 'word', value: text.slice(start, end), start, end }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

/** A text between quotes; a backslash before n, r, t, 0 or uXXXX, otherwise for the sign itself. */
function quoted(text: string, start: number, quote: string): Token {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === quote) return { kind: 'text', value, start, end: at + 1 }
    if (character !== '\\') {
      value += character
      continue
    }
    at++
    const escaped = text.charAt(at)
    if (escaped === 'u') {
      const digits = text.slice(at + 1, at + 5)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
        throw errorAt('\\u needs four hexadecimal digits', text, { start: at - 1, end: at + 1 })
      }
      value += String.fromCharCode(Number.parseInt(digits, 16))
      at += 4
    } else {
      value += ESCAPES[escaped] ?? escaped
    }
  }
  throw errorAt('The quote is not closed', text, { start, end: start + 1 })
}
