import type { ErrorCode } from '../../errors/index.js'

/** What the demo's node says to its parent. */
export type FromDemoNode =
  /** Its socket takes connections. */
  | { readonly kind: 'listening' }
  /** What it is about to do. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }

export type ToDemoNode = { readonly kind: 'close' }
