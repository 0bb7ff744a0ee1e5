/** Frames of many segments, without RPC: what C++ writes we read, what we write C++ reads. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import {
  FrameSplitter,
  headerBytes,
  MessageBuilder,
  MessageReader,
  type StructReader,
} from '../../src/capnp/index.js'
import { build } from './build.js'
import { Table, type TableReader } from './generated/peer.js'
import { DEADLINE } from './harness.js'
import { Program } from './program.js'
import { fillTable, wrongIn } from './table.js'

const { path, skip } = await build('peer')

/** The frames of `bytes`, cut from pieces of that size. */
function cut(bytes: Uint8Array, pieceBytes: number): Uint8Array[] {
  const frames: Uint8Array[] = []
  const splitter = new FrameSplitter(frame => frames.push(frame))
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    splitter.push(bytes.subarray(at, at + pieceBytes))
  }
  assert.equal(splitter.pendingBytes, 0)
  return frames
}

/** What kind of pointer a field holds on the wire. */
function kindAt(struct: StructReader, field: number): 'near' | 'far' | 'double-far' {
  const low = struct.message.uint32[struct.pointerAt(field) * 2] ?? 0
  if ((low & 3) !== 2) return 'near'
  return (low & 4) === 0 ? 'far' : 'double-far'
}

/** How often each kind of pointer leads to the fields of a table's rows. */
function pointerKinds(table: TableReader): Record<string, number> {
  const counts: Record<string, number> = { near: 0, far: 0, 'double-far': 0 }
  const count = (kind: string): void => {
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  for (const field of [0, 1]) count(kindAt(table, field))
  for (const row of table.rows) for (const field of [0, 1, 2]) count(kindAt(row, field))
  return counts
}

test('we read what C++ writes into segments of every size', { ...DEADLINE, skip }, () => {
  const bytes = execFileSync(path ?? '', ['frames'])
  const total: Record<string, number> = { near: 0, far: 0, 'double-far': 0 }
  for (const pieceBytes of [1, 2, 7, 4096]) {
    const frames = cut(bytes, pieceBytes)
    assert.equal(frames.length, 32)
    for (const frame of frames) {
      const table = new MessageReader(frame).root(Table)
      assert.equal(table.rows.length, 10)
      assert.equal(wrongIn(table), 0)
      for (const [kind, count] of Object.entries(pointerKinds(table))) total[kind]! += count
    }
  }
  for (const [kind, count] of Object.entries(total)) assert.ok(count > 100, `${count} ${kind}`)
})

/** The same message with each struct and list of `message`'s root in a segment of its own. */
function scatter(fill: (table: Parameters<typeof fillTable>[0]) => void, doubleFar: boolean) {
  const inner = new MessageBuilder()
  fill(inner.initRoot(Table))
  const content = inner.toFrame().subarray(headerBytes(1))
  const outer = new MessageBuilder()
  // The content keeps its root pointer, which serves as the landing pad of a far pointer.
  const segment = outer.attach(content)
  if (!doubleFar) {
    outer.setFarAt(0, segment)
    return outer
  }
  // A pad of two words in a third segment: a far pointer to the content, and its tag.
  const pad = new Uint32Array(4)
  pad[0] = (1 << 3) | 2
  pad[1] = segment
  pad[3] = new Uint32Array(content.buffer, content.byteOffset, 2)[1] ?? 0
  const padSegment = outer.attach(new Uint8Array(pad.buffer))
  outer.setFarAt(0, padSegment)
  outer.uint32[0] = (outer.uint32[0] ?? 0) | 4
  return outer
}

test('C++ reads what we write, also across segments', { ...DEADLINE, skip }, async () => {
  const plain = new MessageBuilder()
  fillTable(plain.initRoot(Table), 100, 20)
  const messages = [
    plain,
    scatter(table => fillTable(table, 100, 20), false),
    scatter(table => fillTable(table, 100, 20), true),
  ]
  await using program = new Program(path ?? '', ['read'])
  for (const message of messages) {
    const frame = message.toFrame()
    assert.equal(wrongIn(new MessageReader(frame).root(Table)), 0)
    program.process.stdin.write(frame)
  }
  assert.deepEqual(
    await program.end(),
    messages.map(() => ({ rows: 100, wrong: 0 })),
  )
})
