/** The scenarios of peer-scenarios.h hold between two C++ peers: what we are measured by. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { build } from './build.js'
import { DEADLINE } from './harness.js'
import { Program, temporarySocket } from './program.js'

const { path, skip } = await build('peer')

if (path === null) test('C++ clients of C++ servers', { skip })
else {
  test('C++ calls C++', DEADLINE, async t => {
    const names: string[] = JSON.parse(execFileSync(path, ['scenarios'], { encoding: 'utf8' }))
    for (const scenario of names) {
      await t.test(scenario, async () => {
        const socket = temporarySocket()
        try {
          await using server = new Program(path, ['serve', socket.path])
          assert.deepEqual(await server.next(), { listening: true })
          await using client = new Program(path, ['connect', socket.path, scenario])
          assert.deepEqual(await client.next(), { scenario, ok: true })
          assert.deepEqual(await client.end(), [])
          assert.deepEqual(await server.end(), [{ liveObjects: 0 }])
        } finally {
          socket.remove()
        }
      })
    }
  })
}
