import type {
  BridgeInput,
  BridgeInputs,
  BridgeQuery,
  InputMark,
  InputName,
  LogCategory,
} from '../inputs.js'
import { CaptureInput } from './capture-input.js'
import {
  type Chain,
  LOG_CATEGORIES,
  NodeOptions,
  type NodeSetup,
  type NodeStart,
  nodeSetup,
  type OptionEntry,
} from './config/index.js'
import { type FileSystem, TailLimits } from './files/index.js'
import type { InputStatus } from './input-status.js'
import { LiveLimits } from './limits.js'
import { categoriesOfLogging, LogInput } from './log-input.js'
import { type RpcClient, RpcInput, type RpcOutcome } from './rpc/index.js'
import type { Timers } from './timers.js'
import { endpointsOf, type ZmqEndpoints, ZmqInput, type ZmqInputOptions } from './zmq/index.js'

export interface LiveInputsOptions {
  readonly chain: Chain
  /** The data directory of all chains. */
  readonly dataDirectory: string
  /** The settings of bitcoin.conf. */
  readonly configured: readonly OptionEntry[]
  /** What the node told of itself when it was started; null: not known. */
  readonly start: NodeStart | null
  /** Inputs not to be used. */
  readonly without: ReadonlySet<InputName>
  /** Null: the node is not asked. */
  readonly rpc: RpcClient | null
  /** Where to listen; null: where the node says. */
  readonly zmq: ZmqEndpoints | null
  readonly loadZeromq?: ZmqInputOptions['load']
  readonly files: FileSystem
  readonly timers: Timers
}

/** All inputs of a node: each comes and goes by itself. */
export class LiveInputs {
  readonly #options: LiveInputsOptions
  readonly #log: LogInput | null
  readonly #capture: CaptureInput | null
  readonly #zmq: ZmqInput | null
  readonly #rpc: RpcInput | null
  #setup: NodeSetup
  #isLogBehind = false
  /** Up to which time messages are read before the log goes on. Unix microseconds. */
  #messagesUntilUs = Number.POSITIVE_INFINITY
  /** Whether there are more of them. */
  #owesMessages = false
  #reachedUs = Number.POSITIVE_INFINITY
  /** As the node says; null: it has not said. */
  #categories: ReadonlySet<LogCategory> | null = null
  #nodeVersion = ''
  /** When the log told a start of the node, by the monotonic clock. */
  #startedUs = Number.NEGATIVE_INFINITY

  /** `changed` is called as soon as other inputs are on, before what they give is pushed. */
  constructor(
    options: LiveInputsOptions,
    push: (record: BridgeInput) => void,
    changed: () => void,
  ) {
    this.#options = options
    const { files, timers, without, chain, start } = options
    this.#setup = this.#setupOf(start)
    this.#nodeVersion = start?.version ?? ''
    const sink = { push }
    const { logPath, capturePath } = this.#setup
    this.#log =
      without.has('log') || logPath === null
        ? null
        : new LogInput({
            path: logPath,
            files,
            timers,
            sink,
            started: told => {
              this.#setup = this.#setupOf(told)
              this.#nodeVersion = told.version
              this.#startedUs = timers.monotonicUs()
              this.#categories = null
              changed()
            },
          })
    this.#capture = without.has('capture')
      ? null
      : new CaptureInput({ path: capturePath, files, timers, sink })
    this.#zmq = without.has('zmq')
      ? null
      : new ZmqInput({
          sink,
          timers,
          ...(options.loadZeromq === undefined ? {} : { load: options.loadZeromq }),
        })
    this.#rpc =
      options.rpc === null || without.has('rpc')
        ? null
        : new RpcInput({
            client: options.rpc,
            sink: {
              push,
              connected: answers => {
                this.#greeted(answers)
                changed()
              },
              // The log tells of it at the right moment.
              restarted: () => this.#log?.isOpen === true || push(restart(timers.nowUs())),
            },
            timers,
            chain: chain.name,
          })
  }

  /** Which inputs are on at this moment. */
  get inputs(): BridgeInputs {
    const { capturesMessages, timeMicros, ips, categories } = this.#setup
    const capture = this.#capture
    return {
      // A directory may be left over from a time when messages were captured; one that is not
      // there yet comes with the first message.
      capture: capture?.isReadable === true && (capturesMessages || capture.records > 0),
      zmq: this.#zmq?.topics ?? new Set(),
      log: {
        on: this.#log?.isOpen === true,
        categories: this.#categories ?? categories,
        timeMicros: this.#log?.timeMicros ?? timeMicros,
        // A start too far back in the log to be found has told its options in vain.
        ips: ips || this.#log?.hasAddresses === true,
      },
      rpc: this.#rpc?.isUp === true,
      rpcComing: this.#isRpcComing,
    }
  }

  get #isRpcComing(): boolean {
    if (this.#rpc === null || this.#rpc.isUp || !this.#setup.serves) return false
    const sinceUs = this.#options.timers.monotonicUs() - this.#startedUs
    return sinceUs < LiveLimits.rpcComesMs * 1000
  }

  get statuses(): InputStatus[] {
    return [
      this.#log?.status ?? this.#noLog(),
      this.#captureStatus(),
      this.#zmq?.status ?? off('zmq', 'not used'),
      this.#rpc?.status ?? off('rpc', 'not used'),
    ]
  }

  /** Whether each input has shown whether it is there. */
  get isSettled(): boolean {
    const isAsking = this.#rpc?.isAsking === true
    return !isAsking && this.#zmq?.status.state !== 'waiting'
  }

  /** What is about to go wrong, in sentences. */
  get warnings(): string[] {
    const free = this.#options.files.freeBytes(this.#setup.directory)
    if (free === null || free > LiveLimits.lowDiskBytes) return []
    const mebibytes = Math.floor(free / 2 ** 20)
    return [
      `The node’s disk has ${mebibytes} MiB left: messages that it captures may be cut, and it will stop`,
    ]
  }

  /** The node's version, as its log or its RPC tells; empty: not known. */
  get nodeVersion(): string {
    return this.#nodeVersion
  }

  start(): void {
    this.#rpc?.start()
    void this.#zmq?.setEndpoints(this.#options.zmq ?? this.#setup.zmq)
  }

  /**
   * Looks at the files once. Where one of them holds more than `budget` bytes, tells up to which
   * time all have been read: what is told of later moments has to wait.
   *
   * The log goes ahead by a piece, and the messages follow it up to the same time before the next:
   * so each line finds its message, however far behind both are.
   */
  poll(budget: number): { readonly isBehind: boolean; readonly reachedUs: number } {
    const log = this.#log
    const piece = Math.min(budget, TailLimits.maxLogTurnBytes)
    if (!this.#owesMessages) {
      const readUs = this.#options.timers.nowUs()
      const read = log?.poll(piece) ?? 0
      this.#isLogBehind = read > 0 && read >= piece
      this.#messagesUntilUs = this.#isLogBehind ? (log?.lastTimeUs ?? readUs) : readUs
    }
    const nowUs = this.#options.timers.nowUs()
    // A record of a clock that was set ahead tells nothing of when it was made.
    const isEarly = (timeUs: number): boolean => timeUs > this.#messagesUntilUs && timeUs <= nowUs
    const taken = this.#capture?.poll(budget, log?.isOpen === true ? isEarly : undefined) ?? 0
    this.#owesMessages = taken > 0 && taken >= budget
    if (!this.#owesMessages) {
      this.#reachedUs = this.#isLogBehind ? this.#messagesUntilUs : Number.POSITIVE_INFINITY
    }
    return { isBehind: this.#isLogBehind || this.#owesMessages, reachedUs: this.#reachedUs }
  }

  want(query: BridgeQuery): void {
    this.#rpc?.want(query)
  }

  close(): void {
    this.#log?.close()
    this.#capture?.close()
    this.#zmq?.close()
    this.#rpc?.close()
  }

  #setupOf(start: NodeStart | null): NodeSetup {
    const { chain, configured, dataDirectory } = this.#options
    const options = new NodeOptions(start?.command ?? [], start?.file ?? configured, chain)
    return nodeSetup(options, chain, dataDirectory)
  }

  /** The node has told by RPC what it logs and publishes. */
  #greeted(answers: ReadonlyMap<string, RpcOutcome>): void {
    const logging = answers.get('logging')
    if (logging !== undefined && 'result' in logging) {
      this.#categories = categoriesOfLogging(logging.result, LOG_CATEGORIES)
    }
    const network = answers.get('getnetworkinfo')
    if (network !== undefined && 'result' in network) {
      const told = (network.result as { subversion?: unknown } | null)?.subversion
      if (typeof told === 'string') this.#nodeVersion = told.replaceAll('/', '')
    }
    const zmq = answers.get('getzmqnotifications')
    if (this.#options.zmq !== null || zmq === undefined || !('result' in zmq)) return
    void this.#zmq?.setEndpoints(endpointsOf(zmq.result))
  }

  #noLog(): InputStatus {
    if (this.#setup.logPath !== null) return off('log', 'not used')
    return {
      input: 'log',
      state: 'off',
      detail: 'the node writes no log',
      advice: 'Take nodebuglogfile, or debuglogfile=0, out of its settings',
    }
  }

  #captureStatus(): InputStatus {
    if (this.#capture === null) return off('capture', 'not used')
    const { status, isThere } = this.#capture
    const isOn = this.#setup.capturesMessages || this.#capture.records > 0
    if (isOn || status.state === 'failed') return status
    return {
      input: 'capture',
      state: 'off',
      detail: isThere ? 'the node captures no messages now' : 'the node captures no messages',
      advice: 'Set capturemessages=1 in bitcoin.conf (it takes disk space)',
    }
  }
}

function restart(atUs: number): InputMark {
  return { kind: 'mark', atUs, input: 'rpc', mark: 'restart', detail: 'the node was started anew' }
}

function off(input: InputName, detail: string): InputStatus {
  return { input, state: 'off', detail, advice: '' }
}
