/** Genuine exchanges, damaged: a connection goes on or ends, and never throws. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Capability, InterfaceServer } from '../../src/rpc/index.js'
import { init, proxy } from '../../src/schema/index.js'
import { TRIALS } from '../capnp/property.js'
import { settle } from './pair.js'
import { RawPeer } from './raw-peer.js'
import { Census, EMPTY, echoServer, Gate, pair, say } from './scenario.js'

const { construct, makeEcho } = init.Init.methods
const { makeThread } = proxy.ThreadMap.methods

/** An Init that answers now, later, and with promises, and calls back. */
class Server {
  readonly census = new Census()
  readonly gate = new Gate()

  main(): InterfaceServer {
    const local = Capability.of(
      new InterfaceServer('Later').on(makeEcho, async (_params, call) => {
        await this.gate.opened
        call.results((results, capabilities) => {
          results.result = capabilities.addServer(this.census.echo())
        })
      }),
    )
    return new InterfaceServer('Init', () => local.release())
      .on(makeEcho, (_params, call) => {
        const promised = local.startCall(makeEcho).pipeline(0)
        call.results((results, capabilities) => {
          results.result = capabilities.add(promised)
        })
        promised.release()
      })
      .on(construct, async (params, call) => {
        const given = call.capabilities.take(params.threadMap)
        try {
          await given?.call(makeThread)
          await this.gate.opened
          call.results((results, capabilities) => {
            results.threadMap = capabilities.add(given)
          })
        } finally {
          given?.release()
        }
      })
  }
}

/** Everything at once; gives what each side has sent. */
async function exchange(): Promise<{ client: Uint8Array[]; server: Uint8Array[] }> {
  const server = new Server()
  const { client, clientTransport, serverTransport } = pair(server.main())
  const main = client.bootstrap()
  const making = main.startCall(makeEcho, null, (results, capabilities) =>
    capabilities.take(results.result),
  )
  const early = making.pipeline(0)
  const bouncing = main.startCall(construct, (params, capabilities) => {
    params.threadMap = capabilities.addServer(
      new InterfaceServer('ThreadMap').on(makeThread, () => {}),
    )
  })
  const bounced = bouncing.pipeline(0)
  const controller = new AbortController()
  const calls: Promise<unknown>[] = [
    say(early, 'pipelined'),
    bounced.call(makeThread),
    say(main, 'unimplemented'),
    main.call(construct, null, null, { signal: controller.signal }),
  ].map(call => call.catch(() => {}))
  await settle(4)
  controller.abort()
  server.gate.open()
  const made = await making.promise
  await bouncing.promise
  await settle()
  calls.push(bounced.call(makeThread))
  if (made !== null) calls.push(say(made, 'direct'))
  await Promise.all(calls)
  for (const capability of [made, early, bounced, main]) capability?.release()
  await settle()
  return { client: clientTransport.sent, server: serverTransport.sent }
}

const sent = await exchange()

interface Damage {
  readonly frame: number
  readonly at: number
  readonly byte: number
}

const damages = fc.array(
  fc.record({ frame: fc.nat(), at: fc.nat(), byte: fc.oneof(fc.nat(8), fc.nat(255)) }),
  { minLength: 1, maxLength: 6 },
)
/** Frames said twice, left out, or said earlier. */
const orders = fc.array(fc.nat(), { maxLength: 4 })

function damaged(
  frames: readonly Uint8Array[],
  damage: readonly Damage[],
  order: readonly number[],
): Uint8Array[] {
  const copies = frames.map(frame => frame.slice())
  for (const { frame, at, byte } of damage) {
    const hit = copies[frame % copies.length] as Uint8Array
    // Behind the segment table, which the splitter checks.
    hit[8 + (at % (hit.length - 8))] = byte
  }
  for (const from of order) {
    const [moved] = copies.splice(from % copies.length, 1)
    if (moved !== undefined && from % 3 !== 0) copies.splice((from >>> 4) % copies.length, 0, moved)
    if (moved !== undefined && from % 3 === 2) copies.push(moved.slice())
  }
  return copies
}

test('the exchange has messages of every kind', () => {
  const kinds = new Set(
    [...sent.client, ...sent.server].map(frame => {
      const peer = new RawPeer()
      peer.send([frame])
      return peer.heard[0]?.which()
    }),
  )
  // Bootstrap, Call, Return, Finish, Release, Resolve, Disembargo.
  for (const kind of [8, 2, 3, 4, 6, 5, 13]) assert.ok(kinds.has(kind), `kind ${kind}`)
})

test('a server that hears damaged messages goes on or ends, and keeps nothing', async () => {
  await fc.assert(
    fc.asyncProperty(damages, orders, async (damage, order) => {
      const server = new Server()
      const peer = new RawPeer(server.main())
      for (const frame of damaged(sent.client, damage, order)) peer.tellFrame(frame)
      server.gate.open()
      await settle(3)
      peer.leave()
      await settle(3)
      assert.deepEqual(peer.connection.tableSizes(), EMPTY)
      assert.equal(server.census.live, 0)
    }),
    TRIALS,
  )
})

test('a client that hears damaged messages goes on or ends, and keeps nothing', async () => {
  await fc.assert(
    fc.asyncProperty(damages, orders, async (damage, order) => {
      const census = new Census()
      const peer = new RawPeer()
      const main = peer.connection.bootstrap()
      const making = main.startCall(makeEcho, null, (results, capabilities) =>
        capabilities.take(results.result)?.release(),
      )
      const early = making.pipeline(0)
      const bouncing = main.startCall(construct, (params, capabilities) => {
        params.threadMap = capabilities.addServer(census.echo())
      })
      const bounced = bouncing.pipeline(0)
      const calls: Promise<unknown>[] = [
        say(early, 'early'),
        bounced.call(makeThread),
        say(main, ''),
      ]
      for (const frame of damaged(sent.server, damage, order)) peer.tellFrame(frame)
      calls.push(say(early, 'late'), say(bounced, 'late'))
      const outcomes = Promise.allSettled(calls)
      await settle(3)
      peer.leave()
      await outcomes
      for (const capability of [early, bounced, main]) capability.release()
      await settle(3)
      assert.deepEqual(peer.connection.tableSizes(), EMPTY)
      assert.equal(census.live, 0)
    }),
    TRIALS,
  )
})

test('any bytes, in frames that are whole, end a connection or not, and keep nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 8, maxLength: 96 })), contents => {
      const census = new Census()
      const peer = new RawPeer(echoServer(text => text))
      for (const content of contents) {
        const words = content.length >> 3
        const frame = new Uint8Array(8 + words * 8)
        frame[4] = words
        frame.set(content.subarray(0, words * 8), 8)
        peer.tellFrame(frame)
      }
      peer.leave()
      assert.deepEqual(peer.connection.tableSizes(), EMPTY)
      assert.equal(census.live, 0)
    }),
    TRIALS,
  )
})
