import type { BcoinEmitter, Listener } from './bcoin-types/index.js'

/** Changes to objects that can be undone, in reverse order, leaving no trace. */
export class Patches {
  readonly #undo: (() => void)[] = []
  #undone = false

  /** False once {@link undo} was called: for replacements that could not be taken out. */
  get active(): boolean {
    return !this.#undone
  }

  /**
   * Replaces a method of this one object by what `wrap` makes of it. Other objects of its class
   * are not touched. `original` must be called with the object as `this`.
   *
   * If somebody else has replaced the method since, undoing leaves it to them. The replacement
   * stays beneath theirs: what changes the node's behaviour must ask {@link active} first.
   */
  method<O extends object, K extends keyof O>(
    object: O,
    name: K,
    wrap: (original: O[K]) => O[K],
  ): void {
    this.value(object, name, wrap(object[name]))
  }

  /** Gives a property of this one object another value. */
  value<O extends object, K extends keyof O>(object: O, name: K, value: O[K]): void {
    const before = Object.getOwnPropertyDescriptor(object, name)
    Object.defineProperty(object, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: before?.enumerable ?? false,
    })
    this.#undo.push(() => {
      if (object[name] !== value) return
      if (before) Object.defineProperty(object, name, before)
      else delete object[name]
    })
  }

  /** Adds a listener; `first` puts it before those that are there. */
  listen(emitter: BcoinEmitter, event: string, listener: Listener, first = false): void {
    if (first) emitter.prependListener(event, listener)
    else emitter.on(event, listener)
    this.#undo.push(() => emitter.removeListener(event, listener))
  }

  /** Does `undo` when these patches are undone. */
  onUndo(undo: () => void): void {
    this.#undo.push(undo)
  }

  undo(): void {
    this.#undone = true
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) undo()
  }
}
