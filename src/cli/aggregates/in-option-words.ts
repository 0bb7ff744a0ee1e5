import { ErrorCodes, isNodetapError, NodetapError } from '../../errors/index.js'

/** What an aggregate calls them, and what the command line does. */
const OPTIONS: Readonly<Record<string, string>> = {
  groupBy: '--by',
  sum: '--sum',
  min: '--min',
  max: '--max',
  distinct: '--distinct',
  top: '--top-k',
  linearHistogram: '--linear',
  log2Histogram: '--log2',
}

/** Names that an error about an aggregate speaks of: what it begins with, and what would do. */
const NAMES = /^(?:groupBy|sum|min|max|distinct|top|linearHistogram|log2Histogram)\b/
const ADVICE = ': distinct and top would take it'

/**
 * An error about an aggregate's question in the words of who typed it: with options, not with the
 * names that programs use. Other errors stay as they are.
 */
export function inOptionWords(error: unknown): unknown {
  if (!isNodetapError(error, ErrorCodes.InvalidArgument)) return error
  const message = error.message
    .replace(NAMES, name => OPTIONS[name] ?? name)
    .replace(ADVICE, ': --distinct and --top-k of nodetap count would take it')
  return message === error.message
    ? error
    : new NodetapError(ErrorCodes.InvalidArgument, message, { cause: error })
}
