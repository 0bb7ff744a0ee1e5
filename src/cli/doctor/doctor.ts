import { ErrorCodes, NodetapError } from '../../errors/index.js'
import { jsonText } from '../../tracepoints/index.js'
import { type CliContext, type Output, styled } from '../context.js'
import { printable } from '../printable.js'
import { examineInstallation } from './examine-installation.js'
import { examineNodes } from './examine-nodes.js'
import { examineSockets } from './examine-sockets.js'
import type { Examination, Finding } from './finding.js'

export interface DoctorOptions {
  readonly socket?: string
  readonly datadir?: string
  readonly chain?: string
  readonly json?: boolean
}

const NOTHING = [
  'nodetap demo            # a node of its own, to see what there is to see',
  'nodetap bridge          # for a Bitcoin Core that is started later',
]

/**
 * Says what is installed, running and reachable, and what to do next. Rejects with NO_NODE where
 * nothing can be traced.
 */
export async function doctor(options: DoctorOptions, context: CliContext): Promise<void> {
  const { signal, stdout } = context
  const examinations = [
    await examineInstallation(),
    await examineSockets(options.socket ?? process.env['NODETAP_SOCKET'], signal),
    ...(await examineNodes(options, signal)),
  ]
  const canTrace = examinations.some(it => it.canTrace)
  const next = examinations.flatMap(it => it.next)
  if (next.length === 0) next.push(...NOTHING)
  if (options.json === true) {
    await stdout.write(`${jsonText({ canTrace, next, examinations }, 2)}\n`)
  } else {
    await stdout.write(`${text(examinations, next, stdout).join('\n')}\n`)
  }
  if (!canTrace && !signal.aborted) {
    throw new NodetapError(ErrorCodes.NoNode, 'Nothing can be traced at this moment')
  }
}

function text(examinations: readonly Examination[], next: readonly string[], output: Output) {
  return [
    ...examinations.flatMap(({ title, findings }) => [
      styled(output, 'bold', printable(title)),
      ...findings.map(it => line(it, output)),
      '',
    ]),
    styled(output, 'bold', 'Next'),
    ...next.map(it => `  ${printable(it)}`),
  ]
}

const MARKS = { good: ['green', 'ok'], missing: ['yellow', '--'], bad: ['red', '!!'] } as const

function line({ state, subject, detail, advice }: Finding, output: Output): string {
  const [style, mark] = MARKS[state]
  const what = advice === '' ? '' : ` → ${printable(advice)}`
  return `  ${styled(output, style, mark)}  ${printable(subject)}: ${printable(detail)}${what}`
}
