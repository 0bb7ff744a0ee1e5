import type { CapturedMessage } from '../inputs.js'
import { limits } from '../limits.js'
import type { MessageLogged } from '../log/facts.js'
import { qualityWith, type Stage } from '../stage.js'
import { captureDirectory, type Peer } from './peer.js'
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
  #heldBytes = 0

  constructor(stage: Stage, peers: PeerTable) {
    this.#stage = stage
    this.#peers = peers
  }

  onLine(fact: MessageLogged): void {
    const peer = this.#peers.ensure(fact.peerId, fact.timeUs)
    const line = { fact, sinceUs: fact.timeUs, alone: false }
    if (!this.#stage.inputs.capture) {
      this.#handLine(line, undefined)
      return
    }
    if (peer.address === '') {
      const waiting = this.#homeless.get(peer.id)
      if (waiting === undefined) this.#homeless.set(peer.id, [line])
      else if (waiting.length < limits.maxLaneLength) waiting.push(line)
      else this.#handLine(line, undefined)
      return
    }
    this.#joinLine(this.#lane(captureDirectory(peer.address), fact.direction), line)
  }

  onRecord(message: CapturedMessage): void {
    const { log } = this.#stage.inputs
    const record = { message, sinceUs: this.#stage.nowUs, alone: false }
    if (!log.on || !log.categories.has('net')) {
      this.#handRecord(record)
      return
    }
    const lane = this.#lane(message.directory, message.direction)
    const { lines } = lane
    const at = lines.findIndex(line => this.#match(line, record))
    if (at !== -1) {
      const [line] = lines.splice(at, 1)
      if (line !== undefined && !line.alone) this.#handLine(line, message)
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
        if (peer === undefined) this.#handLine(line, undefined)
        else this.#joinLine(this.#lane(captureDirectory(peer.address), line.fact.direction), line)
      }
    }
  }

  /** Hands out what has waited for its other view since before `sinceUs`; forgets what is far older. */
  expire(sinceUs: number): void {
    const forgetUs = sinceUs - limits.messageMemoryUs
    for (const [id, lines] of this.#homeless) {
      while (lines[0] !== undefined && lines[0].sinceUs <= sinceUs) {
        this.#handLine(lines.shift() as Line, undefined)
      }
      if (lines.length === 0) this.#homeless.delete(id)
    }
    for (const [key, lane] of this.#lanes) {
      for (const line of lane.lines) {
        if (line.sinceUs > sinceUs) break
        if (line.alone) continue
        line.alone = true
        this.#handLine(line, undefined)
      }
      for (const record of lane.records) {
        const mocked = Math.abs(record.message.timeUs - record.sinceUs) > limits.clockSkewUs
        if (record.sinceUs > sinceUs - (mocked ? limits.mockedMessageWaitUs : 0)) break
        if (record.alone) continue
        record.alone = true
        this.#handRecord(record)
      }
      while (lane.lines[0]?.alone === true && lane.lines[0].sinceUs <= forgetUs) lane.lines.shift()
      while (lane.records[0]?.alone === true && lane.records[0].sinceUs <= forgetUs) {
        this.#dropRecord(lane)
      }
      if (lane.lines.length === 0 && lane.records.length === 0) this.#lanes.delete(key)
    }
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
      if (!record.alone) this.#handLine(line, record.message)
      return
    }
    lane.lines.push(line)
    if (lane.lines.length <= limits.maxLaneLength) return
    const oldest = lane.lines.shift()
    if (oldest !== undefined && !oldest.alone) this.#handLine(oldest, undefined)
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
    if (!record.alone) this.#handRecord(record)
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

  #handLine(line: Line, message: CapturedMessage | undefined): void {
    const { fact } = line
    const peer = this.#peers.get(fact.peerId)
    const timeUs =
      message !== undefined &&
      (fact.mockTimeS === undefined || !this.#stage.inputs.log.timeMicros) &&
      Math.abs(message.timeUs - fact.timeUs) < limits.clockSkewUs
        ? message.timeUs
        : fact.timeUs
    const missing = message === undefined && fact.size > 0 ? ['payload'] : []
    this.#hand(fact.direction, timeUs, peer, fact.peerId, '', {
      messageType: message?.messageType ?? fact.messageType,
      size: fact.size,
      payload: message?.payload ?? NO_BYTES,
      missing,
    })
  }

  #handRecord(record: Record): void {
    const { message } = record
    const mocked = Math.abs(message.timeUs - record.sinceUs) > limits.clockSkewUs
    const timeUs = mocked ? record.sinceUs : message.timeUs
    const address = message.directory.replaceAll('_', ':')
    this.#hand(
      message.direction,
      timeUs,
      undefined,
      undefined,
      address,
      {
        messageType: message.messageType,
        size: message.payload.length,
        payload: message.payload,
        missing: [],
      },
      message,
    )
  }

  #hand(
    direction: Direction,
    timeUs: number,
    knownPeer: Peer | undefined,
    peerId: number | undefined,
    address: string,
    body: {
      readonly messageType: string
      readonly size: number
      readonly payload: Uint8Array
      readonly missing: readonly string[]
    },
    record?: CapturedMessage,
  ): void {
    const { messageType, size, payload } = body
    this.#stage.add({
      timeUs,
      hand: () => {
        const peer =
          knownPeer ??
          (record === undefined
            ? undefined
            : this.#peers.atDirectory(record.directory, record.timeUs))
        const missing = [...body.missing]
        const id = peer?.id ?? peerId
        if (id === undefined) missing.push('peerId')
        const name = peer?.name === undefined || peer.name === '' ? address : peer.name
        if (name === '') missing.push('address')
        const connectionType = peer?.connectionType ?? ''
        if (connectionType === '') missing.push('connectionType')
        this.#stage.emit({
          tracepoint: direction === 'inbound' ? 'net:inbound_message' : 'net:outbound_message',
          timestampUs: timeUs,
          ...qualityWith(missing, peerId === undefined ? 'derived' : 'exact'),
          peerId: id ?? 0,
          address: name,
          connectionType,
          messageType,
          size,
          payload,
        })
      },
    })
  }
}

const NO_BYTES = new Uint8Array(0)

/** As Core shows text that a peer sent: without characters other than these. */
function sanitized(text: string): string {
  return text.replace(/[^0-9A-Za-z .,;\-_/:?@()]/g, '')
}
