import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { Comparison } from './expression.js'

/** A piece of an expression's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where the parts of a comparison stand in the text that it was parsed from. */
export interface ComparisonSource {
  readonly text: string
  readonly field: Span
  readonly operator: Span
  readonly values: readonly Span[]
}

/** Comparisons that were parsed. They are told apart by identity, and stay plain objects. */
const sources = new WeakMap<Comparison, ComparisonSource>()

export function rememberSource(comparison: Comparison, source: ComparisonSource): void {
  sources.set(comparison, source)
}

export function sourceOf(comparison: Comparison): ComparisonSource | undefined {
  return sources.get(comparison)
}

/** Characters shown on each side of the place that is wrong. */
const CONTEXT = 60

/** INVALID_ARGUMENT that shows the place: the text, and carets under what is wrong with it. */
export function errorAt(message: string, text: string, span: Span): NodetapError {
  const from = Math.max(0, span.start - CONTEXT)
  const to = Math.min(text.length, span.start + CONTEXT)
  const head = from > 0 ? '…' : ''
  const tail = to < text.length ? '…' : ''
  const line = printable(head + text.slice(from, to) + tail)
  const column = head.length + span.start - from
  const width = Math.max(1, Math.min(span.end, to) - span.start)
  return new NodetapError(
    ErrorCodes.InvalidArgument,
    `${message} (column ${span.start + 1})\n  ${line}\n  ${' '.repeat(column)}${'^'.repeat(width)}`,
  )
}

/** Texts come from clients and command lines, and messages reach terminals: one sign for one. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e…]/g, '\ufffd')
}

/** A text in a message: not more than people want to read, and harmless. */
export function quotedShort(text: string): string {
  return `"${printable(text.length > 40 ? `${text.slice(0, 39)}…` : text)}"`
}
