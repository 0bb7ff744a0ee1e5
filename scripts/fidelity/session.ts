import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  type BridgeInput,
  type BridgeInputs,
  CaptureRecordReader,
  LineSplitter,
  type LogCategory,
  type ZmqTopic,
} from '../../src/sources/bitcoind/index.js'

/** A firing of a tracepoint as USDT told it, in wall-clock time. */
export interface Truth {
  readonly timeUs: number
  readonly name: string
  /** The fields as recorded, without time and name. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** An input of the bridge and when it would have arrived. */
export interface Arrival {
  readonly atUs: number
  readonly input: BridgeInput
}

/** A recorded life of a node. */
export interface Session {
  readonly inputs: BridgeInputs
  /** In order of arrival. */
  readonly arrivals: readonly Arrival[]
  /** In order of time. Only for scoring. */
  readonly truth: readonly Truth[]
  /** Steps of connecting and taking back blocks by the log; they tell which coins of `truth` are of the main cache. */
  readonly steps: readonly Step[]
}

/** A step that the log has timed. */
export interface Step {
  readonly step: 'Disconnect block' | 'Index writing'
  /** When its line was written, Unix microseconds. */
  readonly atUs: number
  /** How long it took, to 10 µs. */
  readonly tookUs: number
}

interface Manifest {
  readonly node_options: readonly string[]
  readonly clock: {
    readonly samples: readonly { readonly monotonic_us: number; readonly unix_us: number }[]
  }
}

/** A clock set by `setmocktime`: its Unix second, and since when in real time. */
type MockStarts = ReadonlyMap<number, number>

/** Reads a session directory of the layout that docs/bridge.md describes. */
export function readSession(directory: string): Session {
  // The layout of a manifest is fixed; a wrong one fails below with the name of what is missing.
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Manifest
  const { arrivals: log, mockStarts, steps } = readLog(directory)
  const arrivals = [
    ...log,
    ...readCapture(join(directory, 'message_capture'), mockStarts),
    ...readLines(directory, 'zmq.jsonl').map(zmqArrival),
    ...readLines(directory, 'rpc.jsonl').map(rpcArrival),
  ].sort((a, b) => a.atUs - b.atUs)
  return {
    inputs: inputsOf(manifest.node_options),
    arrivals,
    truth: readTruth(directory, manifest),
    steps,
  }
}

function inputsOf(options: readonly string[]): BridgeInputs {
  const topics = ['sequence', 'rawblock', 'rawtx', 'hashblock'] as const
  const categories = options
    .filter(option => option.startsWith('-debug='))
    // Other categories than the bridge's are in the set, but never asked for.
    .map(option => option.slice('-debug='.length) as LogCategory)
  return {
    capture: options.includes('-capturemessages'),
    zmq: new Set(
      topics.filter(topic => options.some(option => option.startsWith(`-zmqpub${topic}=`))),
    ),
    log: {
      on: true,
      categories: new Set(categories),
      timeMicros: options.includes('-logtimemicros'),
      ips: options.includes('-logips'),
    },
    rpc: true,
  }
}

function readFile(directory: string, name: string): Buffer {
  const path = join(directory, name)
  return existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`))
}

function readLines(directory: string, name: string): Record<string, unknown>[] {
  return readFile(directory, name)
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>)
}

function readTruth(directory: string, manifest: Manifest): Truth[] {
  const sample = manifest.clock.samples[0]
  if (sample === undefined) throw new Error(`${directory}: the manifest has no clock sample`)
  const offset = sample.unix_us - sample.monotonic_us
  return readLines(directory, 'truth.jsonl').map(line => {
    const { t_us: time, name, ...fields } = line
    return { timeUs: Number(time) + offset, name: String(name), fields }
  })
}

function readLog(directory: string): {
  arrivals: Arrival[]
  mockStarts: MockStarts
  steps: Step[]
} {
  const arrivals: Arrival[] = []
  const mockStarts = new Map<number, number>()
  const steps: Step[] = []
  let atUs = 0
  new LineSplitter().push(readFile(directory, 'debug.log'), line => {
    const head = /^(?:\[\*\] )?(\S+Z) (?:\(mocktime: (\S+Z)\) )?/.exec(line)
    const time = head?.[1]
    // A line without a time continues the one before it.
    if (time !== undefined) atUs = microseconds(time)
    if (head?.[2] !== undefined) {
      const mockS = microseconds(head[2]) / 1e6
      if (!mockStarts.has(mockS)) mockStarts.set(mockS, atUs)
    }
    const step = /- (Disconnect block|Index writing): ([\d.]+)ms/.exec(line)
    if (step !== null) {
      const name = step[1] === 'Disconnect block' ? step[1] : 'Index writing'
      steps.push({ step: name, atUs, tookUs: Number(step[2]) * 1000 })
    }
    arrivals.push({ atUs, input: { kind: 'log', line } })
  })
  return { arrivals, mockStarts, steps }
}

function microseconds(time: string): number {
  const fraction = /\.(\d{6})Z$/.exec(time)?.[1] ?? '0'
  return Date.parse(time.replace(/\.\d+Z$/, 'Z')) * 1000 + Number(fraction)
}

/**
 * A record arrives when it was made. One made under a moved clock doesn't tell when that was, so
 * it arrives as soon as the clock stood so: earlier than it can have, but in the order of its file.
 */
function readCapture(root: string, mockStarts: MockStarts): Arrival[] {
  const arrivals: Arrival[] = []
  if (!existsSync(root)) return arrivals
  for (const directory of readdirSync(root)) {
    for (const [file, direction] of [
      ['msgs_recv.dat', 'inbound'],
      ['msgs_sent.dat', 'outbound'],
    ] as const) {
      const folder = join(root, directory)
      if (!existsSync(join(folder, file)) && !existsSync(join(folder, `${file}.gz`))) continue
      const reader = new CaptureRecordReader()
      reader.push(readFile(folder, file), ({ timeUs, messageType, payload }) => {
        const input = { kind: 'capture', directory, direction, timeUs, messageType, payload }
        const atUs = mockStarts.get(timeUs / 1e6) ?? timeUs
        arrivals.push({ atUs, input: input as BridgeInput })
      })
    }
  }
  return arrivals
}

function zmqArrival(line: Record<string, unknown>): Arrival {
  const atUs = Number(line.t_us)
  return {
    atUs,
    input: {
      kind: 'zmq',
      receivedUs: atUs,
      // The recorder subscribed to these topics and no others.
      topic: line.topic as ZmqTopic,
      body: Buffer.from(String(line.body), 'hex'),
      counter: Number(line.seq),
    },
  }
}

function rpcArrival(line: Record<string, unknown>): Arrival {
  const atUs = Number(line.t_done_us)
  const { method, params, result } = line
  return {
    atUs,
    input: {
      kind: 'rpc',
      sentUs: Number(line.t_us),
      doneUs: atUs,
      method: String(method),
      params: Array.isArray(params) ? params : [],
      result,
    },
  }
}
