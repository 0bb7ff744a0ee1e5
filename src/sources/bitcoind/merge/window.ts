/** Something with a place in time that becomes events when its turn comes. */
export interface Draft {
  /** Unix microseconds. */
  readonly timeUs: number
  /** Bytes of the payload that it holds; absent: none. */
  readonly bytes?: number
  /**
   * Whether all that is wanted for it is there. A draft that is not ready keeps later ones back
   * until it is held for too long. Absent: always ready.
   */
  ready?(): boolean
  /** Makes the events, or adds further drafts, none earlier than itself. */
  hand(): void
}

interface Entry {
  readonly draft: Draft
  /** Keeps drafts of the same time in the order in which they came. */
  readonly order: number
  /** Among those that came of one draft, which have its order. */
  readonly suborder: number
}

/** Drafts by time. They leave in order once they are older than the window. */
export class MergeWindow {
  readonly #heap: Entry[] = []
  #order = 0
  #suborder = 0
  /** The order of the draft that is being handed out: what comes of it stands in its place. */
  #parentOrder: number | undefined

  #bytes = 0

  get size(): number {
    return this.#heap.length
  }

  /** Bytes of the payloads that are held. */
  get bytes(): number {
    return this.#bytes
  }

  add(draft: Draft): void {
    this.#bytes += draft.bytes ?? 0
    const heap = this.#heap
    const entry = { draft, order: this.#parentOrder ?? this.#order++, suborder: this.#suborder++ }
    let at = heap.length
    heap.push(entry)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent] as Entry
      if (!before(entry, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = entry
  }

  /**
   * Hands out the drafts up to a time, in order.
   *
   * @param untilUs the latest time to be handed out
   * @param holdUntilUs a draft that is not ready is handed out all the same up to this time
   */
  drain(untilUs: number, holdUntilUs: number): void {
    for (;;) {
      const top = this.#heap[0]
      if (top === undefined || top.draft.timeUs > untilUs) return
      const { draft } = top
      if (draft.timeUs > holdUntilUs && draft.ready?.() === false) return
      this.#handOut(top)
    }
  }

  /** The earliest draft goes out, ready or not. */
  force(): void {
    const top = this.#heap[0]
    if (top !== undefined) this.#handOut(top)
  }

  #handOut(top: Entry): void {
    this.#pop()
    this.#bytes -= top.draft.bytes ?? 0
    const parentOrder = this.#parentOrder
    this.#parentOrder = top.order
    top.draft.hand()
    this.#parentOrder = parentOrder
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop() as Entry
    const { length } = heap
    if (length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= length) break
      const right = child + 1
      if (right < length && before(heap[right] as Entry, heap[child] as Entry)) child = right
      const below = heap[child] as Entry
      if (!before(below, last)) break
      heap[at] = below
      at = child
    }
    heap[at] = last
  }
}

function before(a: Entry, b: Entry): boolean {
  const apart = a.draft.timeUs - b.draft.timeUs || a.order - b.order || a.suborder - b.suborder
  return apart < 0
}
