import { keep } from '../harness/interleave.js'
import { type NodeLoad, PEERS } from './node-load.js'

const PAYLOAD_BYTES = 8

/** The least that plain objects of net messages can be; each returns how many it made. */
export interface BareObjects {
  /**
   * An object literal of as many fields, its values from arrays, all with the same empty payload.
   */
  literals(): number
  /** The same, each with a view of its own payload. */
  literalsWithViews(): number
  /** Such views alone. */
  views(): number
}

export function bareObjects(events: number, { addresses, messageTypes }: NodeLoad): BareObjects {
  const times = Float64Array.from({ length: events }, (_, i) => 1e9 + i)
  const sizes = new Uint32Array(events).fill(PAYLOAD_BYTES)
  const peers = Uint32Array.from({ length: events }, (_, i) => i % PEERS)
  const addressIndex = Uint16Array.from({ length: events }, (_, i) => i % PEERS)
  const typeIndex = Uint16Array.from({ length: events }, (_, i) => i & 7)
  const bytes = new ArrayBuffer(events * PAYLOAD_BYTES)
  const noPayload = new Uint8Array(0)
  // Not the names of an event: V8 would take both for one shape, and fit it to the values of both.
  const objectOf = (i: number, payload: Uint8Array) => ({
    name: 'net:inbound_message',
    sequence: i,
    timestampUs: times[i] as number,
    peerId: peers[i] as number,
    address: addresses[addressIndex[i] as number] as string,
    connectionType: 'inbound',
    messageType: messageTypes[typeIndex[i] as number] as string,
    size: sizes[i] as number,
    payload,
  })
  const viewOf = (i: number): Uint8Array => new Uint8Array(bytes, i * PAYLOAD_BYTES, PAYLOAD_BYTES)
  return {
    literals() {
      let sum = 0
      for (let i = 0; i < events; i++) {
        const one = objectOf(i, noPayload)
        used[0] = one
        sum += one.sequence
      }
      keep(sum)
      return events
    },
    literalsWithViews() {
      let sum = 0
      for (let i = 0; i < events; i++) {
        const one = objectOf(i, viewOf(i))
        used[0] = one
        sum += one.sequence
      }
      keep(sum)
      return events
    },
    views() {
      for (let i = 0; i < events; i++) used[0] = viewOf(i)
      return events
    },
  }
}

/** What is put here has to be made. */
const used: object[] = [{}]
