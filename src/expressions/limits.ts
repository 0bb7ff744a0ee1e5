/**
 * Bounds of an expression, each with its reason. They hold for what a person writes and for what
 * a client sends: an expression is evaluated for every event.
 */
export const ExpressionLimits = {
  /** Characters of an expression's text: some pages of a terminal. */
  maxCharacters: 16_384,
  /** Conditions and what joins them. Bounds what an event costs; a filter by hand has ten. */
  maxNodes: 256,
  /** How deep they are nested. Each level is a call in the evaluation, and in the parser. */
  maxDepth: 32,
  /** Values of one condition: a list of some hundred peers or transactions. */
  maxValues: 1024,
  /** Values of all conditions together. */
  maxTotalValues: 4096,
  /** UTF-8 bytes of a text, or bytes of a hash or payload: no text of an event is longer. */
  maxValueBytes: 1024,
  /** Characters of a field's name; the longest has 20. */
  maxFieldCharacters: 64,
  /**
   * Bytes from its beginning in which a payload is searched. Most messages are below 256 bytes;
   * searching a block of 4 MB would take half a millisecond, for each condition.
   */
  maxSearchedPayloadBytes: 65_536,
  /** Conditions on payloads: each may search so many bytes of every event. */
  maxPayloadConditions: 4,
  /** Bytes that a payload is searched for, so that the worst of payloads takes no longer. */
  maxSearchedBytes: 64,
  /**
   * Conditions on texts: the worker keeps the answer to each for every text of the ring, 64 KiB.
   * Several values of one field need one condition: `in`.
   */
  maxTextConditions: 32,
} as const
