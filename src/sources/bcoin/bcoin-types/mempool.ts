import type { BcoinEmitter } from './emitter.js'
import type { BcoinCoinView, BcoinHash, BcoinTransaction } from './transaction.js'

export interface BcoinMempool extends BcoinEmitter {
  readonly options: {
    /** Whether transactions that signal replaceability are taken. */
    replaceByFee: boolean
    /** Seconds. */
    readonly expiryTime: number
    /** Satoshis for 1000 virtual bytes. */
    readonly minRelay: number
  }
  readonly map: ReadonlyMap<BcoinHash, BcoinMempoolEntry>
  /** Bytes of memory. */
  getSize(): number
  insertTX(transaction: BcoinTransaction, peerId: number): Promise<unknown>
  isDoubleSpend(transaction: BcoinTransaction): boolean
  verify(entry: BcoinMempoolEntry, view: BcoinCoinView): Promise<void>
  addEntry(entry: BcoinMempoolEntry, view: BcoinCoinView): Promise<void>
  evictEntry(entry: BcoinMempoolEntry): void
  getEntry(hash: BcoinHash): BcoinMempoolEntry | undefined
  getSpent(hash: BcoinHash, index: number): BcoinMempoolEntry | undefined
  getAncestors(entry: BcoinMempoolEntry): readonly BcoinMempoolEntry[]
  getDescendants(entry: BcoinMempoolEntry): readonly BcoinMempoolEntry[]
  removeDoubleSpends(transaction: BcoinTransaction): void
  limitSize(added: BcoinHash): boolean
  _addBlock(block: unknown, transactions: unknown): Promise<void>
  _handleReorg(): Promise<void>
  _reset(): Promise<void>
}

export interface BcoinMempoolEntry {
  readonly tx: BcoinTransaction
  /** Virtual bytes, more for transactions with many signature operations. */
  readonly size: number
  readonly fee: number
  /** The fee with what the operator has added for priority. */
  readonly deltaFee: number
  /** When it entered, in Unix seconds. */
  readonly time: number
}
