import { Fired, hash } from '../live/fired.js'

export const ZERO = 1_700_000_000_000_000
export const START = 60_000_000

/** A mempool's events: additions, one replacement of two by one, a block, rejections. */
export function mempoolScene(): Fired {
  const fired = new Fired(START)
  const { sites } = fired
  const enteredAt = (ZERO + START) / 1e6
  sites['mempool:added'].fire(hash(1), 200, 2000)
  sites['mempool:added'].fire(hash(2), 100, 500)
  fired.nowUs += 10e6
  sites['mempool:replaced'].fire(hash(1), 200, 2000, enteredAt, hash(3), 150, 4500, true)
  sites['mempool:replaced'].fire(hash(2), 100, 500, enteredAt, hash(3), 150, 4500, true)
  sites['mempool:removed'].fire(hash(1), 'replaced', 200, 2000, enteredAt)
  sites['mempool:removed'].fire(hash(2), 'replaced', 100, 500, enteredAt)
  sites['mempool:added'].fire(hash(3), 150, 4500)
  fired.nowUs += 60e6
  sites['mempool:removed'].fire(hash(3), 'block', 150, 4500, enteredAt)
  sites['mempool:rejected'].fire(hash(4), 'min relay fee not met, 0 < 141')
  sites['mempool:rejected'].fire(hash(5), 'min relay fee not met, 1 < 200')
  sites['mempool:rejected'].fire(hash(6), '')
  return fired
}
