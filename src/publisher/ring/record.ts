/**
 * Records: whole 8-byte words, one after the other, never broken by the end of the ring.
 *
 * Word 0 of every record holds two 32-bit values: `kind | words << 8`, and a second one that
 * depends on the kind. Kinds below 64 are events; the kind is the tracepoint's id.
 *
 * - An event: the second value is the length of its payload. Word 1 is its time, a float64 of
 *   monotonic microseconds; then its fields: 8-byte ones (float64), 4-byte ones, hashes of 32
 *   bytes, payload.
 * - {@link RecordKind.Pad} fills the end of the ring.
 * - {@link RecordKind.Text} defines a text: the second value is `id | byte length << 14`; then
 *   its UTF-8 bytes.
 * - {@link RecordKind.Drops} says that events were dropped before the event behind it: the
 *   second value is a count of words, each a drop slot and that slot's counter as of here.
 */
export const RecordKind = {
  /** Kinds from here on are no events. */
  FirstOther: 64,
  Pad: 64,
  Text: 65,
  Drops: 66,
} as const

/** Bits of a text's id in the second value of its definition. */
export const TEXT_ID_BITS = 14
