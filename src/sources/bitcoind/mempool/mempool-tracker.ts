import { decodeTransaction, hashToHex, hexToHash } from '../../../bitcoin/index.js'
import { isNodetapError } from '../../../errors/index.js'
import type { OutputsTable } from '../blocks/outputs-table.js'
import { BridgeLimits } from '../limits.js'
import type { TransactionAdded, TransactionRemoved, TransactionReplaced } from '../log/facts.js'
import { BoundedMap } from '../merge/bounded-map.js'
import { Twins } from '../merge/twins.js'
import type { PoolEntry } from '../rpc/answers.js'
import { isRpcUsed, qualityWith, type Stage } from '../stage.js'
import { FactsTable, sizeAndFeeMissing } from './transaction-facts.js'

/** A transaction's stay in the mempool. */
interface Stay {
  /** When its addition was told, Unix microseconds; 0: before the bridge. */
  readonly sinceUs: number
  /** Unix seconds by the node's clock. */
  enteredAtS: number | undefined
}

/** What of its removal is known where only ZMQ tells it. */
interface Removal {
  readonly timeUs: number
  /** Unix seconds by the node's clock. */
  readonly nodeTimeS: number
  readonly reason: string | undefined
}

/** The thread on which Core loads the mempool that it has kept. */
const LOADING_THREAD = 'initload'

/** Removals that make room, which Core does after an addition and logs before it. */
const TRIMMING = new Set(['sizelimit', 'expiry'])

/**
 * What enters and leaves the mempool: from the lines of `-debug=validation`, else from the
 * `sequence` topic; reasons and replacements from the log; sizes, fees and times from RPC.
 *
 * Who is in the mempool is followed in the order of the events, not of their arrival, so that
 * what a block takes away is known when the block's turn comes.
 */
export class MempoolTracker {
  readonly facts = new FactsTable()
  readonly #stage: Stage
  readonly #outputs: OutputsTable
  readonly #present = new BoundedMap<string, Stay>(BridgeLimits.maxMempoolTransactions)
  readonly #twins = new Twins(BridgeLimits.maxTwins)
  /** Txids that a line has said are being replaced, and are not removed yet. */
  readonly #replaced = new BoundedMap<string, true>(BridgeLimits.maxTwins)
  /** By thread: since when it has been removing to make room. */
  readonly #trimming = new Map<string, number>()

  /** Since a start of the node, or a whole mempool: who is not known to be in it is not. */
  #isComplete = false
  /** After a start of the node, until RPC has told the mempool: sizes and fees of additions up to this time come with that. */
  #baselineComesUs = 0

  constructor(stage: Stage, outputs: OutputsTable) {
    this.#stage = stage
    this.#outputs = outputs
  }

  onAdded(fact: TransactionAdded): void {
    const trimmedUs = this.#trimming.get(fact.thread)
    const timeUs =
      trimmedUs !== undefined && fact.timeUs - trimmedUs < BridgeLimits.maxTrimUs
        ? trimmedUs - 1
        : fact.timeUs
    const enteredAtS = this.#isLoaded(fact)
      ? undefined
      : (fact.mockTimeS ?? Math.floor(fact.timeUs / 1e6))
    this.#stage.want({ method: 'getmempoolentry', params: [fact.txid] })
    if (this.#twins.first(`A${fact.txid}`)) {
      this.#add(fact.txid, timeUs, enteredAtS, 'exact')
    }
  }

  onRemoved(fact: TransactionRemoved): void {
    const { txid, reason, thread, timeUs } = fact
    if (!TRIMMING.has(reason)) this.#trimming.delete(thread)
    else if (!this.#trimming.has(thread)) this.#trimming.set(thread, timeUs)
    const nodeTimeS = fact.mockTimeS ?? Math.floor(timeUs / 1e6)
    if (this.#twins.first(`R${txid}`)) this.#remove(txid, { timeUs, nodeTimeS, reason }, 'exact')
  }

  onReplaced(fact: TransactionReplaced): void {
    this.#trimming.delete(fact.thread)
    this.facts.learn(fact.txid, fact.vsize, fact.feeSat)
    if (fact.replacementIsTxid) {
      this.facts.learn(fact.replacementId, fact.replacementVsize, undefined)
    }
    this.#replaced.set(fact.txid, true)
    this.#stage.add({
      timeUs: fact.timeUs,
      hand: () => {
        const enteredAtS = this.#enteredAt(fact.txid, fact.timeUs)
        this.#stage.emit({
          tracepoint: 'mempool:replaced',
          timestampUs: fact.timeUs,
          ...qualityWith(enteredAtS === undefined ? ['replacedEnteredAt'] : [], 'exact'),
          replacedTxid: hexToHash(fact.txid),
          replacedVsize: fact.vsize,
          replacedFeeSat: fact.feeSat,
          replacedEnteredAt: enteredAtS ?? 0,
          replacementId: hexToHash(fact.replacementId),
          replacementVsize: fact.replacementVsize,
          replacementFeeSat: fact.replacementFeeSat,
          replacementIsTxid: fact.replacementIsTxid,
        })
      },
    })
  }

  /** The thread has turned to something else. */
  onOtherWork(thread: string): void {
    this.#trimming.delete(thread)
  }

  /** An addition or removal that the `sequence` topic tells. */
  onSequence(label: 'A' | 'R', txid: string, receivedUs: number): void {
    if (label === 'A') this.#stage.want({ method: 'getmempoolentry', params: [txid] })
    const key = `${label}${txid}`
    const waiting = this.#twins.second(key)
    if (waiting === undefined) return
    if (!this.#logTells()) {
      this.#twins.giveUp(key, waiting)
      this.#bySequence(label, txid, receivedUs)
      return
    }
    // The log knows better: this telling counts only if the line has not come when its turn does.
    this.#stage.add({
      timeUs: receivedUs,
      hand: () => {
        if (this.#twins.giveUp(key, waiting)) this.#bySequence(label, txid, receivedUs)
      },
    })
  }

  /** An entry that RPC tells. */
  onEntry(txid: string, entry: PoolEntry, askedUs: number): void {
    this.facts.learnEntry(txid, entry, askedUs)
  }

  /** A transaction's bytes: its size without what many signature operations may add to it. */
  onRawTransaction(bytes: Uint8Array): void {
    try {
      const transaction = decodeTransaction(bytes)
      const txid = hashToHex(transaction.txid)
      const feeSat = this.#outputs.learnRaw(txid, transaction)
      if (!transaction.isCoinbase) this.facts.learn(txid, transaction.vsize, feeSat)
    } catch (error) {
      if (!isNodetapError(error)) throw error
    }
  }

  /**
   * The whole mempool, asked for at the start and after a gap: who is in it, and who is no longer.
   * What entered shortly before the question or after it may be missing from the answer.
   */
  onBaseline(txids: Iterable<string>, sentUs: number, doneUs: number): void {
    const inPool = new Set(txids)
    this.#baselineComesUs = 0
    this.#stage.add({
      timeUs: doneUs,
      hand: () => {
        this.#isComplete = true
        for (const txid of this.#present.keys()) {
          const sinceUs = this.#present.get(txid)?.sinceUs ?? 0
          if (!inPool.has(txid) && sinceUs < sentUs - BridgeLimits.maxAcceptS * 1e6) {
            this.#present.delete(txid)
          }
        }
        for (const txid of inPool) {
          if (this.#present.has(txid)) continue
          this.#present.set(txid, { sinceUs: 0, enteredAtS: this.facts.get(txid)?.enteredAtS })
        }
      },
    })
  }

  /** Whether it is in the mempool, as of the events handed out so far. */
  has(txid: string): boolean {
    return this.#present.has(txid)
  }

  /** A block takes a transaction out of the mempool; called in the order of the events. */
  takeByBlock(txid: string, timeUs: number): void {
    const nodeTimeS = Math.floor(timeUs / 1e6)
    this.#emitRemoved(txid, { timeUs, nodeTimeS, reason: 'block' }, 'derived')
  }

  restart(timeUs: number): void {
    this.#trimming.clear()
    this.#twins.clear()
    this.#baselineComesUs = isRpcUsed(this.#stage.inputs) ? timeUs + BridgeLimits.baselineWaitUs : 0
    this.#stage.add({
      timeUs,
      hand: () => {
        this.#present.clear()
        this.#isComplete = true
      },
    })
  }

  /** Whether it may have been loaded at the start, and entered before. Without its name, a thread may be any. */
  #isLoaded({ thread, timeUs }: TransactionAdded): boolean {
    return thread === LOADING_THREAD || (thread === '' && timeUs <= this.#baselineComesUs)
  }

  #logTells(): boolean {
    const { log } = this.#stage.inputs
    return log.on && log.categories.has('validation')
  }

  #bySequence(label: 'A' | 'R', txid: string, receivedUs: number): void {
    const nodeTimeS = Math.floor(receivedUs / 1e6)
    if (label === 'A') this.#add(txid, receivedUs, nodeTimeS, 'derived')
    else this.#remove(txid, { timeUs: receivedUs, nodeTimeS, reason: undefined }, 'derived')
  }

  #add(
    txid: string,
    timeUs: number,
    enteredAtS: number | undefined,
    quality: 'exact' | 'derived',
  ): void {
    this.#stage.add({
      timeUs,
      ready: () => timeUs > this.#baselineComesUs || this.facts.get(txid) !== undefined,
      hand: () => {
        this.#present.set(txid, { sinceUs: timeUs, enteredAtS })
        this.#emitAdded(txid, timeUs, quality)
      },
    })
  }

  #emitAdded(txid: string, timeUs: number, quality: 'exact' | 'derived'): void {
    const facts = this.facts.get(txid)
    this.#stage.emit({
      tracepoint: 'mempool:added',
      timestampUs: timeUs,
      ...qualityWith(sizeAndFeeMissing(facts), quality),
      txid: hexToHash(txid),
      vsize: facts?.vsize ?? 0,
      feeSat: facts?.feeSat ?? 0,
    })
  }

  #remove(txid: string, removal: Removal, quality: 'exact' | 'derived'): void {
    const { timeUs } = removal
    this.#stage.add({
      timeUs,
      hand: () => {
        // Who has to go at once for lack of room, or with a parent that is too old, has been added,
        // but nobody is told so.
        const wasAdded = TRIMMING.has(removal.reason ?? '') && this.#isComplete && !this.has(txid)
        if (wasAdded) {
          this.#present.set(txid, { sinceUs: timeUs, enteredAtS: removal.nodeTimeS })
          this.#emitAdded(txid, timeUs, 'derived')
        }
        this.#emitRemoved(txid, removal, quality)
      },
    })
  }

  #emitRemoved(txid: string, removal: Removal, quality: 'exact' | 'derived'): void {
    const facts = this.facts.get(txid)
    const enteredAtS = this.#enteredAt(txid, removal.timeUs)
    this.#present.delete(txid)
    const wasReplaced = this.#replaced.delete(txid)
    const reason = removal.reason ?? (wasReplaced ? 'replaced' : '')
    const missing = sizeAndFeeMissing(facts)
    if (reason === '') missing.push('reason')
    if (enteredAtS === undefined) missing.push('enteredAt')
    this.#stage.emit({
      tracepoint: 'mempool:removed',
      timestampUs: removal.timeUs,
      ...qualityWith(missing, quality),
      txid: hexToHash(txid),
      reason,
      vsize: facts?.vsize ?? 0,
      feeSat: facts?.feeSat ?? 0,
      enteredAt: enteredAtS ?? 0,
    })
  }

  /**
   * When it entered: as RPC has told while it was there, which knows better of what the node loaded
   * when it started, or as its addition tells.
   */
  #enteredAt(txid: string, untilUs: number): number | undefined {
    const stay = this.#present.get(txid)
    const facts = this.facts.get(txid)
    if (stay?.enteredAtS === undefined) return facts?.enteredAtS
    const { enteredAtS, askedUs } = facts ?? {}
    const isOfStay = askedUs !== undefined && askedUs >= stay.sinceUs && askedUs <= untilUs
    return isOfStay ? (enteredAtS ?? stay.enteredAtS) : stay.enteredAtS
  }
}
