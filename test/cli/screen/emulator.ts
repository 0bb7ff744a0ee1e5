import xterm from '@xterm/headless'

/** What a terminal shows: xterm's own emulation, without a window. */
export class Emulator {
  readonly #terminal: xterm.Terminal

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  }

  /** Resolves when it has been shown. */
  write(text: string | Uint8Array): Promise<void> {
    return new Promise(resolve => this.#terminal.write(text, resolve))
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
  }

  /** `alternate` while a full screen is shown. */
  get buffer(): 'normal' | 'alternate' {
    return this.#terminal.buffer.active.type
  }

  get isCursorHidden(): boolean {
    // The public interface does not tell; its own modes do.
    const core = this.#terminal as unknown as {
      _core: { coreService: { isCursorHidden: boolean } }
    }
    return core._core.coreService.isCursorHidden
  }

  get rows(): string[] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: this.#terminal.rows }, (_, y) => {
      return (
        active
          .getLine(active.baseY + y)
          ?.translateToString(true)
          .trimEnd() ?? ''
      )
    })
  }

  get text(): string {
    return this.rows.join('\n')
  }

  /** How a cell looks. */
  cell(x: number, y: number): { text: string; color: number; bold: boolean; inverse: boolean } {
    const cell = this.#terminal.buffer.active.getLine(y)?.getCell(x)
    if (cell === undefined) throw new RangeError(`no cell at ${x}, ${y}`)
    return {
      text: cell.getChars(),
      color: cell.isFgDefault() ? -1 : cell.getFgColor(),
      bold: cell.isBold() !== 0,
      inverse: cell.isInverse() !== 0,
    }
  }
}
