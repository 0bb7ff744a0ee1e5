import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { eventsOf, recorded, sampleBatches } from './support.js'

const hasCapnp = spawnSync('capnp', ['--version']).status === 0
const skip = hasCapnp ? false : "the Cap'n Proto compiler is not installed"

test("Cap'n Proto's own tool reads a recording", { skip }, async () => {
  const { bytes } = await recorded(sampleBatches())
  const { stdout, stderr, status } = spawnSync(
    'capnp',
    ['decode', '--short', 'schema/recording.capnp', 'RecordingEntry'],
    { input: bytes, encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
  const entries = stdout.trim().split('\n')
  const kinds = entries.map(entry => /^\((\w+) = /.exec(entry)?.[1])
  assert.deepEqual(kinds, [
    'header',
    'batch',
    'batch',
    'batch',
    'losses',
    'batch',
    'losses',
    'gap',
    'batch',
    'gap',
    'batch',
    'losses',
    'index',
    'end',
  ])
  assert.match(entries[0] ?? '', /format = "nodetap recording", version = 1/)
  assert.match(entries[1] ?? '', /firstSequence = 1099511627776/)
  assert.match(entries[1] ?? '', /"größe\.example:8333"/)
  assert.match(entries[4] ?? '', /tracepoint = "mempool:added", count = 3, cause = queueFull/)
  assert.match(entries[7] ?? '', /missedEvents = 12/)
  assert.match(
    entries.at(-1) ?? '',
    new RegExp(`batches = 6, events = ${eventsOf(sampleBatches())}`),
  )
})
