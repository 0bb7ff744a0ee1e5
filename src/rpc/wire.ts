import type { NodetapError } from '../errors/index.js'
import type { Call } from './call.js'
import type { Hook } from './hooks/hook.js'
import type { ImportHook } from './hooks/import-hook.js'

/** What a call or a disembargo is addressed to: an object, or a result of a question. */
export type Target =
  | { readonly importId: number; readonly questionId?: undefined }
  | { readonly questionId: number; readonly path: readonly number[]; readonly importId?: undefined }

/** A connection, as the hooks see it that lead to its peer. */
export interface Wire {
  /** Why the connection has ended, or null. */
  readonly ended: NodetapError | null
  sendCall(target: Target, call: Call): void
  releaseImport(hook: ImportHook): void
  /**
   * Gives a hook through which calls reach `target` (whose reference is taken over) only after
   * those made through the promise before: at once if `target` is the peer's as well, else
   * when the peer has sent a disembargo back.
   */
  embargo(target: Hook, promise: Target): Hook
}
