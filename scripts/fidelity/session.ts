import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BridgeInput,
  type BridgeInputs,
  CaptureSplitter,
  LOG_CATEGORIES,
  type LogCategory,
  loggedCategories,
  optionEntry,
  type ZmqTopic,
} from '../../src/sources/bitcoind/index.js'
import { messageOf, numberOf, parseRow, type Row, readBytes, readRows } from './session-files.js'
import { readLog, type SessionLog } from './session-log.js'

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
  readonly step: 'Disconnect block' | 'Write undo data' | 'Index writing'
  /** When its line was written, Unix microseconds. */
  readonly atUs: number
  /** How long it took, to 10 µs. */
  readonly tookUs: number
}

/** All that is read of manifest.json. */
interface Manifest {
  readonly node_options?: unknown
  readonly clock?: { readonly samples?: readonly Row[] }
}

/**
 * Reads a session directory of the layout that docs/bridge.md describes. Of the inputs any may be
 * missing.
 *
 * @throws Error with the file, and the line of it, that is not as it should be
 */
export function readSession(directory: string): Session {
  const manifest = readManifest(directory)
  const log = readLog(directory)
  const capture = readCapture(join(directory, 'message_capture'), log.mockStarts)
  const zmq = readRows(directory, 'zmq.jsonl', line => zmqArrival(parseRow(line)))
  const rpc = readRows(directory, 'rpc.jsonl', line => new RpcArrival(line))
  const truth = readTruth(directory, manifest)
  const topics = new Set<ZmqTopic>()
  for (const { input } of zmq) if (input.kind === 'zmq') topics.add(input.topic)
  return {
    inputs: {
      capture: capture.length > 0,
      zmq: topics,
      log: {
        on: log.arrivals.length > 0,
        categories: categoriesOf(manifest, log),
        timeMicros: log.timeMicros,
        ips: log.ips,
      },
      rpc: rpc.length > 0,
    },
    arrivals: [...log.arrivals, ...capture, ...zmq, ...rpc].sort((a, b) => a.atUs - b.atUs),
    truth,
    steps: log.steps,
  }
}

function readManifest(directory: string): Manifest {
  const bytes = readBytes(directory, 'manifest.json')
  if (bytes === undefined) {
    throw new Error(`${directory} has no manifest.json: no session, as docs/bridge.md describes it`)
  }
  try {
    return parseRow(bytes)
  } catch (error) {
    throw new Error(`${join(directory, 'manifest.json')}: ${messageOf(error)}`, { cause: error })
  }
}

/** By the node's options, from the manifest or from the log itself; else by the log's lines. */
function categoriesOf(manifest: Manifest, log: SessionLog): ReadonlySet<LogCategory> {
  const options = manifest.node_options
  const told = (Array.isArray(options) ? options : []).map(option => {
    const [name = '', ...value] = String(option).split('=')
    return optionEntry('', name, value.join('='))
  })
  const command = told.length > 0 ? told : (log.start?.command ?? [])
  const file = log.start?.file ?? []
  if (command.length + file.length > 0) {
    return loggedCategories(command, file)
  }
  return new Set(LOG_CATEGORIES.filter(it => log.tokens.has(it) || log.tokens.has(`${it}:debug`)))
}

function readTruth(directory: string, manifest: Manifest): Truth[] {
  const sample = manifest.clock?.samples?.[0]
  if (sample === undefined) {
    throw new Error(`${join(directory, 'manifest.json')}: there is no clock.samples[0]`)
  }
  const offset = numberOf(sample, 'unix_us') - numberOf(sample, 'monotonic_us')
  const truth = readRows(directory, 'truth.jsonl', line => {
    const row = parseRow(line)
    const { t_us: _, name, ...fields } = row
    return { timeUs: numberOf(row, 't_us') + offset, name: String(name), fields }
  })
  if (truth.length > 0) return truth
  throw new Error(`${directory} has no truth.jsonl, or an empty one: there is nothing to score by`)
}

const FILES = [
  ['msgs_recv.dat', 'inbound'],
  ['msgs_sent.dat', 'outbound'],
] as const

/**
 * A record arrives when it was made. One made under a moved clock doesn't tell when that was, so
 * it arrives as soon as the clock stood so: earlier than it can have, but in the order of its file.
 */
function readCapture(root: string, mockStarts: SessionLog['mockStarts']): Arrival[] {
  const arrivals: Arrival[] = []
  if (!existsSync(root)) return arrivals
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const directory = entry.name
    for (const [file, direction] of FILES) {
      const bytes = readBytes(join(root, directory), file)
      if (bytes === undefined) continue
      let atUs = 0
      const splitter = new CaptureSplitter(
        {
          record: record => {
            atUs = mockStarts.get(record.timeUs / 1e6) ?? record.timeUs
            arrivals.push({ atUs, input: { kind: 'capture', directory, direction, ...record } })
          },
          damaged: count => {
            const detail = `${count} bytes of ${direction} messages are damaged`
            const mark = { kind: 'mark', input: 'capture', mark: 'gap' } as const
            arrivals.push({ atUs, input: { ...mark, atUs, directory, detail } })
          },
        },
        true,
      )
      splitter.take(bytes)
    }
  }
  return arrivals
}

function zmqArrival(row: Row): Arrival {
  const atUs = numberOf(row, 't_us')
  return {
    atUs,
    input: {
      kind: 'zmq',
      receivedUs: atUs,
      // Of a topic that the bridge doesn't know it takes nothing.
      topic: row.topic as ZmqTopic,
      body: Buffer.from(String(row.body), 'hex'),
      counter: numberOf(row, 'seq'),
    },
  }
}

/** An answer is parsed when it is played: all answers of a long session would fill the memory. */
class RpcArrival implements Arrival {
  readonly atUs: number
  readonly #line: Buffer

  constructor(line: Buffer) {
    this.#line = line
    const front = /^\{"t_us": ?\d+, ?"t_done_us": ?(\d+),/.exec(line.toString('latin1', 0, 100))
    this.atUs = front === null ? numberOf(parseRow(line), 't_done_us') : Number(front[1])
  }

  get input(): BridgeInput {
    const row = this.#row
    return {
      kind: 'rpc',
      sentUs: Number(row.t_us),
      doneUs: this.atUs,
      method: String(row.method),
      params: Array.isArray(row.params) ? row.params : [],
      result: row.result,
    }
  }

  get #row(): Row {
    try {
      return parseRow(this.#line)
    } catch (error) {
      throw new Error(`rpc.jsonl, the answer of ${this.atUs}: ${messageOf(error)}`, {
        cause: error,
      })
    }
  }
}
