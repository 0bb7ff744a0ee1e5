/** What commands that show figures as they change have in common. */
export { writeFooter, writeHeader } from './bars.js'
export { Buckets, bar, bucketOf, oneTwoFive } from './buckets.js'
export { EventClock, newestTimestampUs, oldestTimestampUs } from './event-clock.js'
export { Kinds, OTHER } from './kinds.js'
export type { LiveView } from './live-view.js'
export { type LossFigures, LossTally } from './losses.js'
export { Quit } from './quit.js'
export { Recent } from './recent.js'
export { type Line, type LineReport, runLines } from './run-lines.js'
export {
  LIVE_BATCHING,
  type LiveOptions,
  onceOptions,
  runLive,
  sourceName,
  wantsSnapshot,
} from './run-live.js'
export { SecondsWindow } from './seconds-window.js'
export { type Styler, stylerFor } from './styler.js'
export { layOut, type TableColumn, type TableLayout, writeRow } from './table.js'
export { age, bytes, count, duration, feeRate, sat, short } from './units.js'
