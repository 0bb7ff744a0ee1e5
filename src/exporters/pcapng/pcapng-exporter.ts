import type { Batch } from '../../client/index.js'
import type { TraceEvent } from '../../tracepoints/index.js'
import { VERSION } from '../../version/index.js'
import type { Exporter, ExportTotals } from '../exporter.js'
import { ExportLimits } from '../limits.js'
import { OutputFile } from '../output-file.js'
import {
  enhancedPacket,
  interfaceDescription,
  nameOfAddress,
  type Packet,
  sectionHeader,
} from './blocks.js'
import { localEndpoint, peerEndpoint } from './endpoints.js'
import { MESSAGE_HEADER_BYTES, messageFrame } from './message-frame.js'
import type { NetworkParameters } from './network-magic.js'
import { TcpStream } from './tcp-stream.js'

type MessageEvent = TraceEvent<'net:inbound_message' | 'net:outbound_message'>

/** Ports that a node connects from. */
const FIRST_PORT = 49_152
const PORTS = 16_384

/**
 * P2P messages as packets of TCP connections that never were, so that Wireshark takes them apart.
 * A peer is a connection; what is known of its beginning and end is kept.
 */
export class PcapngExporter implements Exporter {
  readonly #file: OutputFile
  readonly #network: NetworkParameters
  readonly #zero: number
  /** By the peer's id and address; the one used the longest time ago is the first. */
  readonly #streams = new Map<string, TcpStream>()
  readonly #named = new Set<string>()
  #opened = 0
  #events = 0
  #skipped = 0

  private constructor(file: OutputFile, network: NetworkParameters, monotonicZeroUnixUs: number) {
    this.#file = file
    this.#network = network
    this.#zero = monotonicZeroUnixUs
  }

  static async open(
    path: string,
    network: NetworkParameters,
    monotonicZeroUnixUs: number,
  ): Promise<PcapngExporter> {
    const file = await OutputFile.open(path)
    await file.write(sectionHeader(`nodetap ${VERSION}`))
    await file.write(interfaceDescription())
    return new PcapngExporter(file, network, monotonicZeroUnixUs)
  }

  get totals(): ExportTotals {
    return { events: this.#events, skipped: this.#skipped }
  }

  async write(batch: Batch): Promise<void> {
    for (const event of batch) {
      if (await this.#writeEvent(event)) this.#events++
      else this.#skipped++
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  /** False for an event that packets cannot show. */
  async #writeEvent(event: TraceEvent): Promise<boolean> {
    switch (event.tracepoint) {
      case 'net:inbound_message':
      case 'net:outbound_message':
        return this.#writeMessage(event)
      case 'net:inbound_connection':
      case 'net:outbound_connection':
        await this.#streamOf(event)
        return true
      case 'net:closed_connection': {
        const stream = await this.#streamOf(event)
        await this.#packets(stream.close(event.timestampUs + this.#zero))
        this.#streams.delete(keyOf(event))
        return true
      }
      default:
        return false
    }
  }

  async #writeMessage(event: MessageEvent): Promise<boolean> {
    const { size, payload, messageType, tracepoint } = event
    if (size > ExportLimits.maxMessageBytes) return false
    const stream = await this.#streamOf(event)
    const frame = messageFrame(this.#network.magic, messageType, payload, size)
    const timeUs = event.timestampUs + this.#zero
    const fromPeer = tracepoint === 'net:inbound_message'
    await this.#packets(stream.message(fromPeer, timeUs, frame, MESSAGE_HEADER_BYTES + size))
    return true
  }

  async #streamOf(event: Peer): Promise<TcpStream> {
    const key = keyOf(event)
    const known = this.#streams.get(key)
    if (known !== undefined) {
      // Moved to the end: the first is the one to be forgotten.
      this.#streams.delete(key)
      this.#streams.set(key, known)
      return known
    }
    const peer = peerEndpoint(event.address)
    if (peer.name !== null && this.#named.size < ExportLimits.maxStreams) {
      if (!this.#named.has(peer.name))
        await this.#file.write(nameOfAddress(peer.address, peer.name))
      this.#named.add(peer.name)
    }
    const inbound = event.connectionType === 'inbound'
    const port = inbound ? this.#network.port : FIRST_PORT + (this.#opened % PORTS)
    this.#opened++
    const stream = new TcpStream(peer, localEndpoint(peer, port), inbound)
    this.#streams.set(key, stream)
    if (this.#streams.size > ExportLimits.maxStreams) {
      for (const oldest of this.#streams.keys()) {
        this.#streams.delete(oldest)
        break
      }
    }
    await this.#packets(stream.open(event.timestampUs + this.#zero))
    return stream
  }

  async #packets(packets: Iterable<Packet>): Promise<void> {
    for (const packet of packets) await this.#file.write(enhancedPacket(packet))
  }
}

interface Peer {
  readonly peerId: number
  readonly address: string
  readonly connectionType: string
  readonly timestampUs: number
}

function keyOf({ peerId, address }: Peer): string {
  return `${peerId} ${address}`
}
