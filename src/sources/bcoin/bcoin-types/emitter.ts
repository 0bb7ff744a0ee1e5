export type Listener = (...values: never[]) => void

/** Node's EventEmitter or bcoin's AsyncEmitter. */
export interface BcoinEmitter {
  on(event: string, listener: Listener): unknown
  prependListener(event: string, listener: Listener): unknown
  removeListener(event: string, listener: Listener): unknown
}
