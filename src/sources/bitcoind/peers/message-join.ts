import type { CapturedMessage } from '../inputs.js'
import { BridgeLimits } from '../limits.js'
import type { MessageLogged } from '../log/facts.js'
import type { Stage } from '../stage.js'
import { isSameMessage, Lane, type WaitingLine } from './lane.js'
import { isMocked, MessageEvents } from './message-events.js'
import { captureDirectory, directoryAddress } from './peer.js'
import type { PeerTable } from './peer-table.js'

/**
 * Joins the two views of a P2P message: its line of `-debug=net`, which knows the peer and the
 * real time, and its captured record, which knows the payload. Either is enough alone: after most
 * of the merge window, or at once where the other input is off.
 *
 * A record's own time is the node's clock. While `setmocktime` moves that clock, a record's time
 * says nothing, and its line's time counts.
 */
export class MessageJoin {
  readonly #stage: Stage
  readonly #peers: PeerTable
  readonly #events: MessageEvents
  readonly #lanes = new Map<string, Lane>()
  /** Lines of peers whose address nobody has told yet. */
  readonly #homeless = new Map<number, WaitingLine[]>()
  /** Bytes of the payloads of all records that wait. */
  #heldBytes = 0

  constructor(stage: Stage, peers: PeerTable) {
    this.#stage = stage
    this.#peers = peers
    this.#events = new MessageEvents(stage, peers)
  }

  onLine(fact: MessageLogged): void {
    const peer = this.#peers.ensure(fact.peerId, fact.timeUs)
    // A time in whole seconds may be most of the window ago when the line comes.
    const { nowUs } = this.#stage
    const sinceUs = this.#stage.inputs.log.timeMicros ? fact.timeUs : Math.max(fact.timeUs, nowUs)
    const line = { fact, sinceUs }
    if (!this.#stage.inputs.capture) {
      this.#events.ofLine(fact, undefined)
      return
    }
    if (peer.address !== '') {
      this.#joinLine(this.#lane(captureDirectory(peer.address), fact.direction), line)
      return
    }
    const waiting = this.#homeless.get(peer.id)
    if (waiting === undefined) {
      this.#homeless.set(peer.id, [line])
      this.#stage.want({ method: 'getpeerinfo', params: [] })
    } else if (waiting.length < BridgeLimits.maxHomelessLines) waiting.push(line)
    else this.#events.ofLine(fact, undefined)
  }

  onRecord(message: CapturedMessage): void {
    const { log } = this.#stage.inputs
    const record = { message, size: message.payload.length, sinceUs: this.#stage.nowUs }
    if (!log.on || !log.categories.has('net')) {
      this.#events.ofRecord(message, record.sinceUs)
      return
    }
    const lane = this.#lane(message.directory, message.direction)
    const line = lane.lineOf(record, this.#toleranceUs)
    if (line === 'swallow') return
    if (line !== undefined) {
      this.#events.ofLine(line.fact, message)
      return
    }
    lane.records.push(record)
    this.#heldBytes += message.payload.length
    if (lane.records.length > BridgeLimits.maxLaneLength) this.#giveUpRecord(lane)
    while (this.#heldBytes > BridgeLimits.maxHeldPayloadBytes) {
      const oldest = this.#laneOfOldestRecord()
      if (oldest === undefined) return
      this.#giveUpRecord(oldest)
    }
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
    this.#bindHomeless(sinceUs)
    for (const [id, lines] of this.#homeless) {
      const late = lines.filter(line => line.sinceUs <= sinceUs)
      for (const { fact } of late) this.#events.ofLine(fact, undefined)
      if (late.length === lines.length) this.#homeless.delete(id)
      else if (late.length > 0) this.#homeless.set(id, lines.slice(late.length))
    }
    for (const [key, lane] of this.#lanes) {
      for (let line = lane.lines.first; line !== undefined; line = lane.lines.first) {
        if (line.sinceUs > sinceUs) break
        this.#giveUpLine(lane)
      }
      for (let record = lane.records.first; record !== undefined; record = lane.records.first) {
        const isOff = isMocked(record.message.timeUs, record.sinceUs)
        if (record.sinceUs > sinceUs - (isOff ? BridgeLimits.mockedMessageWaitUs : 0)) break
        this.#giveUpRecord(lane)
      }
      lane.forget(sinceUs - BridgeLimits.messageMemoryUs)
      if (lane.isEmpty) this.#lanes.delete(key)
    }
  }

  /** All that waits goes out as it is. */
  flush(): void {
    this.settle()
    this.expire(Number.MAX_SAFE_INTEGER)
  }

  /** How far apart the times of two views can be. */
  get #toleranceUs(): number {
    return BridgeLimits.messageSkewUs + (this.#stage.inputs.log.timeMicros ? 0 : 1_000_000)
  }

  #joinLine(lane: Lane, line: WaitingLine): void {
    const record = lane.recordOf(line, this.#toleranceUs)
    if (record === 'swallow') return
    if (record !== undefined) {
      this.#heldBytes -= record.message.payload.length
      this.#events.ofLine(line.fact, record.message)
      return
    }
    lane.lines.push(line)
    if (lane.lines.length > BridgeLimits.maxLaneLength) this.#giveUpLine(lane)
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
          records.some(record => isSameMessage(first, record, this.#toleranceUs))
        if (isOwn) candidates.add(directory)
      }
      const [directory] = candidates
      if (directory === undefined || candidates.size > 1) continue
      this.#peers.setAddress(peer, directoryAddress(directory))
      isBound = true
    }
    if (isBound) this.settle()
  }

  #lane(directory: string, direction: 'inbound' | 'outbound'): Lane {
    const key = `${direction} ${directory}`
    let lane = this.#lanes.get(key)
    if (lane === undefined) {
      lane = new Lane()
      this.#lanes.set(key, lane)
    }
    return lane
  }

  #giveUpLine(lane: Lane): void {
    const line = lane.lines.shift()
    if (line === undefined) return
    this.#events.ofLine(line.fact, undefined)
    lane.rememberLine(line)
  }

  #giveUpRecord(lane: Lane): void {
    const record = lane.records.shift()
    if (record === undefined) return
    const { message, sinceUs } = record
    this.#heldBytes -= message.payload.length
    this.#events.ofRecord(message, sinceUs)
    lane.rememberRecord(record)
  }

  #laneOfOldestRecord(): Lane | undefined {
    let oldest: Lane | undefined
    for (const lane of this.#lanes.values()) {
      const sinceUs = lane.records.first?.sinceUs
      if (sinceUs === undefined) continue
      if (sinceUs < (oldest?.records.first?.sinceUs ?? Number.POSITIVE_INFINITY)) oldest = lane
    }
    return oldest
  }
}
