import type { BcoinInput, BcoinOutput, BcoinScript } from './transaction.js'

/** The wallets in the node's process: what bcoin's plugin `walletdb` is. */
export interface BcoinWalletPlugin {
  readonly wdb: BcoinWalletDatabase
}

export interface BcoinWalletDatabase {
  readonly wallets: ReadonlyMap<number, BcoinWallet>
  register(wallet: BcoinWallet): void
  unregister(wallet: BcoinWallet): void
}

export interface BcoinWallet {
  readonly id: string
  createTX(options: BcoinCreateOptions, force?: boolean): Promise<BcoinDraft>
  fund(draft: BcoinDraft, options: BcoinCreateOptions, force?: boolean): Promise<void>
}

/** What a wallet's caller may ask for; passed on as it is. */
export type BcoinCreateOptions = object

/** bcoin's MTX: a transaction that can still be changed. */
export interface BcoinDraft {
  inputs: readonly BcoinInput[]
  readonly outputs: readonly BcoinOutput[]
  /** The index of the change output; -1: none. */
  readonly changeIndex: number
  getFee(): number
  clone(): BcoinDraft
  /** Virtual bytes once signed. */
  estimateSize(estimator: unknown): Promise<number>
  fund(coins: readonly BcoinCoin[], options: BcoinFundOptions): Promise<BcoinCoinSelector>
}

export interface BcoinFundOptions {
  readonly selection?: string | null | undefined
  /** The chain's height; -1: unknown. */
  readonly height?: number | null | undefined
}

export interface BcoinCoin {
  readonly value: number
  readonly height: number
  readonly coinbase: boolean
  readonly script: BcoinScript
}

export interface BcoinCoinSelector {
  selection: string
  readonly chosen: readonly BcoinCoin[]
  readonly fee: number
  /** A fee that the caller has fixed; -1: none. */
  readonly hardFee: number
  /** Satoshis for 1000 virtual bytes. */
  readonly rate: number
  /** bcoin 1.x: estimates the size of a script's input. */
  readonly estimate?: unknown
  /** bcoin 2.x: finds the account of an address, for the same purpose. */
  readonly getAccount?: unknown
  /** What the coins must be worth together. */
  total(): number
}
