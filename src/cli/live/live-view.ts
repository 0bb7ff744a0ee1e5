import type { Batch } from '../../client/index.js'
import type { Frame, Key } from '../screen/index.js'

/** What a live command shows: takes batches in, gives frames, lines and figures. */
export interface LiveView {
  /**
   * Takes a batch in, and keeps no bytes of it. `print` is given what happened, line by line, for
   * output that is no screen.
   */
  add(batch: Batch, print?: (line: string) => void): void
  /**
   * Draws into a blank frame of any size. `nowUs` is the time at the source of the events;
   * `hasKeys` whether keys can be pressed, which are then named.
   */
  paint(frame: Frame, nowUs: number, hasKeys: boolean): void
  /** A key was pressed; whether the view had a use for it. */
  key(key: Key): boolean
  /** All figures, to be written as JSON. */
  figures(nowUs: number): object
}
