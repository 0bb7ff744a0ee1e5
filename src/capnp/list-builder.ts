import type { MessageBuilder } from './message-builder.js'
import { ElementSize } from './message-reader.js'
import type { StructBuilder, StructBuilderType } from './struct-builder.js'

/** A list of structs being built. */
export class StructListBuilder<B extends StructBuilder> {
  readonly length: number
  readonly #message: MessageBuilder
  readonly #type: StructBuilderType<B>
  readonly #start: number

  /** Begins a list of `count` zeroed structs behind the pointer at word `at`. */
  constructor(message: MessageBuilder, at: number, type: StructBuilderType<B>, count: number) {
    const words = count * (type.dataWords + type.pointerWords)
    const tag = message.initListAt(at, ElementSize.Composite, words, words + 1)
    message.uint32[tag * 2] = (count << 2) >>> 0
    message.uint32[tag * 2 + 1] = type.dataWords | (type.pointerWords << 16)
    this.length = count
    this.#message = message
    this.#type = type
    this.#start = tag + 1
  }

  get(index: number): B {
    if (!(index >= 0 && index < this.length)) {
      throw new RangeError(`element ${index} of a list of ${this.length}`)
    }
    const data = this.#start + index * (this.#type.dataWords + this.#type.pointerWords)
    return new this.#type.Builder(this.#message, data, data + this.#type.dataWords)
  }
}
