import type { CapturedMessage } from '../inputs.js'
import { limits } from '../limits.js'
import type { MessageLogged } from '../log/facts.js'
import type { Stage } from '../stage.js'
import { isMocked, MessageEvents } from './message-events.js'
import { captureDirectory, directoryAddress } from './peer.js'
import type { PeerTable } from './peer-table.js'

type Direction = 'inbound' | 'outbound'

/** A line of the log that waits for its record. */
interface Line {
  readonly fact: MessageLogged
  readonly sinceUs: number
  /** Handed out without a record; waits for it only in order to swallow it. */
  alone: boolean
}

/** A captured message that waits for its line. */
interface Record {
  readonly message: CapturedMessage
  readonly sinceUs: number
  alone: boolean
}

/** One direction of one capture directory: lines and records of the same messages, each in the node's order. */
class Lane {
  readonly lines: Line[] = []
  readonly records: Record[] = []
}

/**
 * Joins the two views of a P2P message: its line of `-debug=net`, which knows the peer and the
 * real time, and its captured record, which knows the payload. Either is enough alone: after
 * `messageWaitUs`, or at once where the other input is off.
 *
 * A record's own time is the node's clock. While `setmocktime` moves that clock, a record's time
 * says nothing, and its line's time counts.
 */
export class MessageJoin {
  readonly #stage: Stage
  readonly #peers: PeerTable
  readonly #lanes = new Map<string, Lane>()
  /** Lines of peers whose address nobody has told yet. */
  readonly #homeless = new Map<number, Line[]>()
  readonly #events: MessageEvents
  #heldBytes = 0

  constructor(stage: Stage, peers: PeerTable) {
    this.#stage = stage
    this.#peers = peers
    this.#events = new MessageEvents(stage, peers)
  }

  onLine(fact: MessageLogged): void {
    const peer = this.#peers.ensure(fact.peerId, fact.timeUs)
    const line = { fact, sinceUs: fact.timeUs, alone: false }
    if (!this.#stage.inputs.capture) {
      this.#events.ofLine(line.fact, undefined)
      return
    }
    if (peer.address === '') {
      const waiting = this.#homeless.get(peer.id)
      if (waiting === undefined) this.#homeless.set(peer.id, [line])
      else if (waiting.length < limits.maxLaneLength) waiting.push(line)
      else this.#events.ofLine(line.fact, undefined)
      return
    }
    this.#joinLine(this.#lane(captureDirectory(peer.address), fact.direction), line)
  }

  onRecord(message: CapturedMessage): void {
    const { log } = this.#stage.inputs
    const record = { message, sinceUs: this.#stage.nowUs, alone: false }
    if (!log.on || !log.categories.has('net')) {
      this.#events.ofRecord(record.message, record.sinceUs)
      return
    }
    const lane = this.#lane(message.directory, message.direction)
    const { lines } = lane
    const at = lines.findIndex(line => this.#match(line, record))
    if (at !== -1) {
      const [line] = lines.splice(at, 1)
      if (line !== undefined && !line.alone) this.#events.ofLine(line.fact, message)
      return
    }
    lane.records.push(record)
    this.#heldBytes += message.payload.length
    while (this.#heldBytes > limits.maxHeldPayloadBytes) {
      if (!this.#giveUpOldestRecord()) break
    }
    if (lane.records.length > limits.maxLaneLength) this.#dropRecord(lane)
  }

  /** Gives lines their lanes once their peers have an address. */
  settle(): void {
    for (const [id, lines] of this.#homeless) {
      const peer = this.#peers.get(id)
      if (peer !== undefined && peer.address === '') continue
      this.#homeless.delete(id)
      for (const line of lines) {
        if (peer === undefined) this.#events.ofLine(line.fact, undefined)
        else this.#joinLine(this.#lane(captureDirectory(peer.address), line.fact.direction), line)
      }
    }
  }

  /** Hands out what has waited for its other view since before `sinceUs`; forgets what is far older. */
  expire(sinceUs: number): void {
    const forgetUs = sinceUs - limits.messageMemoryUs
    this.#bindHomeless(sinceUs)
    for (const [id, lines] of this.#homeless) {
      while (lines[0] !== undefined && lines[0].sinceUs <= sinceUs) {
        this.#events.ofLine(lines[0].fact, undefined)
        lines.shift()
      }
      if (lines.length === 0) this.#homeless.delete(id)
    }
    for (const [key, lane] of this.#lanes) {
      for (const line of lane.lines) {
        if (line.sinceUs > sinceUs) break
        if (line.alone) continue
        line.alone = true
        this.#events.ofLine(line.fact, undefined)
      }
      for (const record of lane.records) {
        const mocked = isMocked(record.message.timeUs, record.sinceUs)
        if (record.sinceUs > sinceUs - (mocked ? limits.mockedMessageWaitUs : 0)) break
        if (record.alone) continue
        record.alone = true
        this.#events.ofRecord(record.message, record.sinceUs)
      }
      while (lane.lines[0]?.alone === true && lane.lines[0].sinceUs <= forgetUs) lane.lines.shift()
      while (lane.records[0]?.alone === true && lane.records[0].sinceUs <= forgetUs) {
        this.#dropRecord(lane)
      }
      if (lane.lines.length === 0 && lane.records.length === 0) this.#lanes.delete(key)
    }
  }

  /**
   * A peer whose address nobody has told has the capture directory that no other open connection
   * has and whose records are its messages, if there is just one such.
   */
  #bindHomeless(sinceUs: number): void {
    let isBound = false
    for (const [id, lines] of this.#homeless) {
      const peer = this.#peers.get(id)
      const [first] = lines
      if (peer === undefined || first === undefined || first.sinceUs > sinceUs) continue
      const candidates = new Set<string>()
      for (const [key, { records }] of this.#lanes) {
        const directory = key.slice(key.indexOf(' ') + 1)
        const isOwn =
          key.startsWith(first.fact.direction) &&
          !this.#peers.isTaken(directory) &&
          records.some(record => !record.alone && this.#match(first, record))
        if (isOwn) candidates.add(directory)
      }
      const [directory] = candidates
      if (directory === undefined || candidates.size > 1) continue
      this.#peers.setAddress(peer, directoryAddress(directory))
      isBound = true
    }
    if (isBound) this.settle()
  }

  /** All that waits goes out as it is. */
  flush(): void {
    this.settle()
    this.expire(Number.MAX_SAFE_INTEGER)
  }

  #joinLine(lane: Lane, line: Line): void {
    const { records } = lane
    const at = records.findIndex(record => this.#match(line, record))
    if (at !== -1) {
      const [record] = records.splice(at, 1)
      if (record === undefined) return
      this.#heldBytes -= record.message.payload.length
      if (!record.alone) this.#events.ofLine(line.fact, record.message)
      return
    }
    lane.lines.push(line)
    if (lane.lines.length <= limits.maxLaneLength) return
    const oldest = lane.lines.shift()
    if (oldest !== undefined && !oldest.alone) this.#events.ofLine(oldest.fact, undefined)
  }

  #match(line: Line, record: Record): boolean {
    const { fact } = line
    const { message } = record
    if (message.payload.length !== fact.size) return false
    if (message.messageType !== fact.messageType) {
      // The log leaves out characters that it holds unsafe.
      if (sanitized(message.messageType) !== fact.messageType) return false
    }
    const mockTimeS = fact.mockTimeS
    if (mockTimeS !== undefined) return Math.abs(message.timeUs / 1e6 - mockTimeS) <= 1
    const toleranceUs = this.#stage.inputs.log.timeMicros
      ? limits.messageSkewUs
      : limits.messageSkewUs + 1_000_000
    return Math.abs(message.timeUs - fact.timeUs) <= toleranceUs
  }

  #lane(directory: string, direction: Direction): Lane {
    const key = `${direction} ${directory}`
    let lane = this.#lanes.get(key)
    if (lane === undefined) {
      lane = new Lane()
      this.#lanes.set(key, lane)
    }
    return lane
  }

  #dropRecord(lane: Lane): void {
    const record = lane.records.shift()
    if (record === undefined) return
    this.#heldBytes -= record.message.payload.length
    if (!record.alone) this.#events.ofRecord(record.message, record.sinceUs)
  }

  #giveUpOldestRecord(): boolean {
    let oldest: Lane | undefined
    for (const lane of this.#lanes.values()) {
      const sinceUs = lane.records[0]?.sinceUs
      if (sinceUs === undefined) continue
      const best = oldest?.records[0]?.sinceUs
      if (best === undefined || sinceUs < best) oldest = lane
    }
    if (oldest === undefined) return false
    this.#dropRecord(oldest)
    return true
  }
}

/** As Core shows text that a peer sent: without characters other than these. */
function sanitized(text: string): string {
  return text.replace(/[^0-9A-Za-z .,;\-_/:?@()]/g, '')
}
