import type { Tracepoint } from '../tracepoints/index.js'

/** Texts as events name them: by numbers whose meaning may change. */
export interface TextSource {
  /** Numbers are below this. */
  readonly size: number
  /** Another one for each meaning that number `id` has had; not 0. */
  serial(id: number): number
  /** The text that it means now. */
  text(id: number): string
}

/**
 * How a field of a tracepoint's events is read where they lie; `at` tells which event. Numbers
 * are also flags, 0 or 1, and the numbers of enumerants.
 */
export type FieldReader =
  | { readonly kind: 'number'; readonly number: (at: number) => number }
  | { readonly kind: 'text'; readonly textId: (at: number) => number }
  | { readonly kind: 'hash'; readonly hash: (at: number, words: Int32Array) => void }
  | { readonly kind: 'constant'; readonly text: string }

/** Where an aggregate's events are: records in a ring, columns of a batch. */
export interface EventFields {
  readonly texts: TextSource
  /** Null where the tracepoint has no such field. */
  reader(tracepoint: Tracepoint, field: string): FieldReader | null
}
