import assert from 'node:assert/strict'
import { type Line, Program } from './program.js'

/** FNV-1a, as the C++ programs print it of payloads. */
export function hashOf(bytes: Uint8Array): number {
  let hash = 2166136261
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619)
  return hash >>> 0
}

/** Lines of a program up to the first that tells of `event`, which is the last given. */
export async function linesUntil(program: Program, event: string): Promise<Line[]> {
  const lines: Line[] = []
  for (;;) {
    const line = await program.next()
    lines.push(line)
    if (line['event'] === event) return lines
    assert.notEqual(line['event'], 'failed', JSON.stringify(line))
  }
}

export function linesOf(lines: readonly Line[], event: string): Line[] {
  return lines.filter(line => line['event'] === event)
}

/** The same lines without what tells them apart only in time. */
export function without(lines: readonly Line[], ...names: string[]): Line[] {
  return lines.map(line =>
    Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name))),
  )
}

/** Runs `body` while `node.c++` serves on `path`, then ends it; gives what it printed meanwhile. */
export async function withNode(
  program: string,
  path: string,
  options: readonly string[],
  body: () => Promise<void>,
): Promise<Line[]> {
  await using node = new Program(program, [path, ...options])
  assert.deepEqual(await node.next(), { listening: true })
  await body()
  return [...(await node.end())]
}

const MESSAGE_TYPES = ['inv', 'tx', 'ping', 'block'] as const

/** Message number `index` of `node.c++`. */
export function madeMessage(index: number, size: number, payloadBytes: number) {
  const payload = new Uint8Array(Math.min(size, payloadBytes)).map((_, i) => (index + i) % 251)
  return {
    inbound: index % 2 === 0,
    peerId: index % 8,
    address: `10.0.0.${index % 8}:8333`,
    connectionType: index % 2 === 0 ? 'inbound' : 'outbound-full-relay',
    messageType: MESSAGE_TYPES[index % 4]!,
    size,
    timestampUs: 1_000_000 + 10 * index,
    payloadBytes: payload.length,
    payloadHash: hashOf(payload),
  }
}
