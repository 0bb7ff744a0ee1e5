import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PeersLimits } from '../../../src/cli/peers/limits.js'
import { LiveTexts } from '../../../src/cli/peers/live-texts.js'
import type { HistoryEntry } from '../../../src/cli/peers/peer.js'
import type { Batch } from '../../../src/client/index.js'
import { ErrorCodes, NodetapError } from '../../../src/errors/index.js'
import { until } from '../../e2e/support.js'
import { Fired } from '../live/fired.js'

/** A stream that a test feeds. */
class Fed {
  readonly peerId: number
  readonly signal: AbortSignal
  isClosed = false
  readonly #waiting: Batch[] = []
  #wake: () => void = () => {}

  constructor(peerId: number, signal: AbortSignal) {
    this.peerId = peerId
    this.signal = signal
    signal.addEventListener('abort', () => this.#wake())
  }

  push(batch: Batch): void {
    this.#waiting.push(batch)
    this.#wake()
  }

  get batches(): AsyncIterable<Batch> {
    return this.#all()
  }

  async *#all(): AsyncGenerator<Batch> {
    while (!this.signal.aborted) {
      const batch = this.#waiting.shift()
      if (batch !== undefined) yield batch
      else {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosed = true
  }
}

const PING = Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0)

function entry(sequence: number, timestampUs: number): HistoryEntry {
  return { sequence, timestampUs, inbound: true, messageType: 'ping', size: 8, text: null }
}

test('what messages say is fetched while a peer is watched, and of no other', async () => {
  const streams: Fed[] = []
  await using texts = new LiveTexts(async (peerId, signal) => {
    const stream = new Fed(peerId, signal)
    streams.push(stream)
    return stream
  })
  assert.equal(streams.length, 0, 'nothing is asked for before')
  texts.watch(1)
  const first = await until('a stream is open', () => streams[0])
  assert.equal(first.peerId, 1)
  const fired = new Fired(5_000_000)
  fired.sites['net:inbound_message'].fire(1, 'a:1', 'inbound', 'ping', 8, PING)
  fired.sites['net:inbound_message'].fire(2, 'a:2', 'inbound', 'ping', 8, PING)
  first.push(fired.take())
  assert.equal(
    await until('it is known', () => texts.text(entry(0, 5_000_000))),
    'ping 0000000000000007',
  )
  // A node that numbers each subscription's events anew: the same message by another number.
  assert.equal(texts.text(entry(99, 5_000_000)), 'ping 0000000000000007')
  assert.equal(texts.text(entry(0, 5_000_001)), undefined)
  texts.watch(2)
  const second = await until('another is open', () => streams[1])
  assert.equal(first.isClosed, true)
  assert.equal(texts.text(entry(0, 5_000_000)), undefined)
  texts.watch(null)
  await until('it is closed', () => second.isClosed)
})

test('as many are kept as a panel can show', async () => {
  let stream: Fed | undefined
  await using texts = new LiveTexts(async (peerId, signal) => {
    stream = new Fed(peerId, signal)
    return stream
  })
  texts.watch(1)
  const fed = await until('a stream is open', () => stream)
  const fired = new Fired(1_000_000)
  const count = 3 * PeersLimits.maxMessagesPerPeer
  for (let i = 0; i < count; i++) {
    fired.nowUs += 10
    fired.sites['net:inbound_message'].fire(1, 'a:1', 'inbound', 'ping', 8, PING)
  }
  fed.push(fired.take())
  await until('the last is known', () => texts.text(entry(count - 1, 1_000_000 + 10 * count)))
  assert.equal(texts.text(entry(0, 1_000_010)), undefined)
})

test('why nothing is known is said', async () => {
  await using texts = new LiveTexts(async () => {
    throw new NodetapError(ErrorCodes.Overloaded, 'too many subscriptions')
  })
  texts.watch(1)
  await until('it is said', () => texts.problem !== '')
  assert.equal(texts.problem, 'What they say cannot be shown: too many subscriptions')
  texts.watch(null)
  assert.equal(texts.problem, '')
})
