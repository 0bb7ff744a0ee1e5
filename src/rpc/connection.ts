import { copyPointer, MessageReader } from '../capnp/index.js'
import type { NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { AnswerTable } from './answer-table.js'
import type { Call } from './call.js'
import { Capability } from './capability.js'
import { Descriptors } from './descriptors.js'
import { Embargoes } from './embargoes.js'
import {
  asNodetapError,
  disconnected,
  readException,
  violation,
  writeException,
} from './exceptions.js'
import { Exports } from './exports.js'
import { BrokenHook } from './hooks/broken-hook.js'
import type { Hook } from './hooks/hook.js'
import type { ImportHook } from './hooks/import-hook.js'
import { LocalHook } from './hooks/local-hook.js'
import { Imports } from './imports.js'
import { InboundCalls } from './inbound-calls.js'
import { Inbox } from './inbox.js'
import { RpcLimits } from './limits.js'
import { OutboundCalls } from './outbound-calls.js'
import { Outbox } from './outbox.js'
import { Resolutions } from './resolutions.js'
import type { CapabilityServer } from './server.js'
import type { Transport } from './transport.js'
import type { Target, Wire } from './wire.js'

/** How many entries each table of a connection has; all 0 when nothing is under way. */
export interface TableSizes {
  readonly questions: number
  readonly answers: number
  readonly imports: number
  readonly exports: number
}

export interface ConnectionOptions {
  /** Answers the peer's bootstrap; the connection disposes it at its end. */
  readonly bootstrap?: CapabilityServer
  /** Bytes held for the peer's calls before that ends the connection; see {@link RpcLimits}. */
  readonly maxHeldBytes?: number
}

/**
 * One Cap'n Proto RPC connection, level 1 between two parties, over any transport. Both sides
 * may call. Whatever the peer sends, nothing is thrown: a broken rule ends the connection with
 * an Abort that names it.
 *
 * This class hands messages on by their kind and ends everything in order; see {@link InboundCalls},
 * {@link OutboundCalls}, {@link Descriptors}, {@link Resolutions} and {@link Embargoes} for what
 * they mean.
 */
export class RpcConnection implements Wire, AsyncDisposable {
  /** Resolves when the connection has ended, with the reason, which is DISCONNECTED. */
  readonly closed: Promise<NodetapError>
  readonly #transport: Transport
  readonly #main: LocalHook | null
  readonly #inbox: Inbox
  readonly #outbox: Outbox
  readonly #exports: Exports
  readonly #imports: Imports
  readonly #answers: AnswerTable
  readonly #descriptors: Descriptors
  readonly #inbound: InboundCalls
  readonly #outbound: OutboundCalls
  readonly #embargoes: Embargoes
  readonly #resolutions: Resolutions
  #ended: NodetapError | null = null
  #resolveClosed: (reason: NodetapError) => void = () => {}

  constructor(transport: Transport, options: ConnectionOptions = {}) {
    this.#transport = transport
    this.#main = options.bootstrap === undefined ? null : new LocalHook(options.bootstrap)
    this.closed = new Promise(resolve => {
      this.#resolveClosed = resolve
    })
    this.#inbox = new Inbox(transport, frame => this.#receive(frame))
    this.#outbox = new Outbox(transport)
    this.#exports = new Exports((id, hook) => this.#tellResolved(id, hook))
    this.#imports = new Imports(this)
    this.#answers = new AnswerTable(options.maxHeldBytes ?? RpcLimits.maxHeldBytes)
    this.#descriptors = new Descriptors(this, this.#exports, this.#imports, this.#answers)
    this.#embargoes = new Embargoes(this, this.#outbox)
    this.#resolutions = new Resolutions(
      this.#outbox,
      this.#descriptors,
      this.#imports,
      this.#exports,
    )
    this.#inbound = new InboundCalls(
      this.#outbox,
      this.#descriptors,
      this.#exports,
      this.#answers,
      this.#main,
    )
    this.#outbound = new OutboundCalls(
      this,
      this.#outbox,
      this.#descriptors,
      this.#exports,
      this.#answers,
    )
    transport.start({
      frame: frame => this.#inbox.receive(frame),
      broken: error => this.abort(asNodetapError(error)),
      drained: () => this.#inbox.drained(),
      closed: error => this.#end(disconnected(whyClosed(error), error ?? undefined)),
    })
  }

  /** The peer's main object. Calls on it are sent at once, before the peer has answered. */
  bootstrap(): Capability {
    return new Capability(
      this.#ended === null ? this.#outbound.bootstrap() : new BrokenHook(this.#ended),
    )
  }

  /** Why the connection has ended, or null. */
  get ended(): NodetapError | null {
    return this.#ended
  }

  /** Bytes that wait for the peer to read. */
  get unsentBytes(): number {
    return this.#transport.unsentBytes
  }

  tableSizes(): TableSizes {
    return {
      questions: this.#outbound.size,
      answers: this.#answers.size,
      imports: this.#imports.size,
      exports: this.#exports.size,
    }
  }

  /** Sends what is queued and closes. Calls under way fail with DISCONNECTED. */
  close(): void {
    if (this.#ended !== null) return
    this.#end(disconnected('The connection was closed'))
    this.#transport.end()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
    await this.closed
  }

  /** Tells the peer why, and closes. Calls under way fail with DISCONNECTED, caused by `error`. */
  abort(error: NodetapError): void {
    if (this.#ended !== null) return
    this.#outbox.send(message => writeException(message.initAbort(), error))
    this.#end(disconnected(`The connection was aborted: ${error.message}`, error))
    this.#transport.end()
  }

  // ── What hooks ask for ────────────────────────────────────────────────────────────────────

  sendCall(target: Target, call: Call): void {
    this.#outbound.send(target, call)
  }

  releaseImport(hook: ImportHook): void {
    this.#imports.delete(hook)
    this.#outbox.send(root => {
      const message = root.initRelease()
      message.id = hook.id
      message.referenceCount = hook.remoteReferences
    })
  }

  embargo(target: Hook, promise: Target): Hook {
    return this.#embargoes.begin(target, promise)
  }

  #tellResolved(id: number, hook: Hook): void {
    try {
      this.#resolutions.send(id, hook)
    } catch (error) {
      // Without its Resolve, the peer would wait for ever.
      this.abort(asNodetapError(error))
    }
  }

  // ── Receiving ─────────────────────────────────────────────────────────────────────────────

  #receive(frame: Uint8Array): void {
    if (this.#ended !== null) return
    try {
      this.#dispatch(new MessageReader(frame))
    } catch (error) {
      this.abort(asNodetapError(error))
    }
  }

  #dispatch(reader: MessageReader): void {
    const message = reader.root(rpc.Message)
    switch (message.which()) {
      case rpc.MessageWhich.call:
        this.#inbound.onCall(message.call)
        break
      case rpc.MessageWhich.return:
        this.#outbound.onReturn(message.return)
        break
      case rpc.MessageWhich.finish:
        this.#inbound.onFinish(message.finish)
        break
      case rpc.MessageWhich.release:
        this.#exports.release(message.release.id, message.release.referenceCount)
        break
      case rpc.MessageWhich.bootstrap:
        this.#inbound.onBootstrap(message.bootstrap)
        break
      case rpc.MessageWhich.resolve:
        this.#resolutions.onResolve(message.resolve)
        break
      case rpc.MessageWhich.disembargo:
        this.#embargoes.onDisembargo(message.disembargo, it => this.#inbound.target(it))
        break
      case rpc.MessageWhich.unimplemented:
        this.#onUnimplemented(message.unimplemented)
        break
      case rpc.MessageWhich.abort:
        this.#onAbort(message.abort)
        break
      default:
        this.#sendUnimplemented(reader)
        break
    }
  }

  #onUnimplemented(message: rpc.MessageReader): void {
    // Two parties need all other messages.
    if (message.which() !== rpc.MessageWhich.resolve) {
      violation('the peer does not implement a message that two parties need')
    }
    this.#resolutions.onUnimplemented(message.resolve)
  }

  #onAbort(exception: rpc.ExceptionReader): void {
    const { message } = readException(exception)
    this.#end(disconnected(`The peer aborted the connection: ${message}`))
    this.#transport.destroy()
  }

  #sendUnimplemented(reader: MessageReader): void {
    this.#outbox.send((message, builder) => {
      message.initUnimplemented()
      copyPointer(reader, 0, reader.rootAt, builder, message.pointerAt(0))
    })
  }

  /** Fails what is under way and gives back what is held, on both sides of every table. */
  #end(reason: NodetapError): void {
    if (this.#ended !== null) return
    this.#ended = reason
    this.#inbox.clear()
    this.#outbox.close()
    this.#outbound.failAll(reason)
    this.#answers.cancelAll(reason)
    this.#embargoes.breakAll(reason)
    this.#imports.breakAll(reason)
    this.#exports.releaseAll()
    this.#main?.release()
    this.#resolveClosed(reason)
  }
}

function whyClosed(error: Error | null): string {
  return error === null
    ? 'The peer closed the connection'
    : `The connection broke: ${error.message}`
}
