import { CapnpLimits, MessageBuilder } from '../capnp/index.js'
import { ErrorCodes, NodetapError } from '../errors/index.js'
import { rpc } from '../schema/index.js'
import { RpcLimits } from './limits.js'
import type { Transport } from './transport.js'

/** Builds messages and sends them, until the connection ends; from then on drops them. */
export class Outbox {
  readonly #transport: Transport
  /** Builders not in use. A message may have to be sent while another is being built. */
  readonly #idle: MessageBuilder[] = []
  #closed = false

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** Builds one message and sends it. Nothing is sent if `build` throws. */
  send(
    build: (message: rpc.MessageBuilder, builder: MessageBuilder) => void,
    onSent?: () => void,
  ): void {
    this.#build(build, builder => this.sendBuilt(builder, onSent))
  }

  /** The same for a small message that nobody waits for: it may go with a later one. */
  sendLater(build: (message: rpc.MessageBuilder) => void): void {
    this.#build(build, builder => {
      const transport = this.#transport
      if (transport.sendLater === undefined) transport.send(builder.finish())
      else transport.sendLater(builder.finish())
    })
  }

  #build(
    build: (message: rpc.MessageBuilder, builder: MessageBuilder) => void,
    send: (builder: MessageBuilder) => void,
  ): void {
    if (this.#closed) return
    const builder = this.#idle.pop() ?? new MessageBuilder()
    try {
      build(builder.initRoot(rpc.Message), builder)
      send(builder)
    } finally {
      builder.reset()
      if (
        this.#idle.length < RpcLimits.maxIdleBuilders &&
        builder.bytes.length <= RpcLimits.maxIdleBuilderBytes
      ) {
        this.#idle.push(builder)
      }
    }
  }

  /**
   * Sends a message built elsewhere. Throws VALUE_OUT_OF_RANGE for one that is larger than what
   * peers read: they would end the connection.
   */
  sendBuilt(builder: MessageBuilder, onSent?: () => void): void {
    if (this.#closed) return
    if (builder.frameBytes > CapnpLimits.maxFrameBytes) {
      throw new NodetapError(
        ErrorCodes.ValueOutOfRange,
        `A message of ${builder.frameBytes} bytes is too large: peers read ${CapnpLimits.maxFrameBytes} at most. Send it in parts.`,
      )
    }
    this.#transport.send(builder.finish(), onSent)
  }

  get closed(): boolean {
    return this.#closed
  }

  close(): void {
    this.#closed = true
  }
}
