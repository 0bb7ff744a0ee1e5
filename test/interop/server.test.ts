/** C++ clients on our server: the scenarios of peer-scenarios.h. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { build } from './build.js'
import { DEADLINE, until, withClient } from './harness.js'
import { PeerState, peerServer } from './peer-server.js'

const { path, skip } = await build('peer')

if (path === null) test('C++ clients', { skip })
else {
  const scenarios: string[] = JSON.parse(execFileSync(path, ['scenarios'], { encoding: 'utf8' }))
  for (const scenario of scenarios) {
    test(`C++ calls us: ${scenario}`, DEADLINE, async () => {
      const state = new PeerState()
      await withClient(path, scenario, leave => peerServer(state, leave))
      await until(() => state.liveObjects === 0)
      assert.equal(state.liveObjects, 0)
    })
  }
}
