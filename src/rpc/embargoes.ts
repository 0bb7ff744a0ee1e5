import type { NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { violation } from './exceptions.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import { PromiseHook } from './hooks/promise-hook.js'
import { IdTable } from './id-table.js'
import type { Outbox } from './outbox.js'
import { peerTarget, writeTarget } from './target.js'
import type { Target, Wire } from './wire.js'

interface Embargo {
  readonly id: number
  /** Holds the calls back. */
  readonly promise: PromiseHook
  /** Where they go afterwards. */
  readonly target: Hook
}

/**
 * Keeps calls in order where a promise, called by way of the peer, turns out to be an object
 * of this process: later calls, which need no detour, wait until the peer has sent a disembargo
 * back, behind all the earlier ones.
 */
export class Embargoes {
  readonly #wire: Wire
  readonly #outbox: Outbox
  readonly #table = new IdTable<Embargo>()

  constructor(wire: Wire, outbox: Outbox) {
    this.#wire = wire
    this.#outbox = outbox
  }

  get size(): number {
    return this.#table.size
  }

  /** See {@link Wire.embargo}. */
  begin(target: Hook, promise: Target): Hook {
    const resolved = target.resolved()
    const needed =
      this.#wire.ended === null &&
      !(resolved instanceof BrokenHook) &&
      peerTarget(this.#wire, resolved) === null
    if (!needed) return target
    const held = new PromiseHook()
    const { id } = this.#table.add(id => ({ id, promise: held.retain(), target }))
    this.#outbox.send(root => {
      const message = root.initDisembargo()
      writeTarget(message.initTarget(), promise)
      message.initContext().senderLoopback = id
    })
    return held
  }

  /** `find` gives the hook that a message is addressed to, with a reference for the caller. */
  onDisembargo(
    message: rpc.DisembargoReader,
    find: (target: rpc.MessageTargetReader) => Hook,
  ): void {
    const { context } = message
    switch (context.which()) {
      case rpc.DisembargoContextWhich.receiverLoopback:
        this.#end(context.receiverLoopback)
        break
      case rpc.DisembargoContextWhich.senderLoopback: {
        const target = find(message.target)
        try {
          this.#sendBack(context.senderLoopback, target)
        } finally {
          target.release()
        }
        break
      }
      default:
        violation('a disembargo that needs a third party')
    }
  }

  /** The peer has sent our disembargo back. */
  #end(id: number): void {
    const embargo = this.#table.get(id)
    if (embargo === undefined) violation(`there is no embargo ${id}`)
    this.#table.delete(id)
    embargo.promise.resolve(embargo.target)
    embargo.promise.release()
  }

  /** The peer wants its disembargo back, behind the calls that went to `target` before. */
  #sendBack(id: number, target: Hook): void {
    const back = peerTarget(this.#wire, target.resolved())
    if (back === null) violation('a disembargo for an object that is not the sender’s')
    this.#outbox.send(root => {
      const reply = root.initDisembargo()
      writeTarget(reply.initTarget(), back)
      reply.initContext().receiverLoopback = id
    })
  }

  /**
   * The connection has ended, and the earlier calls are lost with it: the later ones must not
   * arrive without them.
   */
  breakAll(reason: NodetapError): void {
    const embargoes = this.#table.values()
    this.#table.clear()
    for (const { promise, target } of embargoes) {
      promise.resolve(new BrokenHook(reason))
      promise.release()
      target.release()
    }
  }
}
