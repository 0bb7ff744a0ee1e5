/** Bounds of `nodetap peers`, each with its reason. */
export const PeersLimits = {
  /**
   * Peers remembered, closed ones included; a node has 125 at once. Beyond that the one that
   * closed first is forgotten, or the one that was silent longest.
   */
  maxPeers: 1024,
  /** Messages remembered of each peer: more than a panel shows. */
  maxMessagesPerPeer: 64,
  /** Seconds for which a closed peer is still shown, and for which it is red before it is dim. */
  closedSeconds: 15,
  closedRedSeconds: 3,
  /** Seconds over which a peer's rate is taken. */
  rateSeconds: 10,
  /** Bytes of each payload that an open panel asks for: decodes all but large messages whole. */
  panelPayloadBytes: 16 * 1024,
  /** Characters that a filter may have. */
  maxFilterLength: 64,
} as const
