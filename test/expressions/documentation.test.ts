import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { filterOf } from '../../src/client/index.js'
import { formatExpression, parseExpression } from '../../src/expressions/index.js'
import { matchTracepoints } from '../../src/tracepoints/index.js'

const page = readFileSync('docs/filters.md', 'utf8')

function blocks(language: string): string[] {
  const found = [...page.matchAll(/```(\w*)\n([\s\S]*?)```/g)]
  return found.filter(match => match[1] === language).map(match => match[2] ?? '')
}

test('every condition of docs/filters.md is one', () => {
  const conditions = blocks('where').flatMap(block => block.trim().split('\n'))
  assert.ok(conditions.length > 15)
  for (const text of conditions) {
    const expression = parseExpression(text)
    assert.deepEqual(parseExpression(formatExpression(expression)), expression, text)
  }
})

test('the command lines of docs/filters.md ask for what there is', () => {
  const lines = blocks('sh').flatMap(block => block.trim().split('\n'))
  assert.ok(lines.length >= 5)
  for (const line of lines) {
    const [, command, pattern = ''] = line.match(/(?:'[^']*'|\S)+/g) ?? []
    assert.equal(command, 'trace')
    const option = (name: string): string | undefined =>
      new RegExp(`--${name} (?:'([^']*)'|(\\S+))`)
        .exec(line)
        ?.slice(1)
        .find(it => it !== undefined)
    const where = option('where')
    const sampleBy = option('sample-by')
    filterOf(
      {
        ...(where === undefined ? {} : { where }),
        ...(sampleBy === undefined ? {} : { sampleBy }),
        sampleOneIn: Number(option('sample') ?? 1),
      },
      matchTracepoints([pattern.replaceAll("'", '')]),
    )
  }
})

test('the error of docs/filters.md is the one that is shown', () => {
  const [shown = ''] = blocks('').filter(block => block.includes('^^^'))
  const [, text = ''] = shown.split('\n')
  assert.throws(() => parseExpression(text.trim()), { message: shown.trimEnd() })
})
