/** Our client on what a genuine node said, in pieces of every size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventMap } from '../../../src/client/index.js'
import { negotiate } from '../../../src/client/open-connection.js'
import { Session } from '../../../src/client/session.js'
import { RpcConnection } from '../../../src/rpc/index.js'
import { RecordedNode } from './recorded-node.js'
import { loadTranscript, type RecordedEvent, TRANSCRIPTS, type Transcript } from './transcript.js'

const DEADLINE = { timeout: 60_000 } as const

/** Every size up to this one, then some, then everything at once. */
const EVERY_SIZE_TO = 200
const MORE_SIZES = [255, 256, 257, 1000, 4095, 4096, 4097, 10_000, 65_536, 1 << 20]

type Message = EventMap['net:inbound_message' | 'net:outbound_message']

function asRecorded(event: Message): RecordedEvent {
  return {
    t: event.timestampUs,
    dir: event.tracepoint === 'net:inbound_message' ? 'in' : 'out',
    peer: event.peerId,
    addr: event.address,
    conn: event.connectionType,
    type: event.messageType,
    size: event.size,
    payload: Buffer.from(event.payload).toString('hex'),
  }
}

async function replay(transcript: Transcript, pieceBytes: number): Promise<RecordedNode> {
  const node = new RecordedNode(transcript, pieceBytes)
  const rpc = new RpcConnection(node)
  const session = new Session(
    'recorded',
    await negotiate(rpc, 'recorded', new AbortController().signal),
    false,
  )
  assert.equal(session.offers, 'upstream')
  const events: RecordedEvent[] = []
  let sequence = 0
  const options = { payloadBytes: transcript.payloadBytes }
  for await (const batch of session.subscribe(['net:*_message'], options)) {
    assert.deepEqual(batch.losses, [])
    for (const event of batch) {
      assert.ok('messageType' in event)
      assert.equal(event.sequence, sequence++)
      events.push(asRecorded(event))
    }
    if (events.length >= transcript.events.length) break
  }
  assert.deepEqual(
    events,
    transcript.events.map(({ t, dir, peer, addr, conn, type, size, payload }) => ({
      t,
      dir,
      peer,
      addr,
      conn,
      type,
      size,
      payload,
    })),
  )
  await session.close()
  assert.equal(node.complaint, null)
  return node
}

for (const name of TRANSCRIPTS) {
  const transcript = loadTranscript(name)

  test(
    `${name}: the events are those of the C++ client, in pieces of any size`,
    DEADLINE,
    async () => {
      const sizes = Array.from({ length: EVERY_SIZE_TO }, (_, i) => i + 1)
      for (const pieceBytes of [...sizes, ...MORE_SIZES]) await replay(transcript, pieceBytes)
    },
  )

  test(`${name}: nothing is left over when the client goes`, DEADLINE, async () => {
    const node = await replay(transcript, 4096)
    assert.equal(node.left, 0, 'messages of the node that the client did not wait for')
    // Nor did it keep anything of the node's.
    assert.deepEqual([...node.heldByClient], [])
  })
}
