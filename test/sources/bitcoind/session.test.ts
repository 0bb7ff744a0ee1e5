import assert from 'node:assert/strict'
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { align } from '../../../scripts/fidelity/align.js'
import { replay } from '../../../scripts/fidelity/replay.js'
import { type Score, score } from '../../../scripts/fidelity/score.js'
import { readSession } from '../../../scripts/fidelity/session.js'
import { temporaryDirectory } from '../../e2e/support.js'

const RECORDED = 'test/fixtures/bridge'
const CAPTURED = 'message_capture'

/** A copy of the recorded session, to be changed. */
function copy(t: TestContext): string {
  const directory = join(temporaryDirectory(t), 'session')
  cpSync(RECORDED, directory, { recursive: true })
  return directory
}

function change(directory: string, name: string, edit: (text: string) => string): void {
  const path = join(directory, `${name}.gz`)
  writeFileSync(
    path,
    gzipSync(Buffer.from(edit(gunzipSync(readFileSync(path)).toString('latin1')), 'latin1'), {
      level: 1,
    }),
  )
}

function changeManifest(
  directory: string,
  edit: (manifest: Record<string, unknown>) => unknown,
): void {
  const path = join(directory, 'manifest.json')
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')))))
}

function scoresOf(directory: string): Map<string, Score> {
  const session = readSession(directory)
  const { scores } = score(session, replay(session).events)
  return new Map(scores.map(each => [each.name, each]))
}

const recorded = scoresOf(RECORDED)

const alike: Readonly<Record<string, (directory: string) => void>> = {
  'files that are not compressed': directory => {
    for (const name of ['debug.log', 'zmq.jsonl', 'rpc.jsonl', 'truth.jsonl']) {
      const path = join(directory, name)
      writeFileSync(path, gunzipSync(readFileSync(`${path}.gz`)))
      rmSync(`${path}.gz`)
    }
  },
  'a manifest with nothing but the clock': directory =>
    changeManifest(directory, ({ clock }) => ({ clock })),
  'categories told by nothing but the lines': directory => {
    changeManifest(directory, ({ clock }) => ({ clock }))
    change(directory, 'debug.log', text => text.replace(/^.* arg: .*\n/gm, ''))
  },
  'all categories': directory =>
    changeManifest(directory, ({ clock }) => ({ clock, node_options: ['-regtest', '--debug'] })),
  'peers with IPv6 addresses': directory => {
    const edit = (text: string): string => text.replace(/127\.0\.0\.1:(\d+)/g, '[::1]:$1')
    for (const name of ['debug.log', 'rpc.jsonl', 'truth.jsonl']) change(directory, name, edit)
    const captured = join(directory, CAPTURED)
    for (const name of readdirSync(captured)) {
      renameSync(join(captured, name), join(captured, name.replace('127.0.0.1', '[__1]')))
    }
  },
}

for (const [what, edit] of Object.entries(alike)) {
  test(`a session is scored the same with ${what}`, t => {
    const directory = copy(t)
    edit(directory)
    assert.deepEqual(scoresOf(directory), recorded)
  })
}

test('a session is scored without any of its inputs', t => {
  for (const missing of ['debug.log.gz', 'zmq.jsonl.gz', 'rpc.jsonl.gz', CAPTURED]) {
    const directory = copy(t)
    rmSync(join(directory, missing), { recursive: true })
    for (const [name, { truth, found, invented, fields }] of scoresOf(directory)) {
      const before = recorded.get(name)
      assert.ok(before !== undefined)
      // Which cache is meant is told by the log.
      if (missing !== 'debug.log.gz') assert.equal(truth, before.truth, name)
      // Only the log tells the real time under a moved clock; only a record tells an odd type whole.
      const mayInvent = name.endsWith('_message')
      assert.ok(
        invented <= (mayInvent ? truth / 100 : 0),
        `${name} without ${missing}: ${invented}`,
      )
      assert.ok(found + invented <= truth, name)
      for (const { field, different } of fields) assert.equal(different, 0, `${name} ${field}`)
    }
  }
})

test('every message has its peer and payload, though the log has neither fractions of a second, threads nor addresses', t => {
  const directory = copy(t)
  change(directory, 'debug.log', text =>
    text
      .replace(/^(\S{19})\.\d{6}Z (\(mocktime: \S+\) )?\[[a-z0-9.-]+\] /gm, '$1Z $2')
      .replace(/, peeraddr=\S+$/gm, '')
      .replace(/^(.*Added connection) to \S+ (peer=\d+)$/gm, '$1 $2'),
  )
  const scores = scoresOf(directory)
  for (const name of ['net:inbound_message', 'net:outbound_message']) {
    const { truth, found, invented, fields } = scores.get(name) ?? assert.fail(name)
    assert.deepEqual([found, invented], [truth, 0], name)
    const payload = fields.find(({ field }) => field === 'payload')
    assert.equal(payload?.equal, truth, name)
  }
  for (const { name, invented } of scores.values()) assert.equal(invented, 0, name)
})

test('what is wrong with a session is said with its place', t => {
  const cases: [(directory: string) => void, RegExp][] = [
    [directory => rmSync(join(directory, 'manifest.json')), /session has no manifest\.json/],
    [directory => writeFileSync(join(directory, 'manifest.json'), '{'), /manifest\.json: .*JSON/],
    [directory => changeManifest(directory, () => ({})), /there is no clock\.samples\[0\]/],
    [directory => rmSync(join(directory, 'truth.jsonl.gz')), /has no truth\.jsonl/],
    [
      directory => change(directory, 'truth.jsonl', text => `{"name":"x"}\n${text}`),
      /truth\.jsonl, line 1: "t_us" is no number/,
    ],
    [
      directory => change(directory, 'zmq.jsonl', text => text.slice(0, -9)),
      /zmq\.jsonl, line \d+: .*JSON/,
    ],
    [
      directory => change(directory, 'rpc.jsonl', text => text.slice(0, -9)),
      /rpc\.jsonl, the answer of \d+: .*JSON/,
    ],
    [
      directory => writeFileSync(join(directory, 'debug.log.gz'), 'x'),
      /debug\.log\.gz cannot be read: /,
    ],
  ]
  for (const [edit, message] of cases) {
    const directory = copy(t)
    edit(directory)
    assert.throws(() => scoresOf(directory), { message })
  }
})

test('times are paired the same in one long row as in its pieces', () => {
  const left: number[] = []
  const right: number[] = []
  for (let life = 0; life < 500; life++) {
    const start = life * 1_000
    left.push(start, start + 10, start + 20)
    right.push(start + 12, start + 1, ...(life % 2 === 0 ? [start + 19] : []))
  }
  const pairs = align(left, right, 100)
  assert.equal(pairs.length, 1_250)
  for (const [i, j] of pairs) assert.ok(Math.abs((left[i] ?? 0) - (right[j] ?? 0)) <= 100)
  assert.deepEqual(align([1, 2], [], 10), [])
  assert.deepEqual(align([0, 500], [100, 400], 100), [
    [0, 0],
    [1, 1],
  ])
})
