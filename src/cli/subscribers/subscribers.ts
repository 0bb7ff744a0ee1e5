import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Session } from '../../client/index.js'
import { jsonText } from '../../tracepoints/index.js'
import type { CliContext } from '../context.js'
import { formatSubscribers } from './format-subscribers.js'

export interface SubscribersOptions {
  readonly socket?: string
  readonly json?: boolean
  /** Again each second, until Ctrl-C. */
  readonly watch?: boolean
}

const WATCH_INTERVAL_MS = 1000

/** To the first cell, and nothing below. */
const CLEAR = '\x1b[H\x1b[J'

/** Prints who is subscribed to a node, what each asked for, and what it costs. */
export async function subscribers(
  options: SubscribersOptions,
  { stdout, signal }: CliContext,
): Promise<void> {
  await using session = await connect({
    ...(options.socket === undefined ? {} : { path: options.socket }),
    signal,
  })
  const text = options.json === true ? json : lines
  await stdout.write(await text(session, options, stdout, signal))
  while (options.watch === true) {
    await sleep(WATCH_INTERVAL_MS, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const next = await text(session, options, stdout, signal)
    const isDrawn = options.json !== true && stdout.hasCursor
    await stdout.write(`${isDrawn ? CLEAR : ''}${next}`)
  }
}

type Text = (
  session: Session,
  options: SubscribersOptions,
  stdout: CliContext['stdout'],
  signal: AbortSignal,
) => Promise<string>

const json: Text = async (session, { watch }, _stdout, signal) => {
  const all = await session.subscribers({ signal })
  return watch === true ? `${jsonText(all)}\n` : `${jsonText(all, 2)}\n`
}

const lines: Text = async (session, _options, stdout, signal) => {
  const node = await session.describe({ signal })
  const all = await session.subscribers({ signal })
  return formatSubscribers(all, node, Date.now() * 1000, stdout)
}
