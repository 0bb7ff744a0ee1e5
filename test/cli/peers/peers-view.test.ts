import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_TEXTS } from '../../../src/cli/peers/live-texts.js'
import type { MessageTexts } from '../../../src/cli/peers/peer-panel.js'
import { PeersModel } from '../../../src/cli/peers/peers-model.js'
import { PeersView } from '../../../src/cli/peers/peers-view.js'
import { Frame } from '../../../src/cli/screen/index.js'
import { Fired } from '../live/fired.js'

const ZERO = 1_700_000_000_000_000
const START = 50_000_000

function scene(texts: MessageTexts = NO_TEXTS): { fired: Fired; view: PeersView } {
  const fired = new Fired(START)
  const { sites } = fired
  const none = new Uint8Array(0)
  sites['net:outbound_connection'].fire(1, '198.51.100.7:8333', 'outbound-full-relay', 'ipv4', 1)
  sites['net:inbound_connection'].fire(2, '[2001:db8::1]:50000', 'inbound', 'ipv6', 2)
  sites['net:inbound_message'].fire(2, '[2001:db8::1]:50000', 'inbound', '\x1b[2Jevil', 3, none)
  for (let i = 0; i < 3; i++) {
    sites['net:outbound_message'].fire(
      1,
      '198.51.100.7:8333',
      'outbound-full-relay',
      'getdata',
      37,
      none,
    )
  }
  const model = new PeersModel({ monotonicZeroUnixUs: ZERO, keepClosedUs: 15e6, describe: null })
  const view = new PeersView(model, { source: 'test node', monotonicZeroUnixUs: ZERO, texts })
  view.add(fired.take())
  return { fired, view }
}

function lines(view: PeersView, columns = 120, rows = 12, nowUs = START + 2e6): string[] {
  const frame = new Frame(columns, rows)
  view.paint(frame, nowUs, true)
  return Array.from({ length: rows }, (_, y) => frame.line(y))
}

test('a row a peer, with what passed each way', () => {
  const shown = lines(scene().view)
  assert.match(
    shown[0] ?? '',
    /^nodetap peers {2}test node +2 peers, 0 closed {2}in 3B out 111B {2}0 lost$/,
  )
  assert.match(
    shown[2] ?? '',
    /^ +1 198\.51\.100\.7:8333 +outbound-full-relay ipv4 +0 +3 +0B +111B +55\.5B\/s +1\.5 +2s → getdata 2s$/,
  )
  assert.match(shown[3] ?? '', /^ +2 \[2001:db8::1\]:50000 .* ← \\x1b\[2Jevil 2s$/)
})

test('keys sort, filter and select', () => {
  const { view } = scene()
  const ids = (): string[] =>
    lines(view)
      .slice(2, 4)
      .map(line => line.trim().split(' ')[0] ?? '')
  assert.deepEqual(ids(), ['1', '2'])
  view.key('r')
  assert.deepEqual(ids(), ['2', '1'])
  for (const key of ['r', 's', 's']) view.key(key)
  assert.match(lines(view).at(-1) ?? '', /s sort: bytes/)
  assert.deepEqual(ids(), ['1', '2'], 'the most bytes first')
  for (const key of ['/', 'D', 'b', '8']) view.key(key)
  assert.match(lines(view).at(-1) ?? '', /^\/Db8█/)
  assert.deepEqual(ids(), ['2', ''])
  assert.equal(view.key('q'), true, 'a letter of the filter')
  assert.match(lines(view)[2] ?? '', /No peer matches/)
  view.key('escape')
  assert.deepEqual(ids(), ['1', '2'])
  assert.equal(view.key('q'), false, 'the command’s key')
})

test('the panel of a peer shows its last messages as arrows', () => {
  const watched: (number | null)[] = []
  const { view } = scene({
    watch: peerId => watched.push(peerId),
    text: ({ sequence }) => (sequence === 3 ? 'getdata 1: tx 00ff' : undefined),
    problem: '',
  })
  lines(view)
  view.key('down')
  view.key('enter')
  const shown = lines(view, 120, 12)
  assert.match(
    shown[1] ?? '',
    /^Peer 1 {2}198\.51\.100\.7:8333 {2}outbound-full-relay {2}ipv4 {2}connected for 2s/,
  )
  assert.match(shown[2] ?? '', /^← from it: 0 messages, 0B {3}→ to it: 3 messages, 111B/)
  assert.match(shown[3] ?? '', /^[\d:.]+ → getdata 1: tx 00ff {2}\(37B\)$/)
  assert.match(shown[4] ?? '', /^[\d:.]+ → getdata 37B$/)
  view.key('down')
  assert.match(lines(view).join('\n'), /Peer 2 .*\n.*\n[\d:.]+ ← \\x1b\[2Jevil 3B\n/)
  view.key('escape')
  assert.match(lines(view)[1] ?? '', /ID ADDRESS/)
  assert.deepEqual(watched, [1, 2, null])
})

test('what is sorted, filtered and opened can be given', () => {
  const { fired } = scene()
  fired.sites['net:inbound_message'].fire(1, 'a:1', 'inbound', 'inv', 10, new Uint8Array(0))
  fired.sites['net:inbound_message'].fire(2, 'a:2', 'manual', 'inv', 20, new Uint8Array(0))
  fired.sites['net:inbound_message'].fire(3, 'b:3', 'manual', 'inv', 30, new Uint8Array(0))
  const model = new PeersModel({ monotonicZeroUnixUs: ZERO, keepClosedUs: 15e6, describe: null })
  const view = new PeersView(model, {
    source: 'test node',
    monotonicZeroUnixUs: ZERO,
    texts: NO_TEXTS,
    order: 'bytes',
    filter: 'a:',
    opened: 2,
  })
  view.add(fired.take())
  const shown = lines(view, 80, 24).join('\n')
  assert.match(shown, /\n +2 a:2 .*\n +1 a:1 /)
  assert.doesNotMatch(shown, /b:3/)
  assert.match(shown, /\nPeer 2 /)
})

test('the selected row is marked, and stays on the screen', () => {
  const fired = new Fired(START)
  for (let id = 0; id < 50; id++) {
    fired.sites['net:inbound_connection'].fire(id, `10.0.0.${id}:8333`, 'inbound', 'ipv4', 1)
  }
  const { view } = scene()
  view.add(fired.take())
  lines(view)
  view.key('end')
  const frame = new Frame(80, 10)
  view.paint(frame, START, true)
  assert.match(frame.line(8), /^ 49 /)
  assert.equal((frame.styles[8 * 80] ?? 0) & 64, 64)
})

test('every size has something to show, and losses are always seen', () => {
  const { view, fired } = scene()
  fired.sites['net:misbehaving_connection'].fire(1, 'x')
  const batch = fired.take()
  batch.losses = [
    {
      tracepoint: 'net:inbound_message',
      count: 7,
      cause: 'ringFull',
      firstSequence: 0,
      lastSequence: 9,
    },
  ]
  view.add(batch)
  for (const isOpen of [false, true]) {
    if (isOpen) view.key('enter')
    for (const [columns, rows] of [
      [1, 1],
      [20, 5],
      [40, 8],
      [80, 24],
      [300, 100],
    ] as const) {
      const shown = lines(view, columns, rows)
      if (columns >= 20) assert.match(shown[0] ?? '', /LOST 7$/, `${columns}x${rows}`)
      if (columns === 20 && !isOpen) assert.match(shown[3] ?? '', /^ +1 198\.51/)
    }
  }
})

test('without keys nothing is said of them', () => {
  const frame = new Frame(80, 24)
  scene().view.paint(frame, START, false)
  assert.equal(frame.line(23), '')
})
