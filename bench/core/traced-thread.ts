import {
  createRing,
  monotonicClock,
  RingControl,
  RingReader,
  RingWriter,
} from '../../src/publisher/ring/index.js'
import { createSites } from '../../src/publisher/sites/index.js'
import { TRACEPOINTS } from '../../src/tracepoints/index.js'
import { type Case, keep } from './measure.js'
import { ADDRESSES, HASHES, MESSAGE_TYPES, payload } from './node-load.js'

const EVENTS = 4096

/** What a site costs the node's thread, off and on. The ring is drained between the runs. */
export function tracedThreadCases(coarseClock: boolean): Case[] {
  const ring = createRing()
  const writer = new RingWriter(ring, { coarseClock })
  const control = new RingControl(ring)
  const reader = new RingReader(ring)
  const sites = createSites(writer)
  for (const { id } of TRACEPOINTS) {
    control.setEnabled(id, id !== 9)
    control.setPayloadLimit(id, 0xffffffff)
  }
  const between = (): void => {
    reader.drain({ event() {}, loss() {} })
    control.tick()
  }
  const on = sites['net:inbound_message']
  const off = sites['utxocache:spent']
  const coin = sites['utxocache:add']
  const interned = ADDRESSES.map(address => writer.intern(address))
  const inbound = writer.intern('inbound')
  const small = payload(8)
  const large = payload(4096)
  const medium = payload(250)
  const aligned = new Uint8Array(4096).fill(7)
  const shared = new Uint8Array(new SharedArrayBuffer(64 * 1024 * 1024))
  const clock = monotonicClock()
  let sharedAt = 0
  return [
    {
      name: 'an empty loop',
      run() {
        let sum = 0
        for (let i = 0; i < 1e6; i++) sum += i & 3
        keep(sum)
        return 1e6
      },
    },
    {
      name: 'site off',
      run() {
        let sum = 0
        for (let i = 0; i < 1e6; i++) {
          if (off.enabled) off.fire(HASHES[i & 255]!, i, 800000, 5000, false, 'main')
          sum += i & 3
        }
        keep(sum)
        return 1e6
      },
    },
    {
      name: 'the clock alone',
      run() {
        let sum = 0
        for (let i = 0; i < EVENTS; i++) sum += clock()
        keep(sum)
        return EVENTS
      },
    },
    {
      name: 'net message, 8 bytes, strings',
      between,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!on.enabled) continue
          on.fire(i % 125, ADDRESSES[i % 125]!, 'inbound', MESSAGE_TYPES[i & 7]!, 8, small)
        }
        return EVENTS
      },
    },
    {
      name: 'net message, 8 bytes, address and type interned',
      between,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!on.enabled) continue
          on.fire(i % 125, interned[i % 125]!, inbound, MESSAGE_TYPES[i & 7]!, 8, small)
        }
        return EVENTS
      },
    },
    {
      name: 'net message, 250 bytes',
      between,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!on.enabled) continue
          on.fire(i % 125, interned[i % 125]!, inbound, MESSAGE_TYPES[i & 7]!, 250, medium)
        }
        return EVENTS
      },
    },
    {
      name: 'net message, 4096 bytes',
      between,
      run() {
        for (let i = 0; i < 512; i++) {
          if (!on.enabled) continue
          on.fire(i % 125, interned[i % 125]!, inbound, MESSAGE_TYPES[i & 7]!, 4096, large)
        }
        return 512
      },
    },
    {
      name: 'copy of 4096 aligned bytes to cold shared memory',
      run() {
        for (let i = 0; i < 512; i++) {
          shared.set(aligned, sharedAt)
          sharedAt = (sharedAt + 4160) & (64 * 1024 * 1024 - 8192)
        }
        return 512
      },
    },
    {
      name: 'utxocache:add',
      between,
      run() {
        for (let i = 0; i < EVENTS; i++) {
          if (!coin.enabled) continue
          coin.fire(HASHES[i & 255]!, i, 800000, 5000 + i, false, 'main')
        }
        return EVENTS
      },
    },
  ]
}
