import { BoundedMap } from './bounded-map.js'

interface Balance {
  /** Told by the first input only, so far. */
  ahead: number
  /** Told by the second input only, and still waiting for the first. */
  waiting: number
  /** Told by the second input, and given out without the first. */
  givenOut: number
}

/**
 * Knows the second telling of what two inputs tell, each in its own order and any number of
 * times. The first input tells it better, so the second one's telling waits for it a while.
 */
export class Twins {
  readonly #balances: BoundedMap<string, Balance>

  /** @param limit keys that are remembered; the oldest are forgotten beyond it */
  constructor(limit: number) {
    this.#balances = new BoundedMap(limit)
  }

  /** The first input tells it. Returns whether that is to be given out. */
  first(key: string): boolean {
    const balance = this.#balance(key)
    if (balance.givenOut > 0) {
      balance.givenOut--
      this.#settle(key, balance)
      return false
    }
    if (balance.waiting > 0) balance.waiting--
    else balance.ahead++
    this.#settle(key, balance)
    return true
  }

  /** The second input tells it. Returns whether it is news: then `giveUp` is to be called when it has waited. */
  second(key: string): boolean {
    const balance = this.#balance(key)
    const isNews = balance.ahead === 0
    if (isNews) balance.waiting++
    else balance.ahead--
    this.#settle(key, balance)
    return isNews
  }

  /** The second one's telling has waited. Returns whether to give it out: the first has not come. */
  giveUp(key: string): boolean {
    const balance = this.#balances.get(key)
    if (balance === undefined || balance.waiting === 0) return false
    balance.waiting--
    balance.givenOut++
    return true
  }

  clear(): void {
    this.#balances.clear()
  }

  #balance(key: string): Balance {
    const known = this.#balances.get(key)
    if (known !== undefined) return known
    const balance = { ahead: 0, waiting: 0, givenOut: 0 }
    this.#balances.set(key, balance)
    return balance
  }

  #settle(key: string, balance: Balance): void {
    if (balance.ahead === 0 && balance.waiting === 0 && balance.givenOut === 0) {
      this.#balances.delete(key)
    }
  }
}
