/**
 * What the worker cannot do without: it wakes up by the worker's timers, and writes as many bytes
 * as its batches have. Neither ring nor events, batches or calls.
 */
import { createServer, type Socket } from 'node:net'
import { FRAME_HEADER_BYTES } from './bare-frame.js'

export interface BareWriterSettings {
  readonly path: string
  readonly lowLatency: boolean
}

export interface BareWriterOrder {
  /** Events that the bytes stand for, a second. */
  readonly rate: number
  readonly milliseconds: number
  readonly bytesPerEvent: number
}

export interface BareWriterAnswer {
  readonly events: number
  readonly seconds: number
  readonly cpuNs: number
}

/** The most events of a batch. */
const FRAME_EVENTS = 4096
const TIMER_MS = 1
const LOW_LATENCY_MS = 0.25

const { path, lowLatency } = JSON.parse(process.argv[2] ?? '{}') as BareWriterSettings
const never = new Int32Array(new SharedArrayBuffer(4))
const filling = Buffer.alloc(1 << 22)
const sockets: Socket[] = []
const server = createServer(socket => {
  sockets.push(socket)
  socket.on('data', () => {})
  socket.on('error', () => {})
})
await new Promise<void>(resolve => server.listen(path, resolve))

function write(events: number, bytes: number, fromUs: number, toUs: number): void {
  const header = Buffer.allocUnsafe(FRAME_HEADER_BYTES)
  const length = Math.min(Math.max(Math.round(bytes), FRAME_HEADER_BYTES), filling.length)
  header.writeUInt32LE(length, 0)
  header.writeUInt32LE(events, 4)
  header.writeDoubleLE(fromUs, 8)
  header.writeDoubleLE(toUs, 16)
  for (const socket of sockets) {
    socket.cork()
    socket.write(header)
    socket.write(filling.subarray(FRAME_HEADER_BYTES, length))
    socket.uncork()
  }
}

function run({ rate, milliseconds, bytesPerEvent }: BareWriterOrder): Promise<BareWriterAnswer> {
  return new Promise(resolve => {
    const before = process.cpuUsage()
    const start = nowUs()
    let events = 0
    let lastUs = start
    const look = (): void => {
      const now = nowUs()
      let due = Math.floor((rate * (now - start)) / 1e6) - events
      events += due
      while (due > 0) {
        const some = Math.min(due, FRAME_EVENTS)
        write(some, some * bytesPerEvent, lastUs, now)
        due -= some
      }
      lastUs = now
      if (now - start < milliseconds * 1000) {
        again()
        return
      }
      const { user, system } = process.cpuUsage(before)
      resolve({ events, seconds: (now - start) / 1e6, cpuNs: (user + system) * 1000 })
    }
    const again = (): void => {
      if (!lowLatency) {
        setTimeout(look, TIMER_MS)
        return
      }
      setImmediate(() => {
        Atomics.wait(never, 0, 0, LOW_LATENCY_MS)
        look()
      })
    }
    again()
  })
}

function nowUs(): number {
  return Number(process.hrtime.bigint()) / 1000
}

process.on('message', (order: BareWriterOrder) => {
  void run(order).then(answer => process.send?.(answer))
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
