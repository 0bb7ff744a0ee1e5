/**
 * Fails when a page of the documentation points to what is not there: a file, a heading, or a
 * path of the project that stands as code.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const pages = ['README.md', ...readdirSync('docs').map(name => join('docs', name))].filter(page =>
  page.endsWith('.md'),
)
/** A link's target, its title left out; not one into the web. */
const LINK = /\]\((?![a-z]+:)([^)\s]*)[^)]*\)/g
/** A path as code, without placeholders and patterns. */
const PATH = /`((?:bench|docs|examples|schema|scripts|src|test)\/[\w./+-]*)`/g

const problems: string[] = []
for (const page of pages) {
  const text = readFileSync(page, 'utf8')
  for (const [, target = ''] of text.matchAll(LINK)) {
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : join(dirname(page), path)
    if (!existsSync(file)) problems.push(`${page}: ${target} is not there`)
    else if (anchor !== undefined && !anchorsOf(file).includes(anchor)) {
      problems.push(`${page}: ${target} names no heading of ${file}`)
    }
  }
  for (const [, path = ''] of text.matchAll(PATH)) {
    if (!existsSync(path)) problems.push(`${page}: ${path} is not there`)
  }
}

for (const problem of problems) console.error(problem)
console.log(`check-links: ${pages.length} pages, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1

/** The headings of a page as links name them. */
function anchorsOf(file: string): string[] {
  const code = /^```[\s\S]*?^```/gm
  const headings = readFileSync(file, 'utf8')
    .replace(code, '')
    .matchAll(/^#+ (.*)$/gm)
  return Array.from(headings, ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
