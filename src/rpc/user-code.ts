/**
 * Runs code of the user's that has nobody to report to: listeners, and `dispose` of an object.
 * What it throws becomes a warning of the process, and what called it goes on undisturbed: a
 * peer can bring such calls about at any time, and must not be able to end the process so.
 */
export function runUserCode(what: string, run: () => void): void {
  try {
    run()
  } catch (error) {
    process.emitWarning(`${what} threw: ${describeThrown(error)}`, 'NodetapWarning')
  }
}

/** The text of any thrown value, also of one that cannot be made a string. */
export function describeThrown(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error)
  } catch {
    return 'a value without a text'
  }
}
