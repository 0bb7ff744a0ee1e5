/** A C++ client of our aggregates, which knows nothing of them but the schema. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build } from './build.js'
import { DEADLINE } from './harness.js'
import { Program } from './program.js'
import { fire, publisher, untilEnabled, untilNobodySubscribed } from './traced-publisher.js'
import { linesOf, linesUntil } from './tracing.js'

const { path, skip } = await build('aggregator')

for (const end of ['destroy', 'drop']) {
  test(`a C++ client reads figures of every kind, and ends by ${end}`, {
    ...DEADLINE,
    skip,
  }, async t => {
    const tracing = await publisher(t)
    const args = [tracing.path, '--events', '12', '--end', end]
    await using client = new Program(path ?? '', args)
    const [started] = linesOf(await linesUntil(client, 'started'), 'started')
    assert.deepEqual(started, {
      event: 'started',
      tracepoints: 2,
      intervalUs: 100_000,
      maxGroups: started?.['maxGroups'],
    })
    await untilEnabled(tracing)
    // Of 16 messages, every fourth is a block; those of 5 bytes are too small.
    fire(tracing, 8, 5)
    fire(tracing, 16, 20)
    const lines = await linesUntil(client, 'ended')
    const [read] = linesOf(lines, 'read')
    assert.ok(read)
    const { events, lost, groups } = read['report'] as {
      events: string
      lost: string
      groups: Record<string, unknown>[]
    }
    assert.deepEqual([events, lost], ['12', '0'])
    const histogram = { below: '0', counts: ['0', '0', '0', '0', '0', '4'], above: '0' }
    const group = (type: string, direction: string, peers: number[], linear: object): object => ({
      keys: [{ text: type }, { text: direction }],
      isOther: false,
      events: '4',
      measures: [
        { number: 4 },
        { number: 80 },
        { number: Math.max(...peers) },
        { number: 2 },
        { histogram },
        { histogram: linear },
        { top: [{ value: { text: `10.0.0.${peers[0]}:8333` }, count: '2', maxError: '0' }] },
      ],
    })
    assert.deepEqual(groups, [
      group('inv', 'inbound', [0, 4], { below: '2', counts: ['0', '2'], above: '0' }),
      group('tx', 'outbound', [1, 5], { below: '0', counts: ['2'], above: '2' }),
      group('ping', 'inbound', [2, 6], { below: '0', counts: ['2'], above: '2' }),
    ])
    for (const line of linesOf(lines, 'report')) {
      assert.deepEqual(Object.keys(line['report'] as object), Object.keys(read['report'] as object))
    }
    await untilEnabled(tracing, false)
    await client.end()
    await untilNobodySubscribed(tracing)
  })
}

test('a C++ client is told what is wrong with what it asks', { ...DEADLINE, skip }, async t => {
  const tracing = await publisher(t)
  await using client = new Program(path ?? '', [tracing.path, '--field', 'mesageType'])
  const failed = await client.next()
  assert.equal(failed['event'], 'failed')
  assert.match(JSON.stringify(failed), /Did you mean messageType/)
  await client.end()
  await untilNobodySubscribed(tracing)
})
