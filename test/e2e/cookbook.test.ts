import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asShown, type Example, examplesOf, rewrite, run } from '../../scripts/cookbook/document.js'
import { DOCUMENTS, RECORDING, SESSION } from '../../scripts/cookbook/paths.js'
import { writeSessionRecording } from '../../scripts/cookbook/session-recording.js'
import { temporaryDirectory } from './support.js'
import { noTerminals } from './terminal/terminal-run.js'

test('each command of the cookbook and its like prints what they show', {
  skip: noTerminals,
}, async t => {
  const directory = temporaryDirectory(t)
  await writeSessionRecording(SESSION, join(directory, RECORDING))
  for (const [document, least] of [
    [DOCUMENTS[0], 12],
    [DOCUMENTS[1], 4],
  ] as const) {
    const examples = examplesOf(readFileSync(document, 'utf8'))
    assert.ok(examples.length >= least, `${examples.length} examples`)
    for (const example of examples) {
      await t.test(example.command, () => {
        const hint = `node dist/scripts/cookbook/main.js brings ${document} up to date`
        assert.equal(asShown(run(example, directory), example), example.shown, hint)
      })
    }
  }
})

test('an example shows as many lines of an output as before', () => {
  const document =
    'a\n```console\n$ nodetap x\n1\n…\n9\n```\nb\n```console\n$ nodetap y\nold\n```\n'
  const [first, second] = examplesOf(document) as [Example, Example]
  assert.equal(first.command, 'nodetap x')
  assert.equal(asShown('one\ntwo\nthree\nfour', first), 'one\n…\nfour\n')
  assert.equal(asShown('new', second), 'new\n')
  assert.equal(
    rewrite(document, ['one\ntwo\nthree\nfour', 'new']),
    'a\n```console\n$ nodetap x\none\n…\nfour\n```\nb\n```console\n$ nodetap y\nnew\n```\n',
  )
})
