/**
 * Of a frame of the bare pair: its bytes, its events, and when the first and the last came about.
 */
export const FRAME_HEADER_BYTES = 24
