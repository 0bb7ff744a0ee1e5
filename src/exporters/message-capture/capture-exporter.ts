import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CAPTURE_RECEIVED_FILE,
  CAPTURE_SENT_FILE,
  writeCaptureHeader,
} from '../../bitcoin/index.js'
import type { Batch } from '../../client/index.js'
import { fileFailed } from '../../errors/index.js'
import type { TraceEvent } from '../../tracepoints/index.js'
import type { Exporter, ExportTotals } from '../exporter.js'
import { ExportLimits } from '../limits.js'
import { AppendBuffers } from './append-buffers.js'
import { directoryOf } from './peer-directory.js'

type MessageEvent = TraceEvent<'net:inbound_message' | 'net:outbound_message'>

/** P2P messages in the layout of Bitcoin Core's `-capturemessages`. */
export class CaptureExporter implements Exporter {
  readonly #directory: string
  readonly #zero: number
  readonly #peers = new Set<string>()
  readonly #files = new AppendBuffers()
  #events = 0
  #skipped = 0

  constructor(directory: string, monotonicZeroUnixUs: number) {
    this.#directory = directory
    this.#zero = monotonicZeroUnixUs
  }

  get totals(): ExportTotals {
    return { events: this.#events, skipped: this.#skipped }
  }

  async write(batch: Batch): Promise<void> {
    for (const event of batch) {
      const { tracepoint } = event
      const isMessage =
        tracepoint === 'net:inbound_message' || tracepoint === 'net:outbound_message'
      if (isMessage && (await this.#writeMessage(event))) this.#events++
      else this.#skipped++
    }
  }

  close(): Promise<void> {
    return this.#files.flush()
  }

  /** False for a message whose payload is not there whole, which the format cannot say. */
  async #writeMessage(event: MessageEvent): Promise<boolean> {
    const { peerId, address, messageType, payload, size, timestampUs } = event
    if (payload.length !== size) return false
    const peer = directoryOf(peerId, address)
    if (!(await this.#makePeer(peer))) return false
    const name =
      event.tracepoint === 'net:inbound_message' ? CAPTURE_RECEIVED_FILE : CAPTURE_SENT_FILE
    const timeUs = timestampUs + this.#zero
    const header = writeCaptureHeader({ timeUs, messageType, payloadBytes: size })
    await this.#files.append(join(this.#directory, peer, name), [header, payload])
    return true
  }

  async #makePeer(peer: string): Promise<boolean> {
    if (this.#peers.has(peer)) return true
    if (this.#peers.size >= ExportLimits.maxCapturePeers) return false
    const path = join(this.#directory, peer)
    await mkdir(path).catch((cause: unknown) => {
      throw fileFailed('cannot be made', path, cause)
    })
    this.#peers.add(peer)
    return true
  }
}
