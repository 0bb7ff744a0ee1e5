import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { type Golden, golden } from './golden.js'

const missing = spawnSync('capnp', ['--version']).error !== undefined

test("the golden bytes are what Cap'n Proto's own tool encodes", {
  skip: missing && 'capnp is not installed',
}, () => {
  for (const [name, { schema, struct, text, hex }] of Object.entries<Golden>(golden)) {
    const { stdout, stderr } = spawnSync('capnp', ['encode', schema, struct], { input: text })
    assert.equal(stdout.toString('hex'), hex, `${name}: ${stderr}`)
  }
})
