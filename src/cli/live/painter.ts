/**
 * Draws when asked, one drawing at a time: what is asked for meanwhile is one more drawing
 * behind it. So a slow terminal is drawn to less often, and never late.
 */
export class Painter {
  readonly #draw: () => Promise<void>
  readonly #failed: (error: unknown) => void
  #wanted = false
  #drawing: Promise<void> | null = null

  /** `failed` is told of what drawing throws. */
  constructor(draw: () => Promise<void>, failed: (error: unknown) => void) {
    this.#draw = draw
    this.#failed = failed
  }

  request(): void {
    this.#wanted = true
    this.#drawing ??= this.#run()
  }

  /** Resolves when all that was asked for has been drawn. */
  async settled(): Promise<void> {
    await this.#drawing
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted) {
        this.#wanted = false
        await this.#draw()
      }
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#drawing = null
    }
  }
}
