import {
  type Address,
  type Block,
  type KeyRing,
  loadBcoin,
  type Transaction,
} from './bcoin-module.js'

/** Blocks until a coinbase's coins can be spent. */
const MATURITY = 100

/** An output that can be spent. */
export interface OwnCoin {
  readonly transaction: Transaction
  readonly index: number
  /** -1: not in a block yet. */
  readonly height: number
}

export interface SpendOptions {
  readonly coins: readonly OwnCoin[]
  readonly feeSat: number
  /** Where to; to the spender itself if not given. */
  readonly to?: Address
  /** The rest goes back to the spender. Everything if not given. */
  readonly amountSat?: number
  /** BIP 125: below 0xfffffffe the transaction may be replaced. */
  readonly sequence?: number
  /** What is burnt: put into an output that nobody can ever spend. */
  readonly burnSat?: number
  /** With a wrong signature. */
  readonly invalid?: boolean
}

/**
 * A key and the coins that were mined to it: makes transactions that no wallet would make.
 */
export class Spender {
  readonly ring: KeyRing = loadBcoin().KeyRing.generate()
  readonly #mined: OwnCoin[] = []

  get address(): Address {
    return this.ring.getAddress()
  }

  /** Remembers the coins of blocks mined to {@link address}. */
  collect(blocks: readonly Block[], firstHeight: number): void {
    for (const [offset, { txs }] of blocks.entries()) {
      const [coinbase] = txs
      if (coinbase) {
        this.#mined.push({ transaction: coinbase, index: 0, height: firstHeight + offset })
      }
    }
  }

  /** What to go back to with {@link restore} when the chain has been wound back. */
  snapshot(): readonly OwnCoin[] {
    return [...this.#mined]
  }

  restore(coins: readonly OwnCoin[]): void {
    this.#mined.splice(0, this.#mined.length, ...coins)
  }

  get coinsLeft(): number {
    return this.#mined.length
  }

  /** Takes the oldest coin. */
  takeCoin(height: number): OwnCoin {
    const coin = this.#mined.shift()
    if (!coin || height + 1 < coin.height + MATURITY) throw new Error('No coin is mature')
    return coin
  }

  spend(options: SpendOptions): Transaction {
    const draft = new (loadBcoin().MTX)()
    let left = -options.feeSat - (options.burnSat ?? 0)
    for (const { transaction, index, height } of options.coins) {
      draft.addTX(transaction, index, height)
      left += outputValue(transaction, index)
    }
    const amount = options.amountSat ?? left
    draft.addOutput(options.to ?? this.address, amount)
    if (left > amount) draft.addOutput(this.address, left - amount)
    if (options.burnSat) draft.addOutput(burningScript(), options.burnSat)
    for (const input of draft.inputs) input.sequence = options.sequence ?? 0xffffffff
    draft.sign(this.ring)
    if (options.invalid) {
      // Signed for other outputs than these.
      draft.addOutput(this.address, 0)
    }
    return draft.toTX()
  }
}

function outputValue(transaction: Transaction, index: number): number {
  return transaction.outputs[index]?.value ?? 0
}

function burningScript(): object {
  return loadBcoin().Script.fromNulldata(Buffer.from('burnt'))
}
