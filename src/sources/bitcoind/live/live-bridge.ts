import type { SourceQualities } from '../../../publisher/index.js'
import type { TracepointName } from '../../../tracepoints/index.js'
import type {
  BridgeEvent,
  BridgeInputs,
  BridgeLoss,
  BridgeOptions,
  BridgePort,
  BridgeQueries,
  BridgeSink,
} from '../inputs.js'
import { areSameInputs, NO_INPUTS } from './bridge-inputs.js'
import { TailLimits } from './files/index.js'
import type { InputStatus } from './input-status.js'
import { LiveLimits } from './limits.js'
import { LiveInputs, type LiveInputsOptions } from './live-inputs.js'

/** Where the bridge's events go. */
export interface LivePublisher {
  publish(event: BridgeEvent): void
  lost(loss: BridgeLoss): void
  setQualities(qualities: SourceQualities): void
}

export interface LiveBridgeOptions extends LiveInputsOptions {
  readonly publisher: LivePublisher
  /** Makes the part that turns records into events. */
  readonly makeBridge: (
    sink: BridgeSink,
    queries: BridgeQueries,
    options: BridgeOptions,
  ) => BridgePort
  /** How good the events of each tracepoint are with these inputs. */
  readonly qualitiesOf: (inputs: BridgeInputs) => SourceQualities
}

/** How the bridge stands. */
export interface BridgeStatus {
  /** "Satoshi:31.0.0"; empty: not known. */
  readonly node: string
  readonly inputs: readonly InputStatus[]
  /** Events since it was started, by tracepoint. */
  readonly events: Readonly<Partial<Record<TracepointName, number>>>
  /** How often something was missed. */
  readonly losses: number
  /** The last of them. */
  readonly lastLosses: readonly BridgeLoss[]
  /** What is about to go wrong, in sentences. */
  readonly warnings: readonly string[]
}

/**
 * Makes events of what a running node gives, and publishes them. It waits for a node that is not
 * there, and goes on after whatever happens to the node, without being started anew.
 */
export class LiveBridge implements Disposable {
  readonly #options: LiveBridgeOptions
  readonly #inputs: LiveInputs
  readonly #port: BridgePort
  #told: BridgeInputs = NO_INPUTS
  #cancelTurn: (() => void) | null = null
  #isClosed = false
  #isBehind = false
  readonly #events: Partial<Record<TracepointName, number>> = {}
  #losses = 0
  readonly #lastLosses: BridgeLoss[] = []

  constructor(options: LiveBridgeOptions) {
    this.#options = options
    const sink: BridgeSink = {
      event: event => this.#event(event),
      loss: loss => this.#loss(loss),
    }
    const queries: BridgeQueries = { want: query => this.#inputs.want(query) }
    this.#port = options.makeBridge(sink, queries, { inputs: NO_INPUTS })
    this.#inputs = new LiveInputs(
      options,
      record => this.#port.push(record),
      () => this.#tellInputs(),
    )
  }

  get status(): BridgeStatus {
    return {
      node: this.#inputs.nodeVersion,
      inputs: this.#inputs.statuses,
      events: { ...this.#events },
      losses: this.#losses,
      lastLosses: [...this.#lastLosses],
      warnings: [
        ...(this.#isBehind ? ['The bridge reads the node’s files more slowly than they grow'] : []),
        ...this.#inputs.warnings,
      ],
    }
  }

  /** Which inputs are on at this moment. */
  get inputs(): BridgeInputs {
    return this.#inputs.inputs
  }

  start(): void {
    this.#inputs.start()
    this.#turn()
  }

  /** Publishes what waits and ends. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#cancelTurn?.()
    this.#inputs.close()
    this.#port.flush()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #turn(): void {
    const { timers } = this.#options
    const budget = TailLimits.maxTurnBytes
    const { isBehind, reachedUs } = this.#inputs.poll(budget)
    this.#isBehind = isBehind
    this.#tellInputs()
    this.#port.advance(Math.min(timers.nowUs(), reachedUs))
    // Where there is more to read, others get their turn in between and nothing more.
    this.#cancelTurn = timers.after(this.#isBehind ? 0 : LiveLimits.turnMs, () => this.#turn())
  }

  #tellInputs(): void {
    const { inputs } = this.#inputs
    if (areSameInputs(inputs, this.#told)) return
    this.#told = inputs
    this.#port.setInputs(inputs)
    this.#options.publisher.setQualities(this.#options.qualitiesOf(inputs))
  }

  #event(event: BridgeEvent): void {
    this.#events[event.tracepoint] = (this.#events[event.tracepoint] ?? 0) + 1
    this.#options.publisher.publish(event)
  }

  #loss(loss: BridgeLoss): void {
    this.#losses++
    this.#lastLosses.push(loss)
    if (this.#lastLosses.length > LiveLimits.maxShownLosses) this.#lastLosses.shift()
    this.#options.publisher.lost(loss)
  }
}
