import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Painter } from '../../../src/cli/live/painter.js'

test('requests while it draws are one more drawing', async () => {
  const finish: (() => void)[] = []
  let drawings = 0
  const painter = new Painter(
    () => {
      drawings++
      return new Promise(resolve => finish.push(resolve))
    },
    error => assert.fail(String(error)),
  )
  painter.request()
  assert.equal(drawings, 1)
  for (let i = 0; i < 5; i++) painter.request()
  assert.equal(drawings, 1)
  finish[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(drawings, 2)
  finish[1]?.()
  await painter.settled()
  assert.equal(drawings, 2)
  painter.request()
  assert.equal(drawings, 3)
  finish[2]?.()
  await painter.settled()
})

test('what drawing throws is told', async () => {
  const failures: unknown[] = []
  const fault = new RangeError('a fault')
  const painter = new Painter(
    () => Promise.reject(fault),
    error => failures.push(error),
  )
  painter.request()
  await painter.settled()
  assert.deepEqual(failures, [fault])
})
