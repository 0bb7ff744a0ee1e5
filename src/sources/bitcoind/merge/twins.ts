import { BoundedMap } from './bounded-map.js'

/** A telling of the second input that waits for the first's. */
export interface Waiting {
  /** The first has told it too: there is nothing to give out. */
  isSettled: boolean
}

interface Balance {
  /** Told by the first input only, so far. */
  ahead: number
  /** Told by the second input only, the oldest first. */
  readonly waiting: Waiting[]
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
    const waiting = balance.waiting.shift()
    const isNews = waiting !== undefined || balance.givenOut === 0
    if (waiting !== undefined) waiting.isSettled = true
    else if (isNews) balance.ahead++
    else balance.givenOut--
    this.#forgetIfEven(key, balance)
    return isNews
  }

  /** The second input tells it. Returns what waits for the first; undefined where that has told it already. */
  second(key: string): Waiting | undefined {
    const balance = this.#balance(key)
    if (balance.ahead > 0) {
      balance.ahead--
      this.#forgetIfEven(key, balance)
      return undefined
    }
    const waiting = { isSettled: false }
    balance.waiting.push(waiting)
    return waiting
  }

  /** It has waited enough. Returns whether to give it out: the first has not come. */
  giveUp(key: string, waiting: Waiting): boolean {
    if (waiting.isSettled) return false
    waiting.isSettled = true
    const balance = this.#balances.get(key)
    const at = balance?.waiting.indexOf(waiting) ?? -1
    if (balance !== undefined && at !== -1) {
      balance.waiting.splice(at, 1)
      balance.givenOut++
    }
    return true
  }

  clear(): void {
    this.#balances.clear()
  }

  #balance(key: string): Balance {
    const known = this.#balances.get(key)
    if (known !== undefined) return known
    const balance = { ahead: 0, waiting: [], givenOut: 0 }
    this.#balances.set(key, balance)
    return balance
  }

  #forgetIfEven(key: string, balance: Balance): void {
    if (balance.ahead === 0 && balance.waiting.length === 0 && balance.givenOut === 0) {
      this.#balances.delete(key)
    }
  }
}
