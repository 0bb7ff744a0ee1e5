import { hashToHex } from '../../bitcoin/index.js'
import {
  connect,
  type ServerDescription,
  type Tip,
  type TracepointDescription,
} from '../../client/index.js'
import { jsonText } from '../../tracepoints/index.js'
import { type CliContext, type Output, styled } from '../context.js'
import { humanBytes } from '../human-bytes.js'
import { printable } from '../printable.js'

export interface ListOptions {
  readonly socket?: string
  readonly json?: boolean
}

/** Prints what a node offers to trace. */
export async function list(options: ListOptions, { stdout, signal }: CliContext): Promise<void> {
  await using session = await connect({
    ...(options.socket === undefined ? {} : { path: options.socket }),
    signal,
  })
  const description = await session.describe({ signal })
  const tip = await session.tip({ signal })
  if (options.json === true) {
    const shown = tip === null ? null : { hash: hashToHex(tip.hash), height: tip.height }
    const all = { socket: session.path, offers: session.offers, tip: shown, ...description }
    await stdout.write(`${jsonText(all, 2)}\n`)
  } else {
    await stdout.write(formatDescription(description, tip, session.path, stdout))
  }
}

function formatDescription(
  description: ServerDescription,
  tip: Tip | null,
  path: string,
  output: Output,
): string {
  const { software, node, processId, subscriptions, maxSubscriptions, tracepoints } = description
  const who = [software, node, processId === 0 ? '' : `process ${processId}`]
  const head = `${who
    .filter(it => it !== '')
    .map(printable)
    .join(', ')} at ${path}`
  const load =
    maxSubscriptions === 0 ? '' : `, ${subscriptions} of ${maxSubscriptions} subscriptions`
  return [
    styled(output, 'bold', head),
    `${tracepoints.length} tracepoints${load}`,
    ...formatRing(description),
    ...(tip === null ? [] : [`tip ${tip.height}  ${hashToHex(tip.hash)}`]),
    '',
    ...tracepoints.flatMap(tracepoint => formatTracepoint(tracepoint, output)),
    '',
  ].join('\n')
}

/** How full the ring between node and worker is; nothing where there is none. */
function formatRing({ ringBytes, ringUsedBytes, ringHighWaterBytes }: ServerDescription): string[] {
  if (ringBytes === 0) return []
  const [all, used, most] = [ringBytes, ringUsedBytes, ringHighWaterBytes].map(humanBytes)
  return [`ring ${all}, ${used} used, ${most} at most`]
}

function formatTracepoint(tracepoint: TracepointDescription, output: Output): string[] {
  const { name, stability, enabled, fired, lost, description, fields } = tracepoint
  const state =
    enabled || fired > 0 ? `  ${enabled ? 'on' : 'off'}, ${fired} fired, ${lost} lost` : ''
  const width = Math.max(...fields.map(field => field.name.length))
  return [
    `${styled(output, 'cyan', printable(name))}  ${styled(output, 'dim', printable(stability))}${state}`,
    ...wrap(printable(description), output.columns - 2).map(line => `  ${line}`),
    ...formatQuality(tracepoint, output),
    ...fields.map(field => {
      const unit = field.unit === '' ? '' : ` [${printable(field.unit)}]`
      const kind = styled(output, 'dim', `${printable(field.type)}${unit}`)
      return `    ${printable(field.name).padEnd(width)}  ${kind}`
    }),
    '',
  ]
}

/** What keeps the events from being exact; nothing where they are. */
function formatQuality({ quality, qualityNote }: TracepointDescription, output: Output): string[] {
  if (quality === 'exact' && qualityNote === '') return []
  const note = qualityNote === '' ? quality : `${quality}: ${printable(qualityNote)}`
  return wrap(note, output.columns - 2).map(line => `  ${styled(output, 'yellow', line)}`)
}

/** Breaks text at spaces into lines of at most `width` columns. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return line === '' ? lines : [...lines, line]
}
