import { readDescription, type ServerDescription, writeDescription } from '../../client/index.js'
import { ErrorCodes, NodetapError } from '../../errors/index.js'
import type { recording } from '../../schema/index.js'
import { VERSION } from '../../version/index.js'
import { FORMAT_NAME, FORMAT_VERSION, WHOLE_PAYLOAD } from './constants.js'

/** What a recording says of itself. */
export interface RecordingHeader {
  /** Of the file's format. */
  readonly version: number
  /** What wrote the file, as "nodetap/0.1.0". */
  readonly recorder: string
  /** When the file was begun, in Unix microseconds. */
  readonly startedAtUnixUs: number
  /** Counts the files of one recording, from 1 on. */
  readonly part: number
  /** The tracepoints subscribed to, whether or not they have events. */
  readonly tracepoints: readonly string[]
  /** The wall-clock time of monotonic zero, in Unix microseconds: add it to a timestamp. */
  readonly monotonicZeroUnixUs: number
  /** How much of each payload was asked for, up to Infinity. */
  readonly payloadBytes: number
  /** The expression that events had to satisfy; empty: none. */
  readonly where: string
  /** What the node said of itself when the recording began. */
  readonly node: ServerDescription
}

/** What a recording is of: its header without what the writer knows itself. */
export type RecordingSubject = Omit<
  RecordingHeader,
  'version' | 'recorder' | 'startedAtUnixUs' | 'part'
>

export function writeHeader(
  builder: recording.RecordingHeaderBuilder,
  subject: RecordingSubject,
  startedAtUnixUs: number,
  part: number,
): void {
  builder.format = FORMAT_NAME
  builder.version = FORMAT_VERSION
  builder.recorder = `nodetap/${VERSION}`
  builder.startedAtUnixUs = startedAtUnixUs
  builder.part = part
  builder.tracepoints = subject.tracepoints
  builder.monotonicZeroUnixUs = subject.monotonicZeroUnixUs
  builder.payloadBytes = Math.min(subject.payloadBytes, WHOLE_PAYLOAD)
  builder.where = subject.where
  writeDescription(builder.initNode(), subject.node)
}

/** Throws MALFORMED_RECORDING for what is no recording, or one of a later format. */
export function readHeader(reader: recording.RecordingHeaderReader): RecordingHeader {
  const { format, version, payloadBytes } = reader
  if (format !== FORMAT_NAME) throw refused('it is no recording of nodetap')
  if (version !== FORMAT_VERSION) {
    throw refused(
      `it is of format ${version}, and this version of nodetap reads ${FORMAT_VERSION}: use a newer one`,
    )
  }
  return {
    version,
    recorder: reader.recorder,
    startedAtUnixUs: reader.startedAtUnixUs,
    part: reader.part,
    tracepoints: [...reader.tracepoints],
    monotonicZeroUnixUs: reader.monotonicZeroUnixUs,
    payloadBytes: payloadBytes === WHOLE_PAYLOAD ? Number.POSITIVE_INFINITY : payloadBytes,
    where: reader.where,
    node: readDescription(reader.node),
  }
}

function refused(message: string): NodetapError {
  return new NodetapError(ErrorCodes.MalformedRecording, message)
}
