/**
 * A text prepared for being sent often: keep it with the thing it names (a peer's address)
 * and pass it instead of the string. It never becomes stale.
 */
export class InternedText {
  readonly text: string
  /** Owned by the writer that interns it. */
  id = -1
  /** The generation of texts that `id` belongs to; -1: none yet. */
  generation = -1

  constructor(text: string) {
    this.text = text
  }
}

/** What a text field takes. */
export type Text = string | InternedText
