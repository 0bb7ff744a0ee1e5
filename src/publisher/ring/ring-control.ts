import { type DropCause, DropCauses, dropSlot } from './drop-cause.js'
import { ControlPlaces, type RingLayout } from './layout.js'
import { RingLimits } from './limits.js'
import { type GateTexts, TextGateWriter, TracepointFlag } from './text-gate.js'

const MAX_INT32 = 0x7fffffff

/** The worker's switches of a ring: what the traced thread shall record. */
export class RingControl {
  readonly #int32: Int32Array
  readonly #flags: Uint8Array
  readonly #payloadLimits: Int32Array
  readonly #gates: TextGateWriter

  constructor(ring: RingLayout) {
    const { control } = ring
    this.#gates = new TextGateWriter(ring)
    this.#int32 = new Int32Array(control)
    this.#flags = new Uint8Array(control, ControlPlaces.flags * 4, RingLimits.maxTracepoints)
    this.#payloadLimits = new Int32Array(
      control,
      ControlPlaces.payloadLimits * 4,
      RingLimits.maxTracepoints,
    )
  }

  isEnabled(id: number): boolean {
    return Atomics.load(this.#flags, id) !== TracepointFlag.Off
  }

  /** Takes effect at the traced thread's next site, whatever that thread is doing. */
  setEnabled(id: number, enabled: boolean): void {
    Atomics.store(this.#flags, id, enabled ? TracepointFlag.On : TracepointFlag.Off)
  }

  /**
   * Enables a tracepoint whose events are wanted only with certain texts, in the field that its
   * site asks about. Others are not recorded: they are as if they had never been fired.
   */
  setGate(id: number, wanted: GateTexts): void {
    // Where the set changes, the traced thread lets everything through until it is written.
    const flag = this.#gates.write(id, wanted) ? TracepointFlag.Gated : TracepointFlag.On
    Atomics.store(this.#flags, id, flag)
  }

  /** Bytes of each payload that the traced thread copies. 2147483647 and more: all of it. */
  setPayloadLimit(id: number, bytes: number): void {
    Atomics.store(this.#payloadLimits, id, Math.min(bytes, MAX_INT32))
  }

  /** Tells a coarse clock that time has passed. */
  tick(): void {
    Atomics.add(this.#int32, ControlPlaces.tick, 1)
  }

  /**
   * Drops of a tracepoint since the start, modulo 2^32, as of now: also those whose place in
   * the sequence the reader has not come to yet.
   */
  dropped(id: number, cause: DropCause): number {
    const slot = dropSlot(id, DropCauses.indexOf(cause))
    return Atomics.load(this.#int32, ControlPlaces.dropCounts + slot) >>> 0
  }

  /** Bytes of the ring that wait to be read. */
  get pendingBytes(): number {
    const write = Atomics.load(this.#int32, ControlPlaces.write)
    const read = Atomics.load(this.#int32, ControlPlaces.read)
    return ((write - read) | 0) * 8
  }
}
