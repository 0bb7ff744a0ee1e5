import type { CapturedMessage } from '../inputs.js'
import { BridgeLimits } from '../limits.js'
import type { MessageLogged } from '../log/facts.js'
import { Row } from '../merge/row.js'

/** A line of the log that waits for its record. */
export interface WaitingLine {
  readonly fact: MessageLogged
  readonly sinceUs: number
}

/** A captured message that waits for its line. */
export interface WaitingRecord {
  readonly message: CapturedMessage
  /** Bytes of its payload, also where that is no longer held. */
  readonly size: number
  readonly sinceUs: number
}

const NO_BYTES = new Uint8Array(0)

/** One direction of one capture directory: lines and records of the same messages, each in the node's order. */
export class Lane {
  readonly lines = new Row<WaitingLine>()
  readonly records = new Row<WaitingRecord>()
  /** Lines and records that went out alone: their other views are swallowed if they still come. */
  readonly #loneLines = new Row<WaitingLine>()
  readonly #loneRecords = new Row<WaitingRecord>()

  get isEmpty(): boolean {
    return (
      this.lines.length + this.records.length === 0 &&
      this.#loneLines.length + this.#loneRecords.length === 0
    )
  }

  /** The line of a record; `'swallow'`: it has gone out without; undefined: it has not come. */
  lineOf(record: WaitingRecord, toleranceUs: number): WaitingLine | 'swallow' | undefined {
    const fits = (line: WaitingLine): boolean | undefined => fit(line, record, toleranceUs, 1)
    const line = this.lines.take(fits)
    return line ?? (this.#loneLines.take(fits) === undefined ? undefined : 'swallow')
  }

  /** The record of a line; `'swallow'`: it has gone out without; undefined: it has not come. */
  recordOf(line: WaitingLine, toleranceUs: number): WaitingRecord | 'swallow' | undefined {
    const fits = (record: WaitingRecord): boolean | undefined => fit(line, record, toleranceUs, -1)
    const record = this.records.take(fits)
    return record ?? (this.#loneRecords.take(fits) === undefined ? undefined : 'swallow')
  }

  rememberLine(line: WaitingLine): void {
    this.#loneLines.push(line)
    if (this.#loneLines.length > BridgeLimits.maxLoneMessages) this.#loneLines.shift()
  }

  rememberRecord(record: WaitingRecord): void {
    // Whoever has gone out needs its payload no more.
    this.#loneRecords.push({ ...record, message: { ...record.message, payload: NO_BYTES } })
    if (this.#loneRecords.length > BridgeLimits.maxLoneMessages) this.#loneRecords.shift()
  }

  /** Forgets what went out alone before a time. */
  forget(beforeUs: number): void {
    for (const row of [this.#loneLines, this.#loneRecords]) {
      while (row.first !== undefined && row.first.sinceUs <= beforeUs) row.shift()
    }
  }
}

/** Whether a line and a record can be views of the same message. */
export function isSameMessage(
  line: WaitingLine,
  record: WaitingRecord,
  toleranceUs: number,
): boolean {
  return fit(line, record, toleranceUs, 1) === true
}

/**
 * @param later 1 where lines are walked, -1 where records are: undefined is returned where all
 *   that follow are too late
 */
function fit(
  line: WaitingLine,
  record: WaitingRecord,
  toleranceUs: number,
  later: 1 | -1,
): boolean | undefined {
  const { fact } = line
  const { message } = record
  if (fact.mockTimeS !== undefined) {
    // All that happens under a clock that stands still has one time.
    if (Math.abs(message.timeUs / 1e6 - fact.mockTimeS) > 1) return false
  } else {
    const apartUs = fact.timeUs - message.timeUs
    if (Math.abs(apartUs) > toleranceUs) {
      const isOffClock = Math.abs(apartUs) > BridgeLimits.clockSkewUs
      return apartUs * later > 0 && !isOffClock ? undefined : false
    }
  }
  if (record.size !== fact.size) return false
  // The log leaves out characters that it holds unsafe.
  return (
    message.messageType === fact.messageType || sanitized(message.messageType) === fact.messageType
  )
}

/** As Core shows text that a peer sent: without characters other than these. */
function sanitized(text: string): string {
  return text.replace(/[^0-9A-Za-z .,;\-_/:?@()]/g, '')
}
