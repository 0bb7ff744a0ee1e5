/** What every decoded message has. */
export interface MessageBase<Kind extends string> {
  /** Tells the shapes apart; the same as `messageType`, save for `raw` and `cut`. */
  readonly kind: Kind
  /** The name on the wire. */
  readonly messageType: Kind
  /** Bytes of the payload. */
  readonly size: number
  /**
   * Bytes behind the end of what the message type defines. Nodes ignore them. In messages
   * with transactions that are read on demand this walks them, and throws
   * `NodetapError(MALFORMED_PAYLOAD)` where they are malformed.
   */
  readonly trailingBytes: number
}
