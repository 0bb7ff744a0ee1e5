import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bench, LOG_ONLY, pick } from './support.js'

const MOCKED = '(mocktime: 2026-01-16T03:04:05Z)'
const MODE = '[coindb] Writing chainstate to disk: flush mode=FORCE_SYNC, prune=0, large=0'
const BLOCKS = '[bench] FlushStateToDisk: write block and undo data to disk started'

/** As the versions write a flush of 12 coins; each line is a microsecond behind the one before. */
const flushOf = {
  '28': [BLOCKS, '[bench] FlushStateToDisk: write coins cache to disk (12 coins, 262kB) '],
  '30': [MODE, BLOCKS, '[bench] FlushStateToDisk: write coins cache to disk (12 coins, 256KiB) '],
  '31.99': [
    MODE,
    BLOCKS,
    '[bench] BatchWrite: write coins cache to disk (2 out of 12 cached coins) ',
  ],
}

test('a flush has what its version logs of it', () => {
  const cases = [
    ['28', '', 3, ['mode', 'forPrune'], 262_000],
    // Only later versions time it by the clock that stands still.
    ['28', MOCKED, 3, ['mode', 'forPrune'], 262_000],
    ['30', '', 4, [], 256 * 1024],
    ['30', MOCKED, 0, [], 256 * 1024],
    ['31.99', '', 4, ['memoryBytes'], 0],
  ] as const
  for (const [version, mocked, durationUs, missing, memoryBytes] of cases) {
    const lines = flushOf[version]
    const written = lines.at(-1) ?? ''
    const bench = new Bench(LOG_ONLY)
    bench.log(
      0,
      ...[...lines.slice(0, -1), `${written}started`, '[x] between', `${written}completed (0.17ms)`]
        .map(text => `[http.1] ${text}`)
        .map(text => (mocked === '' ? text : `${mocked} ${text}`)),
    )
    bench.flush()
    assert.deepEqual(
      bench.events.map(event => pick(event, 'coins', 'durationUs', 'missing', 'memoryBytes')),
      [[12, durationUs, missing, memoryBytes]],
      `${version} ${mocked}`,
    )
  }
})
