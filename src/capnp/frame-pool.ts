import { CapnpLimits } from './limits.js'

/**
 * Memory for frames. What is given back is used again, while it is still in the processor's
 * caches; what is not, the garbage collector finds.
 */
export class FramePool {
  readonly #free: Uint8Array[] = []

  /** Memory for a frame of `length` bytes. Its content is whatever was there before. */
  take(length: number): Uint8Array {
    const fitting = this.#free.findLastIndex(
      whole => whole.length >= length && whole.length <= length * CapnpLimits.maxFrameSlack,
    )
    if (fitting < 0) return new Uint8Array(length)
    const [whole] = this.#free.splice(fitting, 1)
    return (whole as Uint8Array).subarray(0, length)
  }

  /** Gives back what {@link take} gave, once. Nobody may look at it any more. */
  give(frame: Uint8Array): void {
    const whole = new Uint8Array(frame.buffer)
    const { length } = whole
    if (length < CapnpLimits.minPooledFrameBytes || length > CapnpLimits.maxPooledFrameBytes) return
    // The oldest goes: frames of other sizes may be wanted by now.
    if (this.#free.length === CapnpLimits.maxPooledFrames) this.#free.shift()
    this.#free.push(whole)
  }
}
