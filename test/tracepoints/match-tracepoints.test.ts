import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ErrorCode, isNodetapError } from '../../src/errors/index.js'
import {
  matchTracepoints,
  NODE_TRACEPOINT_NAMES,
  TracepointLimits,
} from '../../src/tracepoints/index.js'

function throwsWith(code: ErrorCode, patterns: readonly string[], message: RegExp): void {
  assert.throws(
    () => matchTracepoints(patterns),
    (error: unknown) => isNodetapError(error, code) && message.test(error.message),
  )
}

test('exact names, in the order of the catalogue and once each', () => {
  const names = matchTracepoints(['mempool:removed', 'mempool:added', 'mempool:*ed'])
  assert.deepEqual(names, [
    'mempool:added',
    'mempool:removed',
    'mempool:replaced',
    'mempool:rejected',
  ])
  assert.deepEqual(matchTracepoints(['mempool:added', 'mempool:added']), ['mempool:added'])
  assert.deepEqual(matchTracepoints([]), [])
})

test('stars stand for any characters, also for none', () => {
  assert.deepEqual(matchTracepoints(['net:*_message']), [
    'net:inbound_message',
    'net:outbound_message',
  ])
  assert.deepEqual(matchTracepoints(['*']), NODE_TRACEPOINT_NAMES)
  assert.deepEqual(matchTracepoints(['***']), NODE_TRACEPOINT_NAMES)
  assert.deepEqual(matchTracepoints(['*mempool:added*']), ['mempool:added'])
  assert.deepEqual(matchTracepoints(['*:*in*ound*conn*']), [
    'net:inbound_connection',
    'net:evicted_inbound_connection',
  ])
})

test("a star means nodetap's own tracepoints only behind their context", () => {
  const ring = ['nodetap:ring']
  assert.deepEqual(matchTracepoints(['nodetap:r*']), ring)
  assert.deepEqual(matchTracepoints(['nodetap:ring']), ring)
  assert.deepEqual(matchTracepoints(['snapshot:*']), [
    'snapshot:peer',
    'snapshot:mempool',
    'snapshot:tip',
    'snapshot:end',
  ])
  for (const pattern of ['nodetap*', '*:ring', 'node*:ring', '*tap:ring', 'snap*']) {
    throwsWith('UNKNOWN_TRACEPOINT', [pattern], /No tracepoint matches/)
  }
  assert.deepEqual(
    matchTracepoints(['*:*in*', 'nodetap:*'], ['a:in', 'nodetap:in', 'snapshot:in']),
    ['a:in', 'nodetap:in'],
  )
})

test('parts do not overlap', () => {
  assert.deepEqual(matchTracepoints(['ab*ba'], ['aba', 'abba', 'abxba']), ['abba', 'abxba'])
  assert.deepEqual(matchTracepoints(['a*a*a'], ['aa', 'aaa']), ['aaa'])
})

test('names of a server that this version does not know', () => {
  assert.deepEqual(matchTracepoints(['*:b'], ['future:a', 'future:b']), ['future:b'])
})

test('what matches nothing is refused, with the nearest names', () => {
  const code = 'UNKNOWN_TRACEPOINT'
  throwsWith(code, ['mempol:added'], /"mempol:added".*mean mempool:added.*nodetap list/)
  throwsWith(code, ['mempool'], /mean mempool:\*\?/)
  throwsWith(code, ['inbound_mesage'], /mean net:inbound_message/)
  throwsWith(code, ['mempol:*'], /mean mempool:\*/)
  throwsWith(code, ['*', 'xyzzy'], /matches "xyzzy"\. `nodetap list`/)
  throwsWith(code, [''], /matches ""/)
  throwsWith(code, ['Mempool:Added'], /mean mempool:added/)
})

test('what is no list of texts is refused, and not taken for its letters', () => {
  for (const patterns of ['"net:*"', '[1]', 'null']) {
    throwsWith(
      'INVALID_ARGUMENT',
      JSON.parse(patterns) as string[],
      /list of texts, such as \['net:\*'/,
    )
  }
})

test('characters of regular expressions mean themselves', () => {
  for (const pattern of ['mempool.added', '(a+)+$', 'mempool:[a-z]*', '.*', '^*', '?', '\\*']) {
    throwsWith('UNKNOWN_TRACEPOINT', [pattern], /./)
  }
})

test('control characters do not reach the message', () => {
  throwsWith('UNKNOWN_TRACEPOINT', ['\u001b]0;x\u0007\u009b31m\n\u202e'], /^[\x20-\x7e\ufffd]*$/)
})

test('hostile patterns cost no more than others', () => {
  const { maxPatterns, maxPatternLength } = TracepointLimits
  const stars = '*a'.repeat(maxPatternLength / 2)
  const names = Array.from({ length: 100 }, (_, i) => 'a'.repeat(2000) + i)
  const started = process.cpuUsage()
  assert.equal(matchTracepoints(Array(maxPatterns).fill(`${stars}*`.slice(1)), names).length, 100)
  assert.throws(() => matchTracepoints([`${stars.slice(2)}*b`], names))
  // A few ms where it is linear; backtracking would not end.
  assert.ok(process.cpuUsage(started).user < 5_000_000)
})

test('limits are checked before anything is matched', () => {
  const { maxPatterns, maxPatternLength } = TracepointLimits
  throwsWith('INVALID_ARGUMENT', Array(maxPatterns + 1).fill('*'), /257 .* at most 256/)
  throwsWith('INVALID_ARGUMENT', ['*'.repeat(maxPatternLength + 1)], /129 .* at most 128/)
})
