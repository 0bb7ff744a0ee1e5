import type { EventMap, TracepointName } from '../../tracepoints/index.js'

/** Bitcoin Core's own tracepoints: those that the bridge fires. */
export type NodeTracepointName = Exclude<TracepointName, `snapshot:${string}` | `nodetap:${string}`>

/** What an unmodified Bitcoin Core gives without privileges. */
export type InputName = 'capture' | 'zmq' | 'log' | 'rpc'

/** The topics of Core's ZMQ sockets that the bridge reads. */
export type ZmqTopic = 'sequence' | 'rawblock' | 'rawtx' | 'hashblock'

/** The categories of `-debug=` that the bridge reads. */
export type LogCategory =
  | 'net'
  | 'mempool'
  | 'mempoolrej'
  | 'validation'
  | 'bench'
  | 'coindb'
  | 'selectcoins'
  | 'cmpctblock'
  | 'txpackages'

/** Which inputs are on. The bridge waits for a second input's view of an event only where it is on. */
export interface BridgeInputs {
  /** `-capturemessages` is on and its directory can be read. */
  readonly capture: boolean
  /** The topics that are subscribed to. */
  readonly zmq: ReadonlySet<ZmqTopic>
  /** `debug.log` can be read; its categories as `logging` or the log's own lines tell. */
  readonly log: {
    readonly on: boolean
    readonly categories: ReadonlySet<LogCategory>
    /** `-logtimemicros`: times to the microsecond; else to the second. */
    readonly timeMicros: boolean
    /** `-logips`: addresses of peers. */
    readonly ips: boolean
  }
  /** JSON-RPC answers. */
  readonly rpc: boolean
  /** The node has just been started and is about to answer: what it can tell is wanted, and waited for. */
  readonly rpcComing?: boolean
}

/**
 * One line of debug.log, whole, without its end. One character a byte (Latin-1), as the bytes
 * stand in the file: the parser decodes what is UTF-8. A line that the node died in (no end,
 * and the next start of the node follows) is not handed over.
 */
export interface LogLine {
  readonly kind: 'log'
  readonly line: string
}

/** One record of a `msgs_recv.dat` or `msgs_sent.dat`. */
export interface CapturedMessage {
  readonly kind: 'capture'
  /** The directory's name, as on disk: the peer's address and port with ':' as '_'. */
  readonly directory: string
  readonly direction: 'inbound' | 'outbound'
  /** The record's time: Unix microseconds of the node's clock, which `setmocktime` moves. */
  readonly timeUs: number
  readonly messageType: string
  /** The whole payload; the bridge keeps it until the event is out. */
  readonly payload: Uint8Array
}

/** One message of a ZMQ socket. */
export interface ZmqFrame {
  readonly kind: 'zmq'
  /** When it was received, Unix microseconds. */
  readonly receivedUs: number
  readonly topic: ZmqTopic
  readonly body: Uint8Array
  /** The third frame's counter of this topic. The bridge finds gaps by it and reports them. */
  readonly counter: number
}

/** An answer to a query of the bridge, or to a poll of the live side. Both are welcome. */
export interface RpcAnswer {
  readonly kind: 'rpc'
  /** Unix microseconds. */
  readonly sentUs: number
  readonly doneUs: number
  readonly method: string
  readonly params: readonly unknown[]
  /** The `result` as `JSON.parse` gives it; undefined where the node answered with an error. */
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/**
 * Something about an input that its records cannot tell. What was in flight is then handed out
 * or given up as fits, and a loss is reported, so that nothing is papered over.
 */
export interface InputMark {
  readonly kind: 'mark'
  /** Unix microseconds. */
  readonly atUs: number
  readonly input: InputName
  /**
   * - `gap`: records were missed between the last one and the next (a capture file deleted
   *   while it had unread bytes, a socket reconnected, a poll refused, a full queue)
   * - `rewind`: the next records may repeat what has been seen (a file read again from its start)
   * - `restart`: the node went down and the next records are a new life's; peers and the mempool start anew
   */
  readonly mark: 'gap' | 'rewind' | 'restart'
  /** How many records were missed, where that is known. */
  readonly count?: number
  /** Of a capture directory, its name; else the whole input. */
  readonly directory?: string
  /** For people, without control characters. */
  readonly detail: string
}

/** Whatever goes into the bridge. */
export type BridgeInput = LogLine | CapturedMessage | ZmqFrame | RpcAnswer | InputMark

/**
 * How good an event is.
 *
 * - `exact`: every field is as the node's own tracepoint has it
 * - `derived`: every field is right by what the inputs tell, but computed, or the time is not the node's
 * - `partial`: fields are missing; `missing` names them, and they hold 0, '' or no bytes
 */
export type EventQuality = 'exact' | 'derived' | 'partial'

/** An event of a tracepoint, before it has a sequence number. */
export type BridgeEvent<T extends NodeTracepointName = NodeTracepointName> = {
  [N in T]: Omit<EventMap[N], 'sequence' | 'timestampUs'> & {
    /** Unix microseconds by the node's machine, not moved by `setmocktime`. */
    readonly timestampUs: number
    readonly quality: EventQuality
    /** The fields that no input told. Empty unless `quality` is `partial`. */
    readonly missing: readonly string[]
  }
}[T]

/** What is known to be missing from the stream. */
export interface BridgeLoss {
  /** The tracepoints that may lack events. */
  readonly tracepoints: readonly NodeTracepointName[]
  /** Events, where their number is known. */
  readonly count?: number
  /** Unix microseconds: the loss lies before it and behind whatever was seen of the input until then. */
  readonly atUs: number
  readonly input: InputName
  /** One short clause for people; free of control characters. */
  readonly reason: string
}

/** Where events go, in order of time within the merge window. Called while `push`, `advance` and `flush` run. */
export interface BridgeSink {
  event(event: BridgeEvent): void
  loss(loss: BridgeLoss): void
}

/** What the bridge may want to know. The live side asks the node and pushes the answer, of whatever kind. */
export type BridgeQuery =
  /** A connected block with the outputs that it spends. Wanted soon: the node prunes nothing newer. */
  | { readonly method: 'getblock'; readonly params: readonly [hash: string, verbosity: 3] }
  /** Wanted at once: the transaction may leave at any moment. */
  | { readonly method: 'getmempoolentry'; readonly params: readonly [txid: string] }
  /** A new peer; polls answer it as well. */
  | { readonly method: 'getpeerinfo'; readonly params: readonly [] }
  /** Start, restart, or a gap in `sequence`. */
  | { readonly method: 'getrawmempool'; readonly params: readonly [verbose: true] }

/** The live side's ear. Questions are hints: one that is never answered only makes events worse. */
export interface BridgeQueries {
  /** Never throws. The same question may come twice; the live side bounds and joins them. */
  want(query: BridgeQuery): void
}

/** What the bridge asks for itself where nothing else is said. */
export interface BridgeOptions {
  readonly inputs: BridgeInputs
  /** How long an event waits for earlier ones of other inputs. Microseconds. */
  readonly mergeWindowUs?: number
}

/**
 * The bridge: records of all inputs in, typed events in one order out. It does no I/O, has no
 * timer and reads no clock: the same calls give the same events.
 *
 * Records of one input (of one capture file, of one ZMQ topic) go in in the order in which the
 * node made them; the inputs among each other in any order, each soon after it was made.
 */
export interface BridgePort {
  /** Takes a record. Never throws because of what is in it. */
  push(input: BridgeInput): void
  /** Tells the time. Hands out what is older than the merge window. Call it some ten times a second. */
  advance(nowUs: number): void
  /** Hands out all that waits, as good as it is. For the end. */
  flush(): void
  /** Tells of inputs that came or went. */
  setInputs(inputs: BridgeInputs): void
}
