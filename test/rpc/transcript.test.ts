/** The bytes of a genuine node and its C++ client, frame by frame. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { FrameSplitter, MessageReader } from '../../src/capnp/index.js'
import { readPlain, rebuild } from './plain-message.js'

/** Each direction's bytes in one piece. */
function directions(name: string): { readonly c2s: Buffer; readonly s2c: Buffer } {
  const path = new URL(`../../../test/fixtures/ipc/${name}.transcript.jsonl.gz`, import.meta.url)
  const lines = gunzipSync(readFileSync(fileURLToPath(path)))
    .toString()
    .trim()
    .split('\n')
  const pieces = lines.map(line => JSON.parse(line) as { dir: string; hex?: string })
  const of = (dir: string): Buffer =>
    Buffer.concat(pieces.filter(it => it.dir === dir).map(it => Buffer.from(it.hex ?? '', 'hex')))
  return { c2s: of('c2s'), s2c: of('s2c') }
}

/** The frames of a stream given in pieces of `size` bytes, and how much of one is left. */
function split(stream: Uint8Array, size: number): { frames: Uint8Array[]; left: number } {
  const frames: Uint8Array[] = []
  const splitter = new FrameSplitter(frame => frames.push(frame))
  for (let at = 0; at < stream.length; at += size) splitter.push(stream.subarray(at, at + size))
  return { frames, left: splitter.pendingBytes }
}

const streams = ['classic', 'large'].flatMap(name =>
  Object.entries(directions(name)).map(([dir, stream]) => ({ name: `${name}, ${dir}`, stream })),
)

for (const { name, stream } of streams) {
  const whole = split(stream, stream.length)

  test(`${name}: every frame comes out, in pieces of any size`, () => {
    assert.ok(whole.frames.length > 10)
    assert.deepEqual(Buffer.concat(whole.frames), stream.subarray(0, stream.length - whole.left))
    const sizes = [1, 2, 3, 5, 7, 8, 13, 64, 509, 4096, 65_536]
    for (const size of sizes) assert.deepEqual(split(stream, size), whole, `pieces of ${size}`)
  })

  test(`${name}: every frame is read to its leaves, and means the same when built anew`, () => {
    for (const frame of whole.frames) {
      const plain = readPlain(new MessageReader(frame))
      const again = rebuild(new MessageReader(frame))
      assert.deepEqual(readPlain(new MessageReader(again)), plain)
    }
  })
}
