import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  type CliRun,
  PublisherProcess,
  runCli,
  startCli,
  temporaryDirectory,
  until,
} from './support.js'

const TRACE = ['trace', '*', '--payload', 'all']

interface Line {
  readonly tracepoint: string
  readonly sequence?: number
  readonly feeSat?: number
  readonly peerId?: number
}

function linesOf({ code, stdout, stderr }: CliRun): Line[] {
  assert.equal(code, 0, stderr)
  return (
    stdout
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Line)
      // What was lost is told sooner or later, by one line or several.
      .filter(line => line.sequence !== undefined)
  )
}

test('conditions and samples choose the same of a node and of its recording', async t => {
  const directory = temporaryDirectory(t)
  const socket = join(directory, 'node.sock')
  const path = join(directory, 'trace.rec')
  const publisher = await PublisherProcess.start(t, socket)
  const choices = [
    ['--where', "feeSat in 1100..1199 or messageType = 'ping' and peerId < 3"],
    ['--where', 'not address prefix 127.0.0.1:1', '--sample', '7'],
    ['--sample', '3', '--sample-by', 'peerId'],
    ['--max-rate', '100'],
  ]
  const recorder = startCli(t, ['record', '-o', path, '--socket', socket, '--max-events', '2000'])
  const live = choices.map(choice => startCli(t, [...TRACE, '--socket', socket, ...choice]))
  await until('all are subscribed', async () => {
    const { stdout } = await runCli(t, ['list', '--json', '--socket', socket])
    return (JSON.parse(stdout) as { subscriptions: number }).subscriptions === 1 + choices.length
  })
  await publisher.ask({ kind: 'fire', count: 2000, every: 100 })
  assert.equal((await recorder.done).code, 0)
  const all = linesOf(await runCli(t, [...TRACE, '--file', path]))
  assert.equal(all.length, 2000)
  const chosen: Line[][] = []
  for (const [i, choice] of choices.entries()) {
    const lines = linesOf(await runCli(t, [...TRACE, '--file', path, ...choice]))
    const cli = live[i]!
    await until('the node has sent as much', () => cli.lines.length >= lines.length)
    cli.child.kill('SIGINT')
    assert.deepEqual(linesOf(await cli.done), lines, choice.join(' '))
    chosen.push(lines)
  }
  const [byWhere, everySeventh, byPeer, limited] = chosen
  assert.deepEqual(
    byWhere,
    all.filter(({ feeSat = 0, peerId = 9 }) => (feeSat >= 1100 && feeSat <= 1199) || peerId < 3),
  )
  const isOther = ({ peerId = 5 }: Line): boolean => !String(peerId).startsWith('1')
  assert.deepEqual(
    everySeventh,
    all.filter(isOther).filter((_, i) => i % 7 === 0),
  )
  const peers = new Set(byPeer?.map(line => line.peerId))
  assert.ok(peers.size > 20 && peers.size < 70, `${peers.size} of 125 peers`)
  assert.deepEqual(
    byPeer,
    all.filter(({ peerId }) => peerId !== undefined && peers.has(peerId)),
  )
  assert.ok((limited?.length ?? 0) >= 100 && (limited?.length ?? 0) < 2000)
})

test('a condition that makes no sense is a wrong command line', async t => {
  const path = join(temporaryDirectory(t), 'none.sock')
  const wrong = [
    ['--where', 'siz > 5'],
    ['--where', 'size >'],
    ['--sample', '0'],
    ['--max-rate', 'fast'],
  ]
  for (const args of wrong) {
    const { code, stderr } = await runCli(t, ['trace', '*', '--socket', path, ...args])
    assert.equal(code, 2, stderr)
  }
  const { stderr } = await runCli(t, ['trace', '*', '--where', 'size > 5 and siz < 7'])
  assert.match(
    stderr,
    /Did you mean size or vsize\? \(column 14\)\n {2}size > 5 and siz < 7\n {15}\^\^\^/,
  )
})
