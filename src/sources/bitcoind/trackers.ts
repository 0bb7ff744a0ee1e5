import { BlockTracker } from './blocks/block-tracker.js'
import { FlushTracker } from './blocks/flush-tracker.js'
import { OutputsTable } from './blocks/outputs-table.js'
import type { LogFact, NodeStarted } from './log/facts.js'
import { MempoolTracker } from './mempool/mempool-tracker.js'
import { Rejections } from './mempool/rejections.js'
import { Connections } from './peers/connections.js'
import { MessageJoin } from './peers/message-join.js'
import { PeerTable } from './peers/peer-table.js'
import type { Stage } from './stage.js'
import { SelectionTracker } from './wallets/selection-tracker.js'

/** Who makes events of what the inputs tell, one for each subject. */
export class Trackers {
  readonly connections: Connections
  readonly messages: MessageJoin
  readonly mempool: MempoolTracker
  readonly rejections: Rejections
  readonly blocks: BlockTracker
  readonly flushes: FlushTracker
  readonly selections: SelectionTracker

  constructor(stage: Stage) {
    const peers = new PeerTable()
    const outputs = new OutputsTable()
    this.connections = new Connections(stage, peers)
    this.messages = new MessageJoin(stage, peers)
    this.mempool = new MempoolTracker(stage, outputs)
    this.rejections = new Rejections(stage)
    this.blocks = new BlockTracker(stage, this.mempool, outputs)
    this.flushes = new FlushTracker(stage)
    this.selections = new SelectionTracker(stage, outputs)
  }

  /** Hands a fact of the log to whoever it concerns. */
  take(fact: Exclude<LogFact, NodeStarted>): void {
    switch (fact.fact) {
      case 'message':
        if (fact.direction === 'inbound') {
          this.mempool.onOtherWork(fact.thread)
          this.rejections.onOtherWork(fact.thread)
        }
        this.messages.onLine(fact)
        return
      case 'peer-tried':
      case 'peer-added':
      case 'peer-accepted':
      case 'peer-described':
      case 'peer-socket-ended':
      case 'peer-closed':
      case 'peer-cleared':
      case 'peer-evicted':
      case 'peer-misbehaved':
        this.connections.onFact(fact)
        this.messages.settle()
        return
      case 'tx-added':
        this.rejections.onOtherWork(fact.thread)
        this.mempool.onAdded(fact)
        return
      case 'tx-removed':
        this.mempool.onRemoved(fact)
        return
      case 'tx-replaced':
        this.mempool.onReplaced(fact)
        return
      case 'tx-rejected':
        this.rejections.onRejected(fact)
        return
      case 'package-judged':
        this.rejections.onPackage(fact)
        return
      case 'bench':
      case 'template':
      case 'block-checked':
      case 'block-swept':
      case 'block-taken-back':
      case 'tip':
        this.blocks.onFact(fact)
        return
      case 'flush-started':
        this.flushes.onStarted(fact)
        return
      case 'flush-began':
        this.flushes.onBegan(fact)
        return
      case 'flush-written':
        this.flushes.onWritten(fact)
        return
      case 'coins-selected':
        this.selections.onSelected(fact)
        return
      case 'fee-calculated':
        this.selections.onFee(fact)
        return
      case 'grouping-chosen':
        this.selections.onGrouping(fact)
        return
      case 'wallet-committed':
        this.selections.onCommitted(fact)
        return
      case 'wallet-submitted':
        this.rejections.onSubmitted(fact)
        return
      case 'wallet-refused':
        this.rejections.onWalletRefused(fact)
    }
  }

  /** A new life of the node. */
  restart(timeUs: number): void {
    this.messages.flush()
    this.connections.restart()
    this.mempool.restart(timeUs)
    this.rejections.restart()
    this.blocks.restart(timeUs)
    this.flushes.restart()
  }
}
