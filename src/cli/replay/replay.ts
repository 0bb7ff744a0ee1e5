import { Recording, Replay, type ReplayTotals, recordingPaths } from '../../recording/index.js'
import type { CliContext } from '../context.js'
import { listeningPath } from '../listening-path.js'
import { Progress } from '../progress.js'

export interface ReplayOptions {
  readonly socket?: string
  /** Times faster than it happened, up to Infinity. */
  readonly speed?: number
  readonly atOnce?: boolean
}

/** Publishes the events of a recording, then ends. */
export async function replay(
  path: string,
  options: ReplayOptions,
  { stderr, signal }: CliContext,
): Promise<void> {
  const [first = path, ...rest] = await recordingPaths(path)
  await using recording = await Recording.open(first)
  const socket = listeningPath(options.socket)
  await using running = await Replay.start(recording, {
    rest,
    ...(socket === undefined ? {} : { path: socket }),
  })
  const waiting = options.atOnce === true ? '' : ' Waiting for a subscriber.'
  await stderr.write(`Replaying ${path} at ${running.path}.${waiting} Ctrl-C ends it.\n`)
  using progress = new Progress(stderr, () => `${running.totals.fired} events fired`)
  const totals = await running.run({
    speed: options.speed ?? 1,
    atOnce: options.atOnce ?? false,
    signal,
  })
  // What was fired is delivered before the last word is said.
  await running.close()
  progress[Symbol.dispose]()
  await stderr.write(`Replayed ${formatTotals(totals)}\n`)
}

function formatTotals({ fired, unwanted, own, lost, gaps }: ReplayTotals): string {
  const parts = [`${fired} events`]
  if (unwanted > 0) parts.push(`${unwanted} that nobody was subscribed to were passed over`)
  if (own > 0) parts.push(`${own} of snapshots are no events of the node`)
  if (lost > 0) parts.push(`${lost} had been lost when it was recorded`)
  if (gaps > 0)
    parts.push(`${gaps} ${gaps === 1 ? 'reconnection' : 'reconnections'} when it was recorded`)
  return parts.join(', ')
}
