/**
 * Writes docs/limits.md from the `limits.ts` of each folder: every member of an object there,
 * with its value and the comment above it. With `--check` it compares instead.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

const TARGET = join('docs', 'limits.md')

const INTRO = `# Limits

Every buffer, queue, depth and count of nodetap is bounded. Generated from the source by
\`npm run build && node dist/scripts/limits-doc.js\`. Units are in the names and reasons.

What is beyond a limit is either cut to it (options of a subscription; the terms tell what is in
force), dropped and counted (events), or refused with one error that names the limit.

The byte order of the machine must be little-endian: messages are read in place.
`

/** What stands above each folder's table. */
const TITLES: Readonly<Record<string, string>> = {
  publisher: 'Publisher',
  'publisher/ring': 'Ring between node and worker',
  'publisher/batches': 'Batches',
  'publisher/snapshots': 'Snapshots',
  client: 'Client',
  'client/batch': 'Reading batches',
  'client/upstream': "Bitcoin Core's tracing prototype",
  rpc: 'RPC',
  capnp: "Cap'n Proto messages",
  tracepoints: 'Tracepoint patterns',
  expressions: 'Expressions',
  aggregates: 'Aggregates',
  bitcoin: 'P2P payloads',
  recording: 'Recordings',
  exporters: 'Export and import',
  'sources/bitcoind': 'Bridge: what it keeps of a node',
  'sources/bitcoind/live': 'Bridge: the running node',
  'sources/bitcoind/live/files': 'Bridge: files that grow',
  'sources/bitcoind/live/rpc': 'Bridge: JSON-RPC',
  'sources/bitcoind/live/zmq': 'Bridge: ZMQ',
  'sources/bitcoind/live/config': 'Bridge: how a node is set up',
  'cli/screen': 'Drawing on a terminal',
  'cli/live': 'Live views',
  'cli/peers': 'nodetap peers',
  'cli/mempool': 'nodetap mempool',
  'cli/wallet': 'nodetap wallet',
}

interface Entry {
  readonly name: string
  readonly value: unknown
  readonly reason: string
}

const sections: string[] = []
for (const file of limitFiles()) {
  const folder = relative('src', dirname(file)).replaceAll('\\', '/')
  const entries = await readEntries(file)
  const rows = entries.map(
    ({ name, value, reason }) => `| \`${name}\` | ${show(value)} | ${reason} |`,
  )
  sections.push(
    `\n## ${TITLES[folder] ?? folder}\n\n\`src/${folder}\`\n\n| limit | value | reason |\n|---|---|---|\n${rows.join('\n')}\n`,
  )
}
const text = INTRO + sections.join('')

if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error(
      `${TARGET} differs from the source. Run: npm run build && node dist/scripts/limits-doc.js`,
    )
    process.exitCode = 1
  }
} else {
  writeFileSync(TARGET, text)
}

/** In the order of TITLES, others behind. */
function limitFiles(): string[] {
  const order = Object.keys(TITLES)
  const rank = (file: string): number => {
    const at = order.indexOf(relative('src', dirname(file)).replaceAll('\\', '/'))
    return at === -1 ? order.length : at
  }
  return readdirSync('src', { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name === 'limits.ts')
    .map(entry => join(entry.parentPath, entry.name))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

/** The numbers of every exported object, as compiled, with the comments of the source. */
async function readEntries(file: string): Promise<Entry[]> {
  const compiled = join('dist', file.replace(/\.ts$/, '.js'))
  const exported = (await import(pathToFileURL(compiled).href)) as Record<string, unknown>
  const source = readFileSync(file, 'utf8')
  const entries: Entry[] = []
  for (const [exportName, object] of Object.entries(exported)) {
    if (typeof object !== 'object' || object === null) continue
    const from = source.indexOf(`export const ${exportName} `)
    if (from === -1) throw new Error(`${file}: ${exportName} is not written as a constant`)
    for (const [name, value] of Object.entries(object)) {
      entries.push({ name, value, reason: reasonOf(source.slice(from), name, file) })
    }
  }
  return entries
}

/** The comment above a member; an uncommented one shares that of the member before it. */
function reasonOf(source: string, name: string, file: string): string {
  const lines = source.split('\n')
  let at = lines.findIndex(line => new RegExp(`^\\s+'?${name}'?:`).test(line)) - 1
  while (at >= 0 && !lines[at]?.trimEnd().endsWith('*/')) {
    if (lines[at]?.trim() === '' || lines[at]?.includes('= {')) {
      throw new Error(`${file}: ${name} has no reason`)
    }
    at--
  }
  const end = at
  while (at >= 0 && !lines[at]?.includes('/**')) at--
  return lines
    .slice(at, end + 1)
    .join(' ')
    .replace(/\/\*\*|\*\//g, '')
    .replace(/\s+\*\s+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll('|', '\\|')
    .trim()
}

function show(value: unknown): string {
  if (typeof value !== 'number') return `\`${JSON.stringify(value)}\``
  const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, ',')
  for (const [unit, size] of [
    ['Gi', 2 ** 30],
    ['Mi', 2 ** 20],
    ['Ki', 2 ** 10],
  ] as const) {
    if (value >= size && value % size === 0) return `${grouped} (${value / size} ${unit})`
  }
  return grouped
}
