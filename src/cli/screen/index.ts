/** Drawing on a terminal: frames of cells, of which only what has changed is written. */
export { Frame } from './frame.js'
export type { Key } from './keys.js'
export { processTerminal } from './process-terminal.js'
export { renderLines } from './render.js'
export { Screen } from './screen.js'
export { Styles } from './styles.js'
export type { Terminal } from './terminal.js'
export { cutText, textWidth } from './text-width.js'
