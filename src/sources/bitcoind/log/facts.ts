/** What every line of interest tells. */
interface FactBase<K extends string> {
  readonly fact: K
  /** The line's time by the machine's clock, Unix microseconds (whole seconds without `-logtimemicros`). */
  readonly timeUs: number
  /** The clock that `setmocktime` has set, Unix seconds; undefined where it is not set. */
  readonly mockTimeS: number | undefined
  /** The thread's name; empty where the log has none. */
  readonly thread: string
}

/** A line about a peer. */
interface PeerFactBase<K extends string> extends FactBase<K> {
  readonly peerId: number
}

/** Bitcoin Core has started: all that was known of its peers and mempool is void. */
export interface NodeStarted extends FactBase<'started'> {
  readonly version: string
}

/** The node is about to connect to a peer. */
export interface PeerTried extends FactBase<'peer-tried'> {
  readonly connectionType: string
  readonly address: string
}

/** A connection exists; its direction is told by the lines around it. */
export interface PeerAdded extends PeerFactBase<'peer-added'> {
  /** Address and port, or host name; empty without `-logips`. */
  readonly address: string
}

/** The connection that this thread has just added was inbound. */
export interface PeerAccepted extends FactBase<'peer-accepted'> {
  readonly address: string
}

/** A line that happens to tell a peer's resolved address, and its connection type if it can. */
export interface PeerDescribed extends PeerFactBase<'peer-described'> {
  readonly address: string
  /** Empty where the line doesn't tell. */
  readonly connectionType: string
}

/** The node's network thread has found a socket closed or broken, and closes its own end next. */
export type PeerSocketEnded = PeerFactBase<'peer-socket-ended'>

/** The node has closed its socket: the moment of `net:closed_connection`. */
export type PeerClosed = PeerFactBase<'peer-closed'>

/** The node has forgotten the peer. */
export type PeerCleared = PeerFactBase<'peer-cleared'>

export type PeerEvicted = PeerFactBase<'peer-evicted'>

export interface PeerMisbehaved extends PeerFactBase<'peer-misbehaved'> {
  readonly reason: string
}

/** A P2P message, either way. */
export interface MessageLogged extends PeerFactBase<'message'> {
  readonly direction: 'inbound' | 'outbound'
  /** The type as the log shows it: without characters that it holds unsafe. */
  readonly messageType: string
  readonly size: number
}

export interface TransactionAdded extends FactBase<'tx-added'> {
  readonly txid: string
}

export interface TransactionRemoved extends FactBase<'tx-removed'> {
  readonly txid: string
  readonly reason: string
}

export interface TransactionReplaced extends FactBase<'tx-replaced'> {
  readonly txid: string
  readonly feeSat: number
  readonly vsize: number
  readonly replacementId: string
  readonly replacementFeeSat: number
  readonly replacementVsize: number
  readonly replacementIsTxid: boolean
}

export interface TransactionRejected extends FactBase<'tx-rejected'> {
  readonly txid: string
  readonly reason: string
}

/** A package of orphans has been judged: refusals that follow are about it, not about single transactions. */
export interface PackageJudged extends FactBase<'package-judged'> {
  readonly txids: readonly string[]
}

/** The steps of connecting a block, in order, as `-debug=bench` times them. */
export type BenchStep =
  | 'sanity'
  | 'forks'
  | 'connect'
  | 'verify'
  | 'undo'
  | 'index'
  | 'total'
  | 'chainstate'

export interface BenchTimed extends FactBase<'bench'> {
  readonly step: BenchStep
  /** Milliseconds, two decimals. */
  readonly ms: number
  /** Of `connect` the transactions, of `verify` the inputs; otherwise 0. */
  readonly count: number
}

/** A block template was made, and is checked next. */
export interface TemplateMade extends FactBase<'template'> {
  readonly weight: number
}

export interface BlockChecked extends FactBase<'block-checked'> {
  readonly hash: string
  readonly valid: boolean
}

/** The mempool has let go of a block's transactions. */
export interface BlockSwept extends FactBase<'block-swept'> {
  readonly height: number
  readonly removed: number
}

/** The tip moved, to a child or back to a parent. */
export interface TipUpdated extends FactBase<'tip'> {
  readonly hash: string
  readonly height: number
}

/** How long it took to take a block back; the next `tip` is the one below it. */
export interface BlockTakenBack extends FactBase<'block-taken-back'> {
  readonly ms: number
}

export interface FlushStarted extends FactBase<'flush-started'> {
  readonly mode: 'none' | 'ifNeeded' | 'periodic' | 'forceFlush' | 'forceSync'
  readonly forPrune: boolean
}

/** The first step of a flush, told by `-debug=bench` in all versions; blocks alone may be all that is written. */
export type FlushBegan = FactBase<'flush-began'>

export interface FlushWritten extends FactBase<'flush-written'> {
  readonly coins: number
  /** Undefined in versions that don't tell. */
  readonly memoryBytes: number | undefined
  /** Its version times it by the machine's clock, and not by the node's, which `setmocktime` makes stand still. */
  readonly bySteadyClock: boolean
  readonly done: boolean
}

export interface CoinsSelected extends FactBase<'coins-selected'> {
  readonly wallet: string
  readonly algorithm: string
  readonly wasteSat: number
}

export interface FeeCalculated extends FactBase<'fee-calculated'> {
  readonly wallet: string
  readonly feeSat: number
}

export interface GroupingChosen extends FactBase<'grouping-chosen'> {
  readonly wallet: string
  readonly grouped: boolean
}

/** A wallet has taken in a transaction that is in no block: on the thread that made it, its own. */
export interface TransactionCommitted extends FactBase<'wallet-committed'> {
  readonly wallet: string
  readonly txid: string
}

/** A wallet hands a transaction to its node. */
export interface WalletSubmitted extends FactBase<'wallet-submitted'> {
  readonly wallet: string
  readonly txid: string
}

/** The node has refused what this thread's wallet has just submitted. */
export interface WalletRefused extends FactBase<'wallet-refused'> {
  readonly wallet: string
  readonly reason: string
}

/** What a line of debug.log tells, of all that the bridge can use. */
export type LogFact =
  | NodeStarted
  | PeerTried
  | PeerAdded
  | PeerAccepted
  | PeerDescribed
  | PeerSocketEnded
  | PeerClosed
  | PeerCleared
  | PeerEvicted
  | PeerMisbehaved
  | MessageLogged
  | TransactionAdded
  | TransactionRemoved
  | TransactionReplaced
  | TransactionRejected
  | PackageJudged
  | BenchTimed
  | TemplateMade
  | BlockChecked
  | BlockSwept
  | TipUpdated
  | BlockTakenBack
  | FlushStarted
  | FlushBegan
  | FlushWritten
  | CoinsSelected
  | FeeCalculated
  | GroupingChosen
  | TransactionCommitted
  | WalletSubmitted
  | WalletRefused

/** A fact before it has its line's header. */
export type FactBody<F extends LogFact = LogFact> = F extends LogFact
  ? Omit<F, 'timeUs' | 'mockTimeS' | 'thread'>
  : never
