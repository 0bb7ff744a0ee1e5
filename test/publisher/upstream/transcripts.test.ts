/** Our publisher on what a genuine C++ client said. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startPublisher } from '../../../src/publisher/index.js'
import {
  loadTranscript,
  type RecordedEvent,
  TRANSCRIPTS,
  type Transcript,
} from '../../client/upstream/transcript.js'
import { temporaryDirectory, until } from '../../e2e/support.js'
import { RecordedClient, type Row } from './recorded-client.js'

const DEADLINE = { timeout: 60_000 } as const

/** An event as the row that upstream's node had made of it, but for its time. */
function asRow(event: RecordedEvent): Omit<Row, 'timestampUs'> {
  return {
    inbound: event.dir === 'in',
    peerId: event.peer,
    peerAddr: event.addr,
    connType: event.conn,
    msgType: event.type,
    msgSize: event.size,
    payload: event.payload,
    payloadSlot: -1,
  }
}

/** The whole payload: what the recorded client had not asked for is made up. */
function payloadOf(event: RecordedEvent): Uint8Array {
  const payload = new Uint8Array(event.size).fill(0xee)
  payload.set(Buffer.from(event.payload, 'hex'))
  return payload
}

async function replay(t: TestContext, transcript: Transcript, pieceBytes: number): Promise<void> {
  const path = join(temporaryDirectory(t), 'node.sock')
  const publisher = await startPublisher({ path })
  t.after(() => publisher.close())
  const client = await RecordedClient.connect(path, transcript, pieceBytes)
  await client.start()
  const inbound = publisher.tracepoints['net:inbound_message']
  const outbound = publisher.tracepoints['net:outbound_message']
  await until('it is subscribed', () => inbound.enabled && outbound.enabled)
  for (const event of transcript.events) {
    const site = event.dir === 'in' ? inbound : outbound
    site.fire(event.peer, event.addr, event.conn, event.type, event.size, payloadOf(event))
  }
  await client.finish(transcript.events.length)
  assert.deepEqual(
    client.rows.map(({ timestampUs: _, ...row }) => row),
    transcript.events.map(asRow),
  )
  const times = client.rows.map(({ timestampUs }) => timestampUs)
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  )
  // Of the client's objects the publisher keeps its thread map, as long as it is connected.
  assert.deepEqual(client.heldByNode, [[0, 1]])
  assert.equal(client.heard.at(-1), 'f0b29fe3375f901a@0', 'the callback is destroyed at the end')
  client.close()
  await until('it is off', () => !inbound.enabled && !outbound.enabled)
}

for (const name of TRANSCRIPTS) {
  for (const pieceBytes of [1, 7, 1 << 20]) {
    test(
      `${name}: a C++ client is answered as its node did, in pieces of ${pieceBytes}`,
      DEADLINE,
      async t => {
        await replay(t, loadTranscript(name), pieceBytes)
      },
    )
  }
}
