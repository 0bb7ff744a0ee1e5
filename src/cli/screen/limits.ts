/** Bounds of what is drawn, each with its reason. */
export const ScreenLimits = {
  /** Columns and rows of a frame; a terminal that claims more gets a frame of this size. */
  maxColumns: 1000,
  maxRows: 500,
  /** Combining marks kept on one character; real writing has up to three, a prank hundreds. */
  maxMarksPerCell: 3,
  /** Characters of an unfinished key sequence that are kept; the longest known has eight. */
  maxKeySequence: 16,
} as const
