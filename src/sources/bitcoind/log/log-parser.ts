import { BridgeLimits } from '../limits.js'
import { chainLine } from './chain-lines.js'
import type { FactBody, LogFact } from './facts.js'
import { LineHead } from './line-head.js'
import { mempoolLine } from './mempool-lines.js'
import { netLine } from './net-lines.js'
import { ownText } from './own-text.js'
import { walletLine } from './wallet-lines.js'

/** The first characters of the texts of interest; hex digits for the line that begins with a txid. */
const FIRSTS = new Set(' -ABCEFMNRSUWcdprst0123456789abef')
const interesting = new Uint8Array(256)
for (const first of FIRSTS) interesting[first.charCodeAt(0)] = 1

const sourceLocation = /\.(?:cpp|h):\d+$/
/** Programs made of Core name themselves: Knots, Inquisition. */
const started = /^Bitcoin [A-Z][a-z]{1,30} version (v\S{1,100})/

/**
 * Reads lines of debug.log, of any mix of `-logtimemicros`, `-logthreadnames` and
 * `-logsourcelocations`, of Bitcoin Core 28 and later.
 *
 * Each pattern is anchored at the start of the text, which Core itself writes, and at its end
 * or where a field of Core's follows; what peers sent stands in between and can't pass for
 * a line, because Core keeps its line ends and its '=' out of the log.
 */
export class LogParser {
  readonly #head = new LineHead()

  /** What the line tells; undefined where that is nothing of interest. Never throws. */
  parse(line: string): LogFact | undefined {
    const start = LineHead.textStart(line)
    if (start === -1 || interesting[line.charCodeAt(start)] !== 1) return undefined
    if (line.length > BridgeLimits.maxParsedLineBytes) return undefined
    const text = line.slice(start)
    const first = text[0] ?? ''
    const body = this.#body(first, text, line)
    if (body === undefined) return undefined
    // No such text has this. A wallet's name may close its bracket and go on like a line; the
    // bracket that Core closes itself then comes behind it.
    if (text.includes('] ')) return undefined
    const head = this.#head
    if (!head.read(line) || head.textStart !== start) return undefined
    // The chain that checks a snapshot in the background has a tip of its own.
    if (head.tokens.at(-1) === 'background validation') return undefined
    const { timeUs, mockTimeS } = head
    // A body with a head is the fact it was cut from; the compiler can't see it through the union.
    return { ...body, timeUs, mockTimeS, thread: ownText(threadOf(head.tokens, body)) } as LogFact
  }

  #body(first: string, text: string, line: string): FactBody | undefined {
    switch (first) {
      case ' ':
      case '-':
      case 'U':
      case 'W':
        return chainLine(first, text)
      case 'B': {
        const match = started.exec(text)
        if (match !== null) return { fact: 'started', version: ownText(match[1]) }
        return chainLine(first, text)
      }
      case 'E':
        return mempoolLine(first, text)
      case 'F':
        return chainLine(first, text) ?? walletLine(first, text, lastToken(line, text))
      case 'A':
        return netLine(first, text) ?? walletLine(first, text, lastToken(line, text))
      case 'C':
        return (
          netLine(first, text) ??
          chainLine(first, text) ??
          walletLine(first, text, lastToken(line, text))
        )
      case 'S':
        return walletLine(first, text, lastToken(line, text))
      case 'r':
        return netLine(first, text) ?? mempoolLine(first, text)
      case 'p':
        return mempoolLine(first, text)
      case 'M':
      case 'N':
      case 'R':
      case 's':
      case 't':
        return netLine(first, text)
      case 'a':
      case 'c':
      case 'd':
      case 'f':
        return netLine(first, text) ?? mempoolLine(first, text)
      default:
        return mempoolLine(first, text)
    }
  }
}

/** Lines without a category of their own: a single token before them is the thread. */
const WITHOUT_CATEGORY: ReadonlySet<LogFact['fact']> = new Set([
  'tip',
  'started',
  'peer-described',
  'template',
])

/** The thread's name, which stands first where `-logthreadnames` is on; else ''. */
function threadOf(tokens: readonly string[], body: FactBody): string {
  const token = tokens[0]
  if (token === undefined || sourceLocation.test(token)) return ''
  return tokens.length > 1 || WITHOUT_CATEGORY.has(body.fact) ? token : ''
}

/** The token right before the text. */
function lastToken(line: string, text: string): string | undefined {
  const front = line.slice(0, line.length - text.length)
  if (!front.endsWith('] ')) return undefined
  return front.slice(front.lastIndexOf(' [') + 2, -2)
}
