import { readBlock } from './blocks/block-facts.js'
import type {
  BridgeEvent,
  BridgeInput,
  BridgeInputs,
  BridgeLoss,
  BridgeOptions,
  BridgePort,
  BridgeQueries,
  BridgeQuery,
  BridgeSink,
  InputMark,
  NodeTracepointName,
  RpcAnswer,
  ZmqFrame,
} from './inputs.js'
import { BridgeLimits } from './limits.js'
import type { LogFact } from './log/facts.js'
import { LogParser } from './log/log-parser.js'
import { Repeats } from './merge/repeats.js'
import { type Draft, MergeWindow } from './merge/window.js'
import { lossOf } from './quality.js'
import {
  asHash,
  asInteger,
  asObject,
  asText,
  type PoolEntry,
  readPeers,
  readPoolEntry,
} from './rpc/answers.js'
import { isRpcUsed, type Stage } from './stage.js'
import { Trackers } from './trackers.js'
import { TopicCounters } from './zmq/counters.js'
import { readHash, readSequence } from './zmq/sequence.js'

/** The part of the merge window that one view of a message waits for the other: it has to take its place yet. */
const MESSAGE_WAIT = 0.8

/** What polls tell: another answer that fails to come is told of by whoever misses it. */
const POLLED: ReadonlySet<NodeTracepointName> = new Set([
  'net:inbound_connection',
  'net:outbound_connection',
  'net:closed_connection',
] as const)

/** The bridge; see {@link BridgePort} for its contract. */
export class Bridge implements BridgePort, Stage {
  readonly #sink: BridgeSink
  readonly #queries: BridgeQueries
  readonly #windowUs: number
  readonly #window = new MergeWindow()
  readonly #log = new LogParser()
  readonly #counters = new TopicCounters()
  readonly #trackers: Trackers
  readonly #repeats = new Repeats()
  inputs: BridgeInputs
  nowUs = 0
  /** The next whole mempool tells who is in it: asked for at the start and after a gap. */
  #wantsBaseline = true
  /** When the log last told a start of the node. */
  #startedUs = 0
  /** The time given to the last line, where lines have whole seconds only. */
  #lastGuessUs = 0

  constructor(sink: BridgeSink, queries: BridgeQueries, options: BridgeOptions) {
    this.#sink = sink
    this.#queries = queries
    this.inputs = options.inputs
    this.#windowUs = options.mergeWindowUs ?? BridgeLimits.mergeWindowUs
    this.#trackers = new Trackers(this)
    this.#askAnew()
  }

  setInputs(inputs: BridgeInputs): void {
    const isAnswered = inputs.rpc && !this.inputs.rpc
    this.inputs = inputs
    if (isAnswered) this.#askAnew()
  }

  push(input: BridgeInput): void {
    switch (input.kind) {
      case 'log':
        this.#onLine(input.line)
        return
      case 'capture':
        if (!this.#repeats.isRecordRepeated(input)) this.#trackers.messages.onRecord(input)
        return
      case 'zmq':
        this.#onFrame(input)
        return
      case 'rpc':
        this.#onAnswer(input)
        return
      case 'mark':
        this.#onMark(input)
    }
  }

  advance(nowUs: number): void {
    if (nowUs > this.nowUs) this.nowUs = nowUs
    this.#trackers.messages.expire(this.nowUs - this.#windowUs * MESSAGE_WAIT)
    this.#window.drain(this.nowUs - this.#windowUs, this.nowUs - BridgeLimits.maxHoldUs)
  }

  flush(): void {
    this.#trackers.messages.flush()
    this.#window.drain(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  }

  /** For the parts of the bridge. */
  add(draft: Draft): void {
    this.#window.add(draft)
    while (
      this.#window.size > BridgeLimits.maxDrafts ||
      this.#window.bytes > BridgeLimits.maxDraftBytes
    ) {
      this.#window.force()
    }
  }

  emit(event: BridgeEvent): void {
    this.#sink.event(event)
  }

  loss(loss: BridgeLoss): void {
    this.#sink.loss(loss)
  }

  want(query: BridgeQuery): void {
    if (isRpcUsed(this.inputs)) this.#queries.want(query)
  }

  #onLine(line: string): void {
    const parsed = this.#log.parse(line)
    if (parsed === undefined) return
    if (this.#repeats.isLineRepeated(parsed.timeUs)) return
    if (this.inputs.log.timeMicros) this.#onFact(parsed)
    else this.#onFact({ ...parsed, timeUs: this.#within(parsed) })
  }

  /** A time within the whole second that a line tells, as near to now as it can be, and behind the last one. */
  #within(fact: LogFact): number {
    const earliest = Math.max(this.nowUs, fact.timeUs, this.#lastGuessUs + 1)
    this.#lastGuessUs = Math.min(earliest, fact.timeUs + 999_999)
    return this.#lastGuessUs
  }

  #onFact(fact: LogFact): void {
    if (fact.fact === 'started') {
      this.#startedUs = fact.timeUs
      this.#restart(fact.timeUs)
    } else this.#trackers.take(fact)
  }

  #onFrame(frame: ZmqFrame): void {
    const { topic, counter, body, receivedUs } = frame
    const missed = this.#counters.missedBefore(topic, counter)
    if (missed > 0) {
      const tracepoints = lossOf('zmq', this.inputs, topic)
      if (tracepoints.length > 0) {
        const reason = `messages of the topic ${topic} were missed`
        this.#lose({ tracepoints, count: missed, atUs: receivedUs, input: 'zmq', reason })
      }
      if (topic === 'sequence') this.#askAnew()
    }
    if (topic === 'sequence') {
      const fact = readSequence(body)
      if (fact === undefined) return
      if (fact.label === 'A' || fact.label === 'R') {
        this.#trackers.mempool.onSequence(fact.label, fact.hash, receivedUs)
      } else this.#trackers.blocks.onSequence(fact.label, fact.hash, receivedUs)
    } else if (topic === 'hashblock') {
      const hash = this.inputs.zmq.has('sequence') ? undefined : readHash(body)
      if (hash !== undefined) this.#trackers.blocks.onSequence('C', hash, receivedUs)
    } else if (topic === 'rawblock') this.#trackers.blocks.onRawBlock(body)
    else this.#trackers.mempool.onRawTransaction(body)
  }

  #onAnswer(answer: RpcAnswer): void {
    const { method, params, result, sentUs, doneUs } = answer
    switch (method) {
      case 'getpeerinfo': {
        const infos = readPeers(result)
        if (infos === undefined) return
        this.#trackers.connections.onPeers(infos, sentUs, doneUs)
        this.#trackers.messages.settle()
        return
      }
      case 'getmempoolentry': {
        const txid = asHash(params[0])
        const entry = readPoolEntry(result)
        if (txid !== undefined && entry !== undefined)
          this.#trackers.mempool.onEntry(txid, entry, sentUs)
        return
      }
      case 'getrawmempool':
        this.#onMempool(result, sentUs, doneUs)
        return
      case 'getblock': {
        const block = readBlock(result)
        const hash = asHash(params[0])
        if (block !== undefined) this.#trackers.blocks.onBlock(block)
        else if (hash !== undefined) this.#trackers.blocks.onRefused(hash)
        return
      }
      case 'getblockchaininfo': {
        const object = asObject(result)
        const hash = asHash(object?.bestblockhash)
        const height = asInteger(object?.blocks)
        if (hash !== undefined && height !== undefined)
          this.#trackers.blocks.onTip(hash, height, doneUs)
      }
    }
  }

  #onMempool(result: unknown, sentUs: number, doneUs: number): void {
    const object = asObject(result)
    if (object === undefined) return
    const txids: string[] = []
    for (const [key, value] of Object.entries(object)) {
      const txid = asHash(asText(key))
      const entry: PoolEntry | undefined = readPoolEntry(value)
      if (txid === undefined || entry === undefined) continue
      this.#trackers.mempool.onEntry(txid, entry, sentUs)
      txids.push(txid)
    }
    if (!this.#wantsBaseline) return
    this.#wantsBaseline = false
    this.#trackers.mempool.onBaseline(txids, sentUs, doneUs)
  }

  #onMark(mark: InputMark): void {
    if (mark.mark === 'restart') {
      // The log has told the same start, and at its place among the other lines.
      if (mark.atUs - this.#startedUs > BridgeLimits.maxStartUs) this.#restart(mark.atUs)
      return
    }
    if (mark.mark === 'rewind') this.#repeats.onRewind(mark)
    const tracepoints = lossOf(mark.input, this.inputs).filter(
      name => mark.input !== 'rpc' || POLLED.has(name),
    )
    if (tracepoints.length > 0) {
      this.#lose({
        tracepoints,
        ...(mark.count === undefined ? {} : { count: mark.count }),
        atUs: mark.atUs,
        input: mark.input,
        reason: mark.detail,
      })
    }
    if (mark.input === 'zmq') this.#counters.reset()
    if (mark.input === 'log') this.#trackers.connections.onGap()
    if (mark.input !== 'capture') this.#askAnew()
  }

  /** Tells of a loss at its place among the events. */
  #lose(loss: BridgeLoss): void {
    this.add({ timeUs: loss.atUs, hand: () => this.#sink.loss(loss) })
  }

  /** A new life of the node: its peers' numbers, its mempool and ZMQ's counters start anew. */
  #restart(timeUs: number): void {
    this.#trackers.restart(timeUs)
    this.#counters.reset()
    this.#askAnew()
  }

  #askAnew(): void {
    this.#wantsBaseline = true
    this.want({ method: 'getpeerinfo', params: [] })
    this.want({ method: 'getrawmempool', params: [true] })
  }
}
