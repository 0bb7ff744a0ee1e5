import { createConnection } from 'node:net'
import { devNull } from 'node:os'
import { Worker } from 'node:worker_threads'
import pino from 'pino'
import protobuf from 'protobufjs'
import type { Bench, BenchContext, BenchResult } from '../harness/bench.js'
import { entryOf } from '../harness/entry.js'
import { type Case, interleave } from '../harness/interleave.js'
import { microOptions } from '../harness/micro-options.js'
import { temporaryDirectory } from '../harness/temporary-directory.js'
import { benchRing } from './bench-ring.js'
import { type ByteRing, type PutMessage, startByteRing } from './byte-ring.js'
import { nodeLoad, PEERS, payload } from './node-load.js'
import { startSharedPackage } from './shared-package.js'
import { startSink } from './sink.js'

const EVENTS = 512

/** More than an event takes. */
const MESSAGE_BYTES = 256

const OWN_RING = 'a ring of bytes as @nxtedition/shared has it'
const PACKAGE_RING = '@nxtedition/shared 3'

export const siteAlternatives: Bench = {
  name: 'site-alternatives',
  about: 'What else a node could do with an event, beside a site: cost on the traced thread.',
  run: siteAlternativesRun,
}

async function siteAlternativesRun(context: BenchContext): Promise<BenchResult> {
  await using directory = temporaryDirectory()
  await using sink = await startSink(directory.path)
  const { addresses, messageTypes } = nodeLoad(context.seed)
  const small = payload(8)
  const { writer, sites, drain } = benchRing()
  // Touched once, so that the first events all around do not pay for the system's pages.
  writer.bytes.fill(0)
  const message = sites['net:inbound_message']
  const interned = addresses.map(address => writer.intern(address))
  const inbound = writer.intern('inbound')
  const type = (i: number): string => messageTypes[i & 7] as string
  const site: Case = {
    name: 'site',
    between: drain,
    run() {
      for (let i = 0; i < EVENTS; i++) {
        if (!message.enabled) continue
        const peer = i % PEERS
        message.fire(peer, interned[peer]!, inbound, type(i), 8, small)
      }
      return EVENTS
    },
  }
  const eventOf = (i: number): PlainEvent => ({
    tracepoint: 'net:inbound_message',
    sequence: i,
    timestampUs: performance.now() * 1000,
    peerId: i % PEERS,
    address: addresses[i % PEERS] as string,
    connectionType: 'inbound',
    messageType: type(i),
    size: 8,
    payload: small,
  })

  await using ownRing = startByteRing()
  const shared = await startSharedPackage()
  await using packageRing = typeof shared === 'string' ? null : shared
  const putEvent = eventWriter(addresses, messageTypes, small)
  const ringCase = (name: string, ring: ByteRing): Case => ({
    name,
    run() {
      for (let i = 0; i < EVENTS; i++) ring.write(MESSAGE_BYTES, putEvent, i)
      return EVENTS
    },
  })

  await using json = socketOf(sink.path)
  await using proto = socketOf(sink.path)
  const Message = protobuf.parse(PROTO).root.lookupType('Event')
  const worker = new Worker("require('node:worker_threads').parentPort.on('message', () => {})", {
    eval: true,
  })
  worker.unref()
  const log = pino(pino.destination({ dest: devNull, sync: false, minLength: 4096 }))
  const publisher = await zeromqPublisher(sink.zeromq)
  const cases: Case[] = [
    site,
    ringCase(OWN_RING, ownRing),
    ...(packageRing === null ? [] : [ringCase(PACKAGE_RING, packageRing)]),
    {
      name: 'JSON.stringify and socket.write',
      between: json.drained,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          const event = eventOf(i)
          json.socket.write(
            `${JSON.stringify({ ...event, payload: Buffer.from(event.payload).toString('hex') })}\n`,
          )
        }
        return EVENTS
      },
    },
    {
      name: 'protobufjs and socket.write',
      between: proto.drained,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          proto.socket.write(Message.encodeDelimited(eventOf(i)).finish())
        }
        return EVENTS
      },
    },
    {
      name: 'worker.postMessage',
      run() {
        for (let i = 0; i < EVENTS; i++) worker.postMessage(eventOf(i))
        return EVENTS
      },
      between: () => new Promise(resolve => setImmediate(resolve)),
    },
    {
      name: 'pino to the null device',
      run() {
        for (let i = 0; i < EVENTS; i++) {
          const event = eventOf(i)
          log.info({ ...event, payload: Buffer.from(event.payload).toString('hex') })
        }
        return EVENTS
      },
      between: () => new Promise(resolve => setImmediate(resolve)),
    },
  ]
  if (publisher !== null) {
    cases.push({
      name: 'zeromq publisher',
      async run() {
        // One send at a time: a second one before the first has ended is refused.
        for (let i = 0; i < EVENTS; i++) {
          await publisher.send(['net', JSON.stringify(eventOf(i))])
        }
        return EVENTS
      },
    })
  }
  const samples = await interleave(cases, microOptions(context))
  publisher?.close()
  await worker.terminate()
  const site8 = samples.get('site') ?? []
  return {
    entries: [
      ...cases
        .filter(({ name }) => name !== 'site')
        .map(({ name }) =>
          entryOf({
            bench: 'site-alternatives',
            figure: 'a site, exact clock, message type as a string',
            unit: 'ns',
            samples: site8,
            reference: { name, samples: samples.get(name) ?? [] },
            ...noteOf(name, shared),
          }),
        ),
    ],
  }
}

function noteOf(name: string, shared: ByteRing | string): { readonly note?: string } {
  if (name === 'zeromq publisher') return { note: 'JSON as text in the second frame.' }
  if (name !== OWN_RING) return {}
  const left = typeof shared === 'string' ? ` The package itself is left out: ${shared}.` : ''
  return {
    note: `Fields put straight into shared memory, texts byte by byte; another thread drains it.${left}`,
  }
}

/** Writes the fields of an event in the fastest way found: in place, short texts in loops. */
function eventWriter(
  addresses: readonly string[],
  messageTypes: readonly string[],
  payload: Uint8Array,
): PutMessage {
  const putText = (bytes: Uint8Array, at: number, text: string): number => {
    const { length } = text
    bytes[at] = length
    for (let k = 0; k < length; k++) bytes[at + 1 + k] = text.charCodeAt(k)
    return at + 1 + length
  }
  return ({ bytes, view }, start, i) => {
    view.setUint32(start, 0, true)
    view.setFloat64(start + 4, i, true)
    view.setFloat64(start + 12, performance.now() * 1000, true)
    view.setFloat64(start + 20, i % PEERS, true)
    view.setFloat64(start + 28, 8, true)
    let at = putText(bytes, start + 36, addresses[i % PEERS] as string)
    at = putText(bytes, at, 'inbound')
    at = putText(bytes, at, messageTypes[i & 7] as string)
    bytes[at++] = payload.length
    for (let k = 0; k < payload.length; k++) bytes[at++] = payload[k] as number
    return at
  }
}

interface PlainEvent {
  readonly tracepoint: string
  readonly sequence: number
  readonly timestampUs: number
  readonly peerId: number
  readonly address: string
  readonly connectionType: string
  readonly messageType: string
  readonly size: number
  readonly payload: Uint8Array
}

const PROTO = `
syntax = "proto3";
message Event {
  string tracepoint = 1;
  uint64 sequence = 2;
  double timestampUs = 3;
  int64 peerId = 4;
  string address = 5;
  string connectionType = 6;
  string messageType = 7;
  uint64 size = 8;
  bytes payload = 9;
}
`

interface SinkSocket extends AsyncDisposable {
  readonly socket: ReturnType<typeof createConnection>
  /** Resolves when all that was written has left the process. */
  drained(): Promise<void>
}

function socketOf(path: string): SinkSocket {
  const socket = createConnection(path)
  const drained = (): Promise<void> =>
    new Promise((resolve, reject) =>
      socket.write('\n', error => (error ? reject(error) : resolve())),
    )
  return {
    socket,
    drained,
    [Symbol.asyncDispose]: async () => {
      socket.destroy()
    },
  }
}

interface ZeromqPublisher {
  send(frames: readonly string[]): Promise<void>
  close(): void
}

/** Null where the optional package is not installed. */
async function zeromqPublisher(endpoint: string | null): Promise<ZeromqPublisher | null> {
  if (endpoint === null) return null
  const { Publisher } = await import('zeromq')
  const publisher = new Publisher({ sendHighWaterMark: 100_000 })
  await publisher.connect(endpoint)
  return {
    send: frames => publisher.send([...frames]),
    close: () => publisher.close(),
  }
}
