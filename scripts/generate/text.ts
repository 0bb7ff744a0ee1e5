/** Pieces of generated text. */

/** Width that generated lines keep to where they can be broken. */
const LINE_WIDTH = 100

/** The first lines of a generated TypeScript file. */
export function header(source: string): string {
  return `// Generated from ${source} by \`npm run generate\`. Do not edit.\n`
}

/** A TSDoc comment with a line break at its end; empty without text. */
export function docComment(text: string, indent = ''): string {
  if (text === '') return ''
  const lines = text.replaceAll('*/', '*\\/').split('\n')
  const single = `${indent}/** ${lines[0]} */`
  if (lines.length === 1 && single.length <= LINE_WIDTH) return `${single}\n`
  const body = lines.map(line => `${indent} * ${line}`.trimEnd())
  return [`${indent}/**`, ...body, `${indent} */`, ''].join('\n')
}

/** Joins the parts of a comment that have text, each a paragraph of its own. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n')
}

/** A comment of several lines as running text. */
export function oneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}

/** A string literal. */
export function quoted(text: string): string {
  const literal = JSON.stringify(text)
  if (text.includes("'")) return literal
  return `'${literal.slice(1, -1).replaceAll('\\"', '"')}'`
}

/** `open` + items + `close` on one line if they fit, else an item a line. */
export function listed(
  open: string,
  items: readonly string[],
  close: string,
  indent = '',
  pad = '',
): string {
  const single = `${indent}${open}${pad}${items.join(', ')}${pad}${close}`
  if (single.length <= LINE_WIDTH && !items.some(item => item.includes('\n'))) return single
  // Type arguments end without a comma.
  const lines = items.map(item => `${indent}  ${item},`)
  const body = close.startsWith('>') ? lines.join('\n').slice(0, -1) : lines.join('\n')
  return [indent + open, body, indent + close].join('\n')
}
