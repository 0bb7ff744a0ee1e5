import { checkExpression } from './check.js'
import type { Expression } from './expression.js'
import { ALL_TRACEPOINTS } from './fields.js'
import { parse } from './parser.js'

/**
 * The condition that a text says, checked: `messageType in (inv, tx) and size > 1000`. See
 * docs/filters.md for the language.
 *
 * @param tracepoints those whose events it is for; by default all that this version knows
 * @throws NodetapError `INVALID_ARGUMENT`, pointing at the column and naming what may have been
 *   meant
 */
export function parseExpression(
  text: string,
  tracepoints: readonly string[] = ALL_TRACEPOINTS,
): Expression {
  const expression = parse(text)
  checkExpression(expression, tracepoints)
  return expression
}
