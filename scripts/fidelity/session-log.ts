import type { BridgeInput } from '../../src/sources/bitcoind/index.js'
import { LineSplitter, LogStartReader, type NodeStart } from '../../src/sources/bitcoind/index.js'
import type { Arrival, Step } from './session.js'
import { readBytes } from './session-files.js'

/** A session's debug.log, and what it tells of itself. */
export interface SessionLog {
  readonly arrivals: readonly Arrival[]
  /** A clock set by `setmocktime`: its Unix second, and since when in real time. */
  readonly mockStarts: ReadonlyMap<number, number>
  readonly steps: readonly Step[]
  /** The options with which the node began; null: the log doesn't tell. */
  readonly start: NodeStart | null
  /** What stands in brackets before a line's text somewhere: threads, places, categories. */
  readonly tokens: ReadonlySet<string>
  readonly timeMicros: boolean
  readonly ips: boolean
}

const HEAD =
  /^(?:\[\*\] )?(\d{4}-\d\d-\d\dT\S+Z) (?:\(mocktime: (\S+Z)\) )?((?:\[[^\]]{0,60}\] ){0,5})/
/** A line whose time is in whole seconds arrives in the middle of its second: so it is least off. */
const HALF_SECOND_US = 500_000
const STEP = /- (Disconnect block|Write undo data|Index writing): ([\d.]+)ms/

/** Reads debug.log; one that is not there is empty. */
export function readLog(directory: string): SessionLog {
  const arrivals: Arrival[] = []
  const mockStarts = new Map<number, number>()
  const steps: Step[] = []
  const tokens = new Set<string>()
  const start = new LogStartReader()
  let timeMicros = false
  let ips = false
  let atUs = 0
  const push = (input: BridgeInput): void => {
    arrivals.push({ atUs, input })
  }
  const splitter = new LineSplitter({
    line: line => {
      const head = HEAD.exec(line)
      // A line without a time continues the one before it.
      if (head?.[1] !== undefined) {
        const isWhole = !head[1].includes('.')
        atUs = microseconds(head[1]) + (isWhole ? HALF_SECOND_US : 0)
        timeMicros ||= !isWhole
      }
      if (head?.[2] !== undefined) {
        const mockS = microseconds(head[2]) / 1e6
        if (!mockStarts.has(mockS)) mockStarts.set(mockS, atUs)
      }
      for (const token of (head?.[3] ?? '').slice(1, -2).split('] [')) tokens.add(token)
      ips ||= line.includes(', peeraddr=')
      const step = STEP.exec(line)
      if (step !== null) {
        // It is one of the three of the pattern.
        steps.push({ step: step[1] as Step['step'], atUs, tookUs: Number(step[2]) * 1000 })
      }
      if (line.includes(' arg: ') || line.includes('Bitcoin Core')) start.line(line)
      push({ kind: 'log', line })
    },
    opened: () => undefined,
    cut: () =>
      push({ kind: 'mark', atUs, input: 'log', mark: 'gap', count: 1, detail: 'a line too long' }),
  })
  const bytes = readBytes(directory, 'debug.log')
  if (bytes !== undefined) splitter.take(bytes)
  // Steps take milliseconds: a second tells nothing of when they were.
  if (!timeMicros) steps.length = 0
  return { arrivals, mockStarts, steps, start: start.start, tokens, timeMicros, ips }
}

/** A time of the log in Unix microseconds. */
function microseconds(time: string): number {
  const fraction = /\.(\d{6})Z$/.exec(time)?.[1] ?? '0'
  return Date.parse(time.replace(/\.\d+Z$/, 'Z')) * 1000 + Number(fraction)
}
