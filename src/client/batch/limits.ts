/** Bounds of what reading batches keeps, each with its reason. */
export const BatchReadLimits = {
  /**
   * Texts kept from one batch to the next: peers' addresses, message types, reasons. A power of
   * two. A node has some hundred of them; with `maxCachedTextBytes` it bounds the memory.
   */
  cachedTexts: 4096,
  /** Longer texts are decoded anew in each batch: they are rare and would fill the memory. */
  maxCachedTextBytes: 128,
} as const
