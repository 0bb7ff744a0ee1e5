/**
 * Bounds of what is read and built, each with its reason. All are checked before anything
 * is allocated for the thing they bound.
 */
export const CapnpLimits = {
  /** Segments of one frame. Cap'n Proto's C++ reader takes as many. */
  maxSegments: 512,
  /** Bytes of one frame read: the 64 MiB that Cap'n Proto's C++ reader takes at most. */
  maxFrameBytes: 64 * 1024 * 1024,
  /**
   * Words that the reading of one message may touch, counting what is read twice twice: a
   * small message whose pointers share their targets must not become a large one.
   */
  maxReadWords: 8 * 1024 * 1024,
  /** Pointers deep, as in Cap'n Proto's C++ reader: keeps loops and recursion short. */
  maxDepth: 64,
  /** Frames kept to be used again; more are rarely on their way at once. */
  maxPooledFrames: 8,
  /** Bytes of such a frame: a smaller one is made as fast as found, a larger one is rare. */
  minPooledFrameBytes: 4096,
  maxPooledFrameBytes: 4 * 1024 * 1024,
  /** A frame's memory may be so many times as large as the frame. */
  maxFrameSlack: 4,
  /** Bytes missing of a frame from which on they are read into their place, not copied there. */
  minPlacedBytes: 16 * 1024,
} as const

/** Bytes of a Cap'n Proto word. */
export const WORD_BYTES = 8
