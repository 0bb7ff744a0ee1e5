import { GenerateError } from './generate-error.js'
import { oneLine } from './text.js'
import type { ColumnField, TracepointModel, TracepointModelEntry } from './tracepoint-model.js'

const CONTEXTS: Readonly<Record<string, { title: string; text: string }>> = {
  net: {
    title: 'Peers and their messages',
    text: 'What happens on the P2P connections of the node. Peers are told apart by `peerId`, which the node never uses twice while it runs.',
  },
  validation: {
    title: 'The active chain',
    text: 'What the node decides about blocks.',
  },
  utxocache: {
    title: 'The cache of unspent outputs',
    text: 'Coins that come and go in memory, and when they are written to disk. The first two fire for every coin made or spent: thousands of times a block.',
  },
  mempool: {
    title: 'The mempool',
    text: 'Transactions on their way in, and out.',
  },
  coin_selection: {
    title: "The wallet's choice of coins",
    text: 'How a wallet of the node pays. Seen only in nodes that have one.',
  },
  snapshot: {
    title: 'The present state',
    text: "What a subscription that asks for a snapshot gets first, in sequence with the events that follow: the state as it was when the source told it. nodetap's own, not Bitcoin Core's; only a pattern that begins with `snapshot:` means these, and naming one asks for that part of a snapshot. Filters do not apply to them.",
  },
  nodetap: {
    title: 'The publisher itself',
    text: "Who subscribes, what is lost, and how full the ring is. Made by the publisher's worker, at no cost to the node. nodetap's own, not Bitcoin Core's; only a pattern that begins with `nodetap:` means these.",
  },
}

const INTRODUCTION = `# Tracepoints

<!-- Generated from schema/tracepoints.capnp by \`npm run generate\`. Do not edit. -->

A tracepoint is a place in a node where something happens that is worth knowing. Each time it
does, the tracepoint fires an event with the fields listed here. Names are Bitcoin Core's:
\`context:event\`. Subscribe by name, or with \`*\` for any characters: \`mempool:*\`,
\`net:*_message\`. The tracepoints of \`snapshot\` and \`nodetap\` are nodetap's own: a \`*\` means them
only behind their context, as in \`nodetap:*\`. Unless something else is said, a tracepoint is
experimental: its name and fields may still change.

## What every event has

| field | type | unit | meaning |
|---|---|---|---|
| \`tracepoint\` | text | | The tracepoint's name. |
| \`sequence\` | uint64 | | Counts the events of all tracepoints of a node. |
| \`timestampUs\` | int64 | us | When it fired, on the node's monotonic clock. |

\`sequence\` is one order over all tracepoints: of two events, the one with the smaller number
fired first. Events that a subscription did not get, whatever the cause, are counted and told
to the subscriber together with the numbers that they lie between. Tracepoints that were not
subscribed to leave gaps in the numbers, too: a gap alone is no loss.

\`timestampUs\` counts from an arbitrary moment and never goes back, whatever becomes of the
wall clock. A subscription's terms tell the wall-clock time of its zero.

## Types

| type | in JavaScript |
|---|---|
| int32, uint32 | number |
| int64, uint64 | number; always within 2^53 |
| bool | boolean |
| text | string. What a peer sent is hostile: escape it before showing it |
| hash | \`Uint8Array\` of 32 bytes in internal order; \`hashToHex\` turns it to what people read |
| bytes | \`Uint8Array\` of up to 4 MB: as much as the subscriber asked for |
| enum | string, one of those listed |

Units are bytes, sat (satoshis), vbyte (virtual bytes), ns, us (nano- and microseconds) and
s (Unix seconds).
`

/** docs/tracepoints.md. */
export function tracepointsDocument(model: TracepointModel): string {
  const contexts = grouped(model.tracepoints, ({ name }) => name.slice(0, name.indexOf(':')))
  const sections = [...contexts].map(([context, tracepoints]) => {
    const about = CONTEXTS[context]
    if (about === undefined) {
      throw new GenerateError(`context '${context}' has no text in tracepoints-document.ts`)
    }
    const groups = [...grouped(tracepoints, ({ columns }) => columns).values()]
    const parts = groups.map(group => groupSection(model, group))
    return `\n## ${about.title}\n\n${about.text}\n${parts.join('')}`
  })
  return INTRODUCTION + sections.join('')
}

/** Tracepoints that share their fields. */
function groupSection(model: TracepointModel, group: readonly TracepointModelEntry[]): string {
  const columns = model.columnsStructs.find(({ name }) => name === group[0]?.columns)
  const headings = group.map(({ name, doc, stability }) => {
    const note = stability === 'experimental' ? '' : ` (${stability})`
    return `\n### \`${name}\`\n\n${oneLine(doc)}${note}\n`
  })
  const rows = columns?.fields.map(fieldRow) ?? []
  const table = ['| field | type | unit | meaning |', '|---|---|---|---|', ...rows].join('\n')
  const lead = group.length > 1 ? `\nThe fields of ${group.length === 2 ? 'both' : 'all'}:\n` : ''
  return `${headings.join('')}${lead}\n${table}\n`
}

function fieldRow(field: ColumnField): string {
  const kind = field.kind === 'payload' ? 'bytes' : field.kind
  const names = field.enumNames?.map(name => `\`${name}\``).join(', ')
  const meaning = oneLine(field.doc) + (names === undefined ? '' : ` One of ${names}.`)
  return `| \`${field.name}\` | ${kind} | ${field.unit} | ${meaning.replaceAll('|', '\\|')} |`
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
