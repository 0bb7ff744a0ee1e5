/** What a recording's header says it is. */
export const FORMAT_NAME = 'nodetap recording'

/** The version of the format that is written, and the highest that is read. */
export const FORMAT_VERSION = 1

/** Bytes of the entry that ends a file: numbers only. */
export const END_BYTES = 88

/** The schema's words for a payload that was asked for whole. */
export const WHOLE_PAYLOAD = 0xffff_ffff

/** The schema's word for a number of events that is not known. */
export const UNKNOWN_COUNT = -1
