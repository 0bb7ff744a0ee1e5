/** What a client cannot do without: it reads what comes, and answers if asked to. Nothing else. */
import { createConnection } from 'node:net'
import { LatencyHistogram } from '../../src/cli/stats/latency-histogram.js'
import { RpcLimits } from '../../src/rpc/index.js'
import { FRAME_HEADER_BYTES } from './bare-frame.js'

export interface BareReaderSettings {
  readonly path: string
  /** Whether a frame is answered and its way timed. If not, bytes are dropped unseen. */
  readonly answers: boolean
}

export interface BareReaderMark {
  readonly cpuNs: number
  readonly p50Us: number
  readonly p99Us: number
}

/** Of the answer to a batch. */
const ANSWER_BYTES = 72

const { path, answers } = JSON.parse(process.argv[2] ?? '{}') as BareReaderSettings
const latency = new LatencyHistogram()
const buffer = new Uint8Array(RpcLimits.readBufferBytes)
const header = Buffer.alloc(FRAME_HEADER_BYTES)
let headerBytes = 0
let frameBytesLeft = 0
let unanswered = 0

const socket = createConnection({
  path,
  onread: {
    buffer,
    callback: count => {
      if (answers) take(count)
      return true
    },
  },
})
await new Promise<void>((resolve, reject) => {
  socket.once('connect', resolve)
  socket.once('error', reject)
})

function take(count: number): void {
  for (let at = 0; at < count; ) {
    if (headerBytes < FRAME_HEADER_BYTES) {
      const end = Math.min(at + FRAME_HEADER_BYTES - headerBytes, count)
      header.set(buffer.subarray(at, end), headerBytes)
      headerBytes += end - at
      at = end
      if (headerBytes < FRAME_HEADER_BYTES) return
      frameBytesLeft = header.readUInt32LE(0) - FRAME_HEADER_BYTES
    }
    const some = Math.min(frameBytesLeft, count - at)
    frameBytesLeft -= some
    at += some
    if (frameBytesLeft > 0) return
    headerBytes = 0
    arrived()
  }
}

/** A whole frame, with events that came about at equal distances. */
function arrived(): void {
  const now = Number(process.hrtime.bigint()) / 1000
  const events = header.readUInt32LE(4)
  const from = header.readDoubleLE(8)
  const step = (header.readDoubleLE(16) - from) / events
  for (let i = 0; i < events; i++) latency.add(now - from - step * (i + 0.5))
  if (unanswered++ === 0) setTimeout(answer, RpcLimits.maxHeldMs)
}

function answer(): void {
  socket.write(Buffer.alloc(unanswered * ANSWER_BYTES))
  unanswered = 0
}

let cpu = process.cpuUsage()
process.on('message', () => {
  const { user, system } = process.cpuUsage(cpu)
  const mark: BareReaderMark = {
    cpuNs: (user + system) * 1000,
    p50Us: latency.percentileUs(0.5),
    p99Us: latency.percentileUs(0.99),
  }
  latency.clear()
  cpu = process.cpuUsage()
  process.send?.(mark)
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
