import type { CapturedMessage, InputMark } from '../inputs.js'
import { BridgeLimits } from '../limits.js'
import { BoundedMap } from './bounded-map.js'

/** Up to which time records have been seen, and up to which they are repeats. Unix microseconds. */
interface Progress {
  lastUs: number
  repeatsUntilUs: number
}

/** Tells the records that come again after a file has been read from its start once more. */
export class Repeats {
  readonly #log: Progress = { lastUs: 0, repeatsUntilUs: 0 }
  /** By capture file. */
  readonly #files = new BoundedMap<string, Progress>(BridgeLimits.maxCaptureFiles)

  /** @param timeUs as the line has it */
  isLineRepeated(timeUs: number): boolean {
    return isRepeated(this.#log, timeUs)
  }

  isRecordRepeated({ direction, directory, timeUs }: CapturedMessage): boolean {
    const key = `${direction} ${directory}`
    let file = this.#files.get(key)
    if (file === undefined) {
      file = { lastUs: 0, repeatsUntilUs: 0 }
      this.#files.set(key, file)
    }
    return isRepeated(file, timeUs)
  }

  onRewind({ input, directory }: InputMark): void {
    if (input === 'log') this.#log.repeatsUntilUs = this.#log.lastUs
    if (input !== 'capture') return
    for (const key of this.#files.keys()) {
      if (directory !== undefined && !key.endsWith(` ${directory}`)) continue
      const file = this.#files.get(key)
      if (file !== undefined) file.repeatsUntilUs = file.lastUs
    }
  }
}

function isRepeated(progress: Progress, timeUs: number): boolean {
  if (timeUs <= progress.repeatsUntilUs) {
    // The last one that was seen: what comes behind it is new, also under a clock put back.
    if (timeUs === progress.repeatsUntilUs) progress.repeatsUntilUs = 0
    return true
  }
  if (timeUs > progress.lastUs) progress.lastUs = timeUs
  return false
}
