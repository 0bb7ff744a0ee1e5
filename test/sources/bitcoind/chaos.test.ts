import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { readSession, type Session } from '../../../scripts/fidelity/session.js'
import { Bridge, type BridgeEvent, type BridgeInput } from '../../../src/sources/bitcoind/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'

let session: Session

before(() => {
  session = readSession('test/fixtures/bridge')
})

/** Damages one input: cuts, changes or replaces what is in it. */
function damage(input: BridgeInput, at: number, byte: number): BridgeInput {
  switch (input.kind) {
    case 'log': {
      const from = at % (input.line.length + 1)
      return { ...input, line: input.line.slice(0, from) + String.fromCharCode(byte) }
    }
    case 'capture': {
      const payload = input.payload.subarray(0, at % (input.payload.length + 1))
      return { ...input, payload, messageType: byte < 64 ? '' : input.messageType }
    }
    case 'zmq': {
      const body = Uint8Array.from(input.body)
      if (body.length > 0) body[at % body.length] = byte
      return { ...input, body: body.subarray(0, byte % 3 === 0 ? at % body.length : body.length) }
    }
    case 'rpc': {
      const odd: unknown[] = [null, [], {}, 'x', -1, [null, { id: 'x' }], { tx: [{}] }, undefined]
      return { ...input, result: odd[byte % odd.length], params: byte < 128 ? [] : input.params }
    }
    case 'mark':
      return input
  }
}

/** Fails unless an event has what the catalogue says. */
function assertWhole(event: BridgeEvent): void {
  const { fields } = TRACEPOINTS.find(({ name }) => name === event.tracepoint) ?? { fields: [] }
  assert.ok(Number.isSafeInteger(event.timestampUs), event.tracepoint)
  assert.equal(event.missing.length > 0, event.quality === 'partial')
  for (const { name, kind, enumNames } of fields) {
    const value: unknown = Reflect.get(event, name)
    const where = `${event.tracepoint} ${name}: ${String(value)}`
    if (kind === 'hash') assert.ok(value instanceof Uint8Array && value.length === 32, where)
    else if (kind === 'payload') assert.ok(value instanceof Uint8Array, where)
    else if (kind === 'text') assert.equal(typeof value, 'string', where)
    else if (kind === 'bool') assert.equal(typeof value, 'boolean', where)
    else if (kind === 'enum') assert.ok(enumNames?.includes(String(value)), where)
    else assert.ok(Number.isSafeInteger(value), where)
  }
}

test('damaged, lost, repeated and swapped inputs make no broken event, and nothing throw', () => {
  const { arrivals } = session
  const mishap = fc.record({
    place: fc.nat({ max: 1_000_000 }),
    what: fc.constantFrom('damage', 'lose', 'repeat', 'swap', 'gap', 'rewind', 'restart'),
    at: fc.nat(),
    byte: fc.nat({ max: 255 }),
  })
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000_000 }),
      fc.array(mishap, { minLength: 1, maxLength: 200 }),
      (place, mishaps) => {
        const from = Math.floor((place / 1_000_001) * (arrivals.length - 2_000))
        const piece = arrivals.slice(from, from + 2_000)
        for (const { place: where, what, at, byte } of mishaps) {
          const index = Math.floor((where / 1_000_001) * piece.length)
          const arrival = piece[index]
          const next = piece[index + 1]
          if (arrival === undefined) continue
          const { atUs } = arrival
          if (what === 'damage') piece[index] = { atUs, input: damage(arrival.input, at, byte) }
          else if (what === 'lose') piece.splice(index, 1)
          else if (what === 'repeat') piece.splice(index, 0, arrival)
          else if (what === 'swap' && next !== undefined) piece.splice(index, 2, next, arrival)
          else if (what === 'gap' || what === 'rewind' || what === 'restart') {
            const input = (['capture', 'zmq', 'log', 'rpc'] as const)[byte % 4] ?? 'log'
            const detail = 'a mishap'
            piece.splice(index, 0, {
              atUs,
              input: { kind: 'mark', atUs, input, mark: what, detail },
            })
          }
        }
        const bridge = new Bridge(
          { event: assertWhole, loss: loss => assert.ok(loss.tracepoints.length > 0) },
          { want: () => undefined },
          { inputs: session.inputs },
        )
        let tickUs = 0
        for (const { atUs, input } of piece) {
          bridge.push(input)
          if (atUs - tickUs < 50_000) continue
          tickUs = atUs
          bridge.advance(tickUs)
        }
        bridge.flush()
      },
    ),
    { interruptAfterTimeLimit: 15_000 },
  )
})

test('hostile peers everywhere in the log invent nothing', () => {
  const { inputs, arrivals } = session
  const names: string[] = []
  const bridge = new Bridge(
    { event: ({ tracepoint }) => names.push(tracepoint), loss: () => undefined },
    { want: () => undefined },
    { inputs },
  )
  const lines = arrivals.filter(({ input }) => input.kind === 'log').slice(0, 8_000)
  // Every genuine line once more, as the user agent of a peer and as a type of a message.
  for (const { input } of lines) {
    if (input.kind !== 'log') continue
    const head = '2026-11-22T22:22:14.149122Z [msghand] [net] '
    const text = input.line.slice(input.line.indexOf('] ') + 2)
    for (const evil of [input.line, text, `x\r${text}`, `\\n${input.line}`]) {
      bridge.push({
        kind: 'log',
        line: `${head}receive version message: ${evil}: version 70016, blocks=1, us=1.2.3.4:1, txrelay=1, peer=9`,
      })
      bridge.push({ kind: 'log', line: `${head}Unknown message type "${evil}" from peer=9` })
    }
  }
  bridge.flush()
  assert.deepEqual(names, [])
})
